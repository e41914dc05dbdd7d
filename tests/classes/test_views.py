"""A teacher's classes, through the page."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizapp.audit.actions import Deed
from quizapp.classes.actions import join
from quizapp.core.join_codes import ALPHABET, DAYS
from quizapp.models import Attempt, AuditEvent, Class, Member
from tests import build


def fresh(session):
    """The session, knowing nothing of before."""
    session.rollback()
    session.expire_all()
    return session


def place_of(session, school, name):
    found = fresh(session).get(Member, (school.class_.id, school.people[name].id))
    return found and (found.role, found.state)


@pytest.fixture
def page(session, school):
    """The address of the class, and the ids of its people."""
    found = f"/teach/classes/{school.class_.id}"
    session.commit()
    return found


@pytest.fixture
def ids(session, school):
    found = {name: person.id for name, person in school.people.items()}
    session.commit()
    return found


def test_a_teacher_makes_a_class_and_is_on_its_page(alice, session):
    alice.get("/teach")
    alice.get("/teach/classes/new")
    alice.send(name="  7c   English ", zone="America/New_York", language="fr", asks_teacher="y")
    assert alice.path.startswith("/teach/classes/")
    assert "Nobody is here yet" in alice.words()
    made = session.scalars(select(Class).where(Class.name == "7c English")).one()
    assert (made.zone, made.language, made.asks_teacher) == ("America/New_York", "fr", True)
    session.rollback()
    alice.get("/teach")
    assert "7c English" in alice.words()


def test_the_next_class_has_the_clock_of_the_last(alice, session):
    alice.get("/teach/classes/new")
    alice.send(name="7d")
    made = session.scalars(select(Class).where(Class.name == "7d")).one()
    assert made.zone == "Europe/Berlin"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 101},
        {"name": "a\0b"},
        {"zone": "Mars/Olympus"},
        {"zone": ""},
        {"zone": "../../etc/passwd"},
        {"language": "tlh"},
    ],
)
def test_a_wrong_field_is_told_and_no_class_is_made(alice, session, wrong):
    alice.get("/teach/classes/new")
    alice.send(status=422, **{"name": "7c", "zone": "UTC", **wrong})
    assert alice.all("p")
    assert len(session.scalars(select(Class)).all()) == 3


def test_what_a_class_is_can_be_changed(alice, session, school, page):
    alice.get(f"{page}/settings")
    alice.send("settings", name="8b", zone="Asia/Tokyo", asks_teacher="y")
    assert "Asia/Tokyo" in alice.words()
    fresh(session)
    assert (school.class_.name, school.class_.asks_teacher) == ("8b", True)
    session.rollback()
    alice.get(f"{page}/settings")
    alice.send("settings", 422, name="")
    alice.get(f"{page}/settings")
    alice.send("settings", drop=("asks_teacher",))
    assert not fresh(session).get(Class, school.class_.id).asks_teacher


def test_the_page_lists_who_is_here_and_what_was_given(alice, page):
    alice.get(page)
    assert "2 students" in alice.words()
    assert {"Bob", "Carol"} <= set(alice.words().split())
    assert "Harbour lights" in alice.words()
    assert "Mallory" not in alice.words()


@pytest.mark.parametrize("who", ["dave", "bob", "mallory"])
def test_nobody_else_opens_the_class(request, page, who):
    visitor = request.getfixturevalue(who)
    for path in (page, f"{page}/settings"):
        visitor.get(path, status=404)
    for path in ("join-code", "join-code/end", "close", "reopen", "settings"):
        visitor.post(f"{page}/{path}", status=404, follow=False)


def test_practice_has_no_page_of_a_class(alice, session, school):
    practice = school.practice.class_id
    session.commit()
    alice.get(f"/teach/classes/{practice}", status=404)


# --- in and out --------------------------------------------------------------------------------


def test_who_is_taken_out_comes_back_with_their_work(alice, session, school, page, ids):
    build.attempt(session, school)
    session.commit()
    alice.get(f"{page}/students/{ids['bob']}")
    alice.send("out")
    assert "1 student" in alice.words()
    assert place_of(session, school, "bob") == ("student", "left")
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "member_removed")).one()
    told = Deed(event.actor_id, event.action, event.subject, event.subject_id, event.person_id)
    assert told == Deed(ids["alice"], "member_removed", "class", school.class_.id, ids["bob"])
    session.rollback()
    alice.send(f"students/{ids['bob']}/in")
    assert place_of(session, school, "bob") == ("student", "here")
    assert len(session.scalars(select(Attempt)).all()) == 1


def test_taking_out_twice_is_once(alice, session, page, ids):
    alice.get(page)
    for _ in range(2):
        alice.post(f"{page}/students/{ids['bob']}/out")
    removed = select(AuditEvent).where(AuditEvent.action == "member_removed")
    assert len(session.scalars(removed).all()) == 1


def test_a_teacher_is_no_student_to_take_out(alice, page, ids):
    alice.post(f"{page}/students/{ids['alice']}/out", status=404, follow=False)
    alice.post(f"{page}/students/{ids['mallory']}/in", status=404, follow=False)


@pytest.mark.parametrize("who", ["dave", "carol", "mallory"])
def test_nobody_else_takes_out_or_lets_in(request, session, school, page, ids, who):
    visitor = request.getfixturevalue(who)
    visitor.post(f"{page}/students/{ids['bob']}/out", status=404, follow=False)
    assert place_of(session, school, "bob") == ("student", "here")


def test_a_reader_looks_and_changes_nothing(dave, session, school, page, ids):
    join(session, school.class_.id, school.people["dave"], "reader", build.NOW)
    session.commit()
    dave.get(page)
    assert "Bob" in dave.words()
    assert "Make a code" not in dave.words()
    assert f"{page}/students/" not in dave.text
    assert "join-code" not in dave.text
    dave.post(f"{page}/students/{ids['bob']}/out", status=404, follow=False)
    dave.post(f"{page}/join-code", status=404, follow=False)
    dave.get(f"{page}/settings", status=404)


# --- the code ----------------------------------------------------------------------------------


def test_a_code_has_eight_clear_letters_and_a_week(alice, session, school, page):
    alice.get(page)
    alice.send("join-code")
    fresh(session)
    code, ends = school.class_.join_code, school.class_.join_ends_at
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    assert timedelta(0) <= datetime.now(UTC) + timedelta(days=DAYS) - ends < timedelta(minutes=1)
    assert len(school.class_.join_token) >= 22  # 128 bits in letters of six
    session.rollback()
    assert f"{code[:4]} {code[4:]}" in alice.words()


def test_the_alphabet_is_thirty_letters_and_none_looks_like_another():
    assert len(set(ALPHABET)) == len(ALPHABET) == 30
    assert not set("0O1IL") & set(ALPHABET)


def test_a_new_code_is_another_one(alice, session, school, page):
    alice.get(page)
    alice.send("join-code")
    first = (fresh(session).get(Class, school.class_.id).join_code, school.class_.join_token)
    session.rollback()
    alice.send("join-code")
    fresh(session)
    assert school.class_.join_code != first[0]
    assert school.class_.join_token != first[1]


def test_the_sheet_shows_code_and_picture_while_it_works(alice, session, school, page):
    alice.get(f"{page}/join-sheet", status=404)
    alice.get(page)
    alice.send("join-code")
    alice.get(f"{page}/join-sheet")
    assert alice.all("img")[-1].get("src") == f"{page}/join-code.svg"
    alice.get(f"{page}/join-code.svg")
    assert alice.response.mimetype == "image/svg+xml"
    assert "style" not in alice.text
    assert "script" not in alice.text
    alice.get(page)
    alice.send("join-code/end")
    assert fresh(session).get(Class, school.class_.id).join_code is None
    session.rollback()
    alice.get(f"{page}/join-code.svg", status=404)


# --- putting away ----------------------------------------------------------------------------


def test_a_class_is_put_away_and_taken_out_again(alice, session, school, page):
    alice.get(page)
    alice.send("join-code")
    alice.get(f"{page}/settings")
    alice.send("close")
    assert "put away since" in alice.words()
    assert "Bob" in alice.words()
    fresh(session)
    assert school.class_.join_code is None
    session.rollback()
    alice.post(f"{page}/join-code", status=404, follow=False)
    alice.get("/teach")
    assert "Put away" in alice.words()
    alice.get(f"{page}/settings")
    alice.send("reopen")
    assert fresh(session).get(Class, school.class_.id).closed_at is None


def test_only_who_owns_it_puts_it_away(dave, session, school, page):
    join(session, school.class_.id, school.people["dave"], "co_teacher", build.NOW)
    session.commit()
    dave.get(f"{page}/settings")
    assert "Put the class away" not in dave.words()
    dave.post(f"{page}/close", status=404, follow=False)
    assert fresh(session).get(Class, school.class_.id).closed_at is None
