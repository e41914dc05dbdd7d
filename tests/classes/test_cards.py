"""Printing sign-in cards: for students of the class only, with words that open their account."""

import re

import pytest
from sqlalchemy import select

from quizapp.accounts.cards import all_words, are_right
from quizapp.classes.actions import join
from quizapp.models import AuditEvent, Member, SignInCard, User
from tests.build import NOW


@pytest.fixture
def page(school):
    return f"/teach/classes/{school.class_.id}/cards"


@pytest.fixture
def anna(session, school):
    """A student of the class who has no password yet."""
    anna = User(name="Anna Berg", login="a.berg", role="student", created_at=NOW)
    session.add(anna)
    session.flush()
    join(session, school.class_.id, anna, "student", NOW)
    session.commit()
    return anna


def cards(session):
    session.rollback()
    found = dict(session.execute(select(SignInCard.user_id, SignInCard.words_hash)).all())
    session.rollback()
    return found


def printed(visitor):
    """Return the words of each card on the page, by sign-in name."""
    logins = [visitor.words(element) for element in visitor.all("b")]
    words = [visitor.words(element) for element in visitor.all("dd") if element.get("class")]
    return dict(zip(logins, words, strict=True))


def test_whoever_has_no_password_is_ticked_and_gets_a_card(alice, session, school, anna, page):
    alice.get(page)
    assert "Anna Berg a.berg, no password yet" in alice.words()
    alice.send("cards")
    found = printed(alice)
    assert list(found) == ["a.berg"]
    assert all(word in all_words() for word in found["a.berg"].split())
    assert "http://localhost/sign-in" in alice.words()
    assert re.search(r"Works once, until \d+ \w+ 2026", alice.words())
    kept = cards(session)
    assert list(kept) == [anna.id]
    assert are_right(kept[anna.id], found["a.berg"])
    assert found["a.berg"] not in str(kept)


def test_the_whole_class_gets_cards_and_each_is_written_down(alice, session, school, page):
    alice.get(page).send("cards", everybody="1")
    assert sorted(printed(alice)) == ["bob", "carol"]
    events = session.scalars(select(AuditEvent).where(AuditEvent.action == "card_printed")).all()
    people = school.people
    assert {(event.actor_id, event.person_id) for event in events} == {
        (people["alice"].id, people["bob"].id),
        (people["alice"].id, people["carol"].id),
    }


def test_a_new_card_voids_the_old_one(alice, session, school, page):
    bob = school.people["bob"].id
    words = []
    for _ in range(2):
        alice.get(page).send("cards", students=str(bob))
        words.append(printed(alice)["bob"])
    kept = cards(session)[bob]
    assert [are_right(kept, old) for old in words] == [False, True]


def test_opening_the_page_makes_no_card(alice, session, page):
    alice.get(page)
    assert cards(session) == {}


def test_the_page_with_the_words_is_kept_nowhere(alice, page):
    alice.get(page).send("cards", everybody="1")
    assert alice.response.headers["Cache-Control"] == "no-store"


def test_choosing_nobody_is_said(alice, session, page):
    alice.get(page).send("cards", 422)
    assert "Choose at least one student of the class." in alice.words()
    assert cards(session) == {}


def test_so_many_cards_at_once_are_too_many(alice, session, school, page, monkeypatch):
    monkeypatch.setattr("quizapp.classes.cards.AT_ONCE", 1)
    ids = [str(school.people[name].id) for name in ("bob", "carol")]
    alice.get(page).send("cards", 422, students=ids)
    assert "at most 1 student at once" in alice.words()
    assert cards(session) == {}


def teach(session, school, member):
    member.role = "co_teacher"


def read(session, school, member):
    member.role = "reader"


def leave(session, school, member):
    member.state = "left"


def wait(session, school, member):
    member.state = "waiting"


def become_staff(session, school, member):
    session.get(User, member.user_id).role = "teacher"


def have_taught(session, school, member):
    join(session, school.practice.class_id, school.people["bob"], "teacher", NOW).state = "left"


@pytest.mark.parametrize("change", [teach, read, leave, wait, become_staff, have_taught])
def test_nobody_but_a_student_who_is_here_gets_a_card(alice, session, school, page, change):
    bob = school.people["bob"].id
    change(session, school, session.get(Member, (school.class_.id, bob)))
    session.commit()
    alice.get(page)
    assert "Bob" not in alice.words()
    alice.post(page, {"students": str(bob)}, 422)
    assert cards(session) == {}
    alice.post(page, {"everybody": "1"})
    assert list(cards(session)) == [school.people["carol"].id]


@pytest.mark.parametrize("ids", [["mallory"], ["alice"], ["bob", "mallory"]])
def test_nobody_of_elsewhere_gets_one(alice, session, school, page, ids):
    alice.get(page)
    alice.post(page, {"students": [str(school.people[name].id) for name in ids]}, 422)
    assert cards(session) == {}


@pytest.mark.parametrize("id_", ["0", "-1", "x", "", "9" * 30, "1.5"])
def test_what_is_no_id_is_nobody(alice, session, page, id_):
    alice.get(page)
    alice.post(page, {"students": id_}, 422)


@pytest.mark.parametrize("who", ["dave", "reader", "bob", "mallory"])
def test_nobody_else_prints_cards(request, session, school, page, who):
    if who == "reader":
        join(session, school.class_.id, school.people["dave"], "reader", NOW)
        session.commit()
    visitor = request.getfixturevalue("dave" if who == "reader" else who)
    visitor.get(page, 404)
    visitor.post(page, {"everybody": "1"}, 404)
    assert cards(session) == {}


def test_a_co_teacher_prints_cards(dave, session, school, page):
    join(session, school.class_.id, school.people["dave"], "co_teacher", NOW)
    session.commit()
    dave.get(page).send("cards", everybody="1")
    assert sorted(printed(dave)) == ["bob", "carol"]


def test_the_words_on_paper_let_a_student_in_once(alice, visit, session, anna, page):
    alice.get(page).send("cards")
    typed = printed(alice)["a.berg"].upper().replace(" ", "-")
    student = visit().get("/sign-in")
    student.send("sign-in", login="a.berg", password=typed)
    assert "Anna Berg" in student.words()
    assert cards(session) == {}
    second = visit().get("/sign-in")
    second.send("sign-in", 422, login="a.berg", password=typed)
