"""Whoever guesses at join codes gets nowhere, and whoever has the right one gets in meanwhile."""

from datetime import timedelta

import pytest

from quizapp.app import create_app
from quizapp.classes.joining import JOIN_IN_ALL, JoinWay, TooManyTries, open_joining, try_code
from quizapp.core.join_codes import code_of
from quizapp.models import Class
from tests import build
from tests.build import NOW
from tests.classes.test_views import place_of
from tests.visitor import Visitor

CODE = "ABCD2345"
SECOND = timedelta(seconds=1)


@pytest.fixture
def joinable(session, school, time_machine):
    """7b with its code, and three students of the school who are in no class yet."""
    time_machine.move_to(NOW, tick=False)
    open_joining(session, school.class_, JoinWay(CODE, "a-token-of-128-bits--"), NOW)
    for name in ("Erin", "Frank", "Grace"):
        school.people[name.lower()] = build.person(session, name, "student")
    session.commit()
    return school


@pytest.fixture
def workers(app, settings):
    """Two workers of the site, with one database between them."""
    other = create_app(settings)
    other.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=True)
    yield [app, other]
    other.extensions["quizapp.engine"].dispose()


def guess(visitor, number):
    """Type the code of this number, as fast as a program does; return the status."""
    fields = {"code": code_of(number), "csrf_token": visitor.token()}
    return visitor.client.post("/join", data=fields).status_code


def joins(app, login, session, school):
    """Does this student get in by the right code, at a browser of their own?"""
    visitor = Visitor(app, login).get("/join")
    visitor.send("join", code=CODE)
    return place_of(session, school, login) == ("student", "here")


def test_ten_guesses_are_ten_at_whichever_worker(workers, session, joinable):
    at_both = [Visitor(app, "mallory").get("/join") for app in workers]
    assert [guess(at_both[number % 2], number) for number in range(10)] == [422] * 10
    assert [guess(visitor, 10) for visitor in at_both] == [429, 429]
    assert joins(workers[1], "erin", session, joinable)


@pytest.mark.long
def test_ten_thousand_guesses_get_nowhere_and_students_get_in(
    workers, session, joinable, time_machine
):
    """A guess a second for three hours; all of them, and the students, from one address."""
    at_both = [Visitor(app, "mallory").get("/join") for app in workers]
    students = {1: "erin", 5_000: "frank", 9_999: "grace"}
    looked_at = 0
    for number in range(10_000):
        time_machine.move_to(NOW + number * SECOND, tick=False)
        status = guess(at_both[number % 2], number)
        assert status in {422, 429}
        looked_at += status == 422
        if number in students:
            assert joins(workers[number % 2], students[number], session, joinable)
            session.rollback()
    assert looked_at < 1_700  # of 6.6 × 10¹¹ codes
    assert place_of(session, joinable, "mallory") is None


@pytest.mark.long
def test_ten_thousand_guesses_of_many_get_nowhere_and_a_student_waits_ten_seconds(
    session, joinable
):
    """A hundred accounts guess a hundred times each, in a minute and as fast as they can."""
    now, looked_at, waits = NOW, 0, 0
    for number in range(10_000):
        now += timedelta(milliseconds=6)
        try:
            assert try_code(session, 1_000 + number % 100, code_of(number), now) is None
            looked_at += 1
        except TooManyTries:
            waits += 1
    assert looked_at <= 1_000
    assert waits
    found = try_code(session, joinable.people["erin"].id, CODE, now + JOIN_IN_ALL.waits[-1])
    assert isinstance(found, Class)
