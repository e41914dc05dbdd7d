"""How students come into a class and leave it, through the page."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.classes.actions import join
from quizapp.classes.joining import (
    JOIN_IN_ALL,
    JoinWay,
    TooManyTries,
    open_joining,
    try_code,
)
from quizapp.core.join_codes import CODES, DAYS, code_of, in_halves, typed_code
from quizapp.models import Attempt, Class, Member
from tests import build
from tests.build import NOW, PASSWORD
from tests.classes.test_views import fresh, place_of

CODE, TOKEN = "ABCD2345", "a-token-of-128-bits--"
VARYING = re.compile(r'nonce="[\w-]+"|value="[\w. -]*"|[0-9a-f]{8}')


@pytest.fixture
def joinable(session, school, time_machine):
    """The class of bob and carol, whose code opens it."""
    time_machine.move_to(NOW)
    open_joining(session, school.class_, JoinWay(CODE, TOKEN), NOW)
    session.commit()
    return school


def ask_teacher(session, school):
    school.class_.asks_teacher = True
    session.commit()


def type_code(visitor, code, status=200):
    visitor.get("/join")
    return visitor.send("join", status, code=code)


@pytest.mark.parametrize(
    "typed", [CODE, "abcd2345", " abcd 2345 ", "ABCD-2345", "a b c d 2 3 4 5", "ＡＢＣＤ２３４５"]
)
def test_a_code_is_joined_by_however_it_is_typed(mallory, session, joinable, typed):
    type_code(mallory, typed)
    assert mallory.path == "/home"
    assert "You are in Class 7b." in mallory.words()
    assert place_of(session, joinable, "mallory") == ("student", "here")


def test_a_link_asks_first_and_then_joins(mallory, session, joinable):
    mallory.get(f"/join/{TOKEN}")
    assert "Class 7b" in mallory.words()
    assert place_of(session, joinable, "mallory") is None
    session.rollback()
    mallory.send()
    assert place_of(session, joinable, "mallory") == ("student", "here")


def test_joining_twice_is_once(bob, session, joinable):
    build.attempt(session, joinable)
    session.commit()
    for _ in range(2):
        type_code(bob, CODE)
    assert place_of(session, joinable, "bob") == ("student", "here")
    assert len(session.scalars(select(Attempt)).all()) == 1


def test_who_left_comes_back_with_their_work(bob, session, joinable):
    build.attempt(session, joinable)
    class_id = joinable.class_.id
    session.commit()
    bob.get("/home")
    bob.send(f"classes/{class_id}/leave")
    assert place_of(session, joinable, "bob") == ("student", "left")
    session.rollback()
    type_code(bob, CODE)
    assert place_of(session, joinable, "bob") == ("student", "here")
    assert len(session.scalars(select(Attempt)).all()) == 1


def test_where_a_teacher_is_asked_one_waits_for_the_yes(alice, mallory, session, joinable):
    ask_teacher(session, joinable)
    type_code(mallory, CODE)
    assert "Your teacher will let you in." in mallory.words()
    assert place_of(session, joinable, "mallory") == ("student", "waiting")
    class_id, user_id = joinable.class_.id, joinable.people["mallory"].id
    session.commit()
    alice.get("/teach")
    assert "1 student asks to join" in alice.words()
    alice.get(f"/teach/classes/{class_id}")
    alice.send(f"students/{user_id}/in")
    assert place_of(session, joinable, "mallory") == ("student", "here")


def test_a_teacher_says_no(alice, mallory, session, joinable):
    ask_teacher(session, joinable)
    type_code(mallory, CODE)
    class_id, user_id = joinable.class_.id, joinable.people["mallory"].id
    session.commit()
    alice.get(f"/teach/classes/{class_id}")
    alice.send(f"students/{user_id}/out")
    assert place_of(session, joinable, "mallory") == ("student", "left")


def test_who_left_waits_too_where_a_teacher_is_asked(bob, session, joinable):
    place = session.get(Member, (joinable.class_.id, joinable.people["bob"].id))
    place.state = "left"
    ask_teacher(session, joinable)
    type_code(bob, CODE)
    assert place_of(session, joinable, "bob") == ("student", "waiting")


def test_who_is_here_stays_here_where_a_teacher_is_asked(bob, session, joinable):
    ask_teacher(session, joinable)
    type_code(bob, CODE)
    assert place_of(session, joinable, "bob") == ("student", "here")


def wrong(session, joinable):
    return "WWWW2222", "no-such-token"


def expired(session, joinable):
    joinable.class_.join_ends_at = NOW
    return CODE, TOKEN


def ended(session, joinable):
    joinable.class_.join_code = joinable.class_.join_token = joinable.class_.join_ends_at = None
    return CODE, TOKEN


def put_away(session, joinable):
    joinable.class_.closed_at = NOW
    return CODE, TOKEN


def renewed(session, joinable):
    open_joining(session, joinable.class_, JoinWay("NEWCDE22", "another-token"), NOW)
    return CODE, TOKEN


@pytest.mark.parametrize("reason", [expired, ended, put_away, renewed])
def test_what_opens_nothing_reads_the_same_for_whatever_reason(mallory, session, joinable, reason):
    pages = []
    for why in (wrong, reason):
        code, token = why(session, joinable)
        session.commit()
        type_code(mallory, code, 422)
        pages.append([VARYING.sub("", mallory.text)])
        mallory.get(f"/join/{token}", status=404)
        pages[-1].append(VARYING.sub("", mallory.text))
        mallory.post(f"/join/{token}", status=404, follow=False)
    assert pages[0] == pages[1]
    assert place_of(session, joinable, "mallory") is None


def test_a_code_opens_until_its_last_moment(mallory, session, joinable, time_machine):
    time_machine.move_to(NOW + timedelta(days=DAYS, seconds=-1))
    visitor = type(mallory)(mallory.app, "mallory")  # signed in anew: a week is long
    type_code(visitor, CODE)
    assert place_of(session, joinable, "mallory") == ("student", "here")


@pytest.mark.parametrize("code", ["", "x" * 101, "a\0b", "  ", "????"])
def test_what_is_no_code_is_told(mallory, joinable, code):
    type_code(mallory, code, 422)
    assert mallory.all("input")


@pytest.mark.parametrize("token", ["%00", "%EF%BF%BF", "x" * 3000])
def test_what_is_no_link_is_not_there(mallory, joinable, token):
    mallory.get(f"/join/{token}", status=404)


def test_who_guesses_waits_and_nobody_else_does(mallory, dave, session, joinable, time_machine):
    for _ in range(10):
        type_code(mallory, "WWWW2222", 422)
    type_code(mallory, CODE, 429)
    assert "Wait a minute" in mallory.words()
    assert place_of(session, joinable, "mallory") is None
    session.rollback()
    type_code(dave, CODE)
    assert place_of(session, joinable, "dave") == ("student", "here")
    session.rollback()
    time_machine.move_to(NOW + timedelta(minutes=1, seconds=1))
    type_code(mallory, CODE)
    assert place_of(session, joinable, "mallory") == ("student", "here")


def test_all_together_guess_no_more_than_a_little(session, joinable):
    for number in range(JOIN_IN_ALL.free):
        assert try_code(session, number, "WWWW2222", NOW) is None
    with pytest.raises(TooManyTries):
        try_code(session, 10_000, CODE, NOW)
    assert try_code(session, 10_000, CODE, NOW + timedelta(seconds=11)) is joinable.class_


# --- who may not ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/join", f"/join/{TOKEN}"])
def test_who_is_signed_out_signs_in_first_and_comes_back(nobody, session, joinable, path):
    nobody.get(path)
    assert nobody.path.startswith("/sign-in")
    nobody.send("sign-in", login="mallory", password=PASSWORD)
    assert nobody.path.rstrip("?") == path
    assert "Join" in nobody.words()


def test_nobody_joins_without_signing_in(nobody, joinable):
    for path in ("/join", f"/join/{TOKEN}"):
        nobody.get("/sign-in")
        nobody.post(path, {"code": CODE}, status=401)


def test_a_guest_is_asked_to_sign_in(nobody, session, joinable):
    practice = joinable.practice.id
    session.commit()
    nobody.get(f"/practice/{practice}")
    nobody.send(name="Robin")
    for path, status in (("/join", 422), (f"/join/{TOKEN}", 200)):
        nobody.get(path)
        assert "sign in by your own name" in nobody.words()
        nobody.post(path, {"code": CODE}, status=status)
    assert len(fresh(session).scalars(select(Member)).all()) == 5


def test_who_teaches_the_class_does_not_study_in_it(alice, session, joinable):
    type_code(alice, CODE)
    assert "You teach this class" in alice.words()
    assert place_of(session, joinable, "alice") == ("teacher", "here")


def test_a_teacher_may_study_elsewhere(dave, session, joinable):
    type_code(dave, CODE)
    assert place_of(session, joinable, "dave") == ("student", "here")


def test_one_leaves_only_where_one_is(mallory, alice, joinable, session):
    class_id = joinable.class_.id
    session.commit()
    mallory.post(f"/classes/{class_id}/leave", status=404, follow=False)
    alice.post(f"/classes/{class_id}/leave", status=404, follow=False)
    assert place_of(session, joinable, "alice") == ("teacher", "here")


def test_two_who_join_at_once_are_one(session, joinable):
    """The second insert meets the constraint and finds the place of the first."""
    person = joinable.people["mallory"]
    first = join(session, joinable.class_.id, person, "student", NOW)
    session.expunge(first)
    second = join(session, joinable.class_.id, person, "student", NOW)
    assert second.joined_at == NOW
    assert len(session.scalars(select(Class)).all()) == 3


def test_codes_are_all_different_and_read_back():
    assert code_of(0) == "22222222"
    assert code_of(CODES - 1) == "ZZZZZZZZ"
    assert {typed_code(in_halves(code_of(n))) for n in range(5000)} == {
        code_of(n) for n in range(5000)
    }
