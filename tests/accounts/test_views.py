"""Signing in and out, and the first teacher."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts import actions
from quizapp.models import OneTimeLink, SignInSession, User
from tests.build import NOW, PASSWORD

SECRET = "a-token-of-forty-letters-for-tests-only"


@pytest.fixture
def link(session, app, time_machine):
    time_machine.move_to(NOW)
    actions.make_first_teacher_link(session, SECRET, NOW)
    session.commit()
    return f"/first-teacher/{SECRET}"


def fill_in(visitor, status=200, **fields):
    wanted = {"name": "Ada Bell", "login": "Ada", "password": PASSWORD} | fields
    return visitor.send(status=status, **wanted)


def test_the_link_makes_the_first_teacher_and_signs_in(visit, session, link):
    visitor = visit()
    visitor.get(link)
    fill_in(visitor)
    assert visitor.path == "/teach"
    assert "Ada Bell" in visitor.words()
    teacher = session.scalars(select(User)).one()
    assert (teacher.role, teacher.login) == ("teacher", "ada")
    assert PASSWORD not in (teacher.password_hash or "")


def test_opening_the_link_does_not_spend_it(visit, session, link):
    visit().get(link)
    visit().get(link)
    assert session.scalars(select(OneTimeLink)).one().used_at is None


def test_the_link_works_once(visit, link):
    fill_in(visit().get(link))
    visit().get(link, status=404)


def test_a_spent_link_takes_no_second_form(visit, session, link):
    first, second = visit().get(link), visit().get(link)
    fill_in(first)
    fill_in(second, 404, login="second")
    assert len(session.scalars(select(User)).all()) == 1


def test_a_new_link_voids_the_old_one(visit, session, link):
    actions.make_first_teacher_link(session, "another", NOW)
    session.commit()
    visit().get(link, status=404)


def test_an_expired_link_is_not_there(visit, link, time_machine):
    time_machine.move_to(NOW + timedelta(hours=actions.LINK_HOURS, seconds=1))
    visit().get(link, status=404)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": "short"}, "12 characters"),
        ({"name": ""}, "name that students see"),
        ({"login": "two words"}, "no blanks"),
        ({"login": "x" * 101}, "too long"),
        ({"name": "a\0b"}, "retype"),
    ],
)
def test_a_wrong_field_is_shown_beside_it_and_nothing_is_made(visit, session, link, wrong, words):
    visitor = visit().get(link)
    fill_in(visitor, 422, **wrong)
    assert words in visitor.words()
    assert session.scalars(select(User)).all() == []
    assert PASSWORD not in visitor.text


def test_only_the_tokens_hash_is_kept(session, link):
    assert SECRET not in str(session.scalars(select(OneTimeLink.token_sha256)).all())


def test_a_person_signs_in_whatever_the_case_of_the_name(visit, school):
    visitor = visit().get("/sign-in")
    visitor.send("sign-in", login="ALICE", password=PASSWORD)
    assert visitor.path == "/teach"


@pytest.mark.parametrize(
    ("login", "password"), [("alice", "wrong"), ("nobody-here", PASSWORD), ("alice", "")]
)
def test_a_wrong_name_and_a_wrong_password_read_the_same(visit, school, login, password):
    visitor = visit().get("/sign-in")
    visitor.send("sign-in", 422, login=login, password=password)
    if password:
        assert "The name or the password is not right." in visitor.words()


def test_signing_in_goes_on_to_where_one_wanted_to_go(nobody):
    nobody.get("/teach/articles")
    nobody.send("sign-in", login="alice", password=PASSWORD)
    assert nobody.path.startswith("/teach/articles")


@pytest.mark.parametrize(
    "evil",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/\tx"],
)
def test_signing_in_goes_nowhere_else(nobody, evil):
    nobody.get("/sign-in")
    nobody.send("sign-in", 303, follow=False, next=evil, login="bob", password=PASSWORD)
    assert nobody.response.headers["Location"] == "/"


def test_signing_in_changes_the_token(nobody, app):
    nobody.get("/sign-in")
    before = nobody.client.get_cookie("quizapp").value
    nobody.send("sign-in", login="bob", password=PASSWORD)
    assert nobody.client.get_cookie("quizapp").value != before


def test_a_copied_cookie_is_worth_nothing_after_signing_out(bob, visit):
    bob.get("/")
    copied = bob.client.get_cookie("quizapp").value
    bob.send("sign-out")
    thief = visit()
    thief.client.set_cookie("quizapp", copied)
    thief.get("/")
    assert "Sign out" not in thief.words()


def test_the_server_keeps_the_tokens_hash_only(bob, session):
    token = bob.client.get_cookie("quizapp").value
    session.rollback()
    assert token not in session.scalars(select(SignInSession.token_sha256)).all()


def test_a_session_ends_by_itself(bob, time_machine):
    from datetime import UTC, datetime

    time_machine.move_to(datetime.now(UTC) + timedelta(hours=13))
    bob.get("/")
    assert "Sign out" not in bob.words()


def test_a_session_lasts_as_long_as_somebody_is_there(bob, time_machine):
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    for hours in (7, 14, 21):
        time_machine.move_to(now + timedelta(hours=hours))
        bob.get("/")
        assert "Sign out" in bob.words()
    time_machine.move_to(now + timedelta(hours=34))
    bob.get("/")
    assert "Sign out" not in bob.words()


def test_a_guest_finds_the_way_back_for_days(nobody, school, time_machine):
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    nobody.get(f"/practice/{school.practice.id}")
    nobody.send(name="Robin")
    page = nobody.path
    time_machine.move_to(now + timedelta(days=13))
    nobody.get(page)
    assert nobody.path == page


def test_the_cookie_is_out_of_reach_of_scripts(visit, school):
    visitor = visit().get("/sign-in")
    cookie = visitor.response.headers["Set-Cookie"]
    assert re.search(r"HttpOnly", cookie)
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # plain http://localhost here; see tests/web


def test_a_form_without_token_is_refused(nobody, session, school):
    nobody.post("/sign-in", {"login": "alice", "password": PASSWORD}, status=400, token=False)
    assert "too old" in nobody.words()


def test_a_new_password_signs_out_everywhere(bob, session, school):
    actions.change_password(session, school.people["bob"], "new hash", None, NOW)
    session.commit()
    bob.get("/")
    assert "Sign out" not in bob.words()


def test_expired_sessions_are_purged_and_others_kept(alice, session, school):
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    assert actions.purge_expired(session, now) == 0
    assert actions.purge_expired(session, now + timedelta(hours=13)) == 1
