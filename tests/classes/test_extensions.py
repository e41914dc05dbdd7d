"""More time, attempts or other dates: granted by who teaches, seen by whom they are for."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizapp.classes.actions import join
from quizapp.models import Assignment, AuditEvent, Class, Extension
from quizapp.taking.starting import start
from tests import build


@pytest.fixture
def timed(session, school):
    """The class's quiz, with half an hour's limit and one attempt."""
    school.assignment.limit_minutes, school.assignment.most_attempts = 30, 1
    session.commit()
    return school


def path_of(school):
    return f"/teach/assignments/{school.assignment.id}/time"


def test_a_student_sees_what_is_granted_with_the_reason(visit, session, timed):
    bob = timed.people["bob"].id
    alice = visit("alice").get(f"/teach/assignments/{timed.assignment.id}")
    assert path_of(timed) in alice.links()
    alice.get(path_of(timed))
    alice.send(
        "extend", student=str(bob), time_percent="150", extra_minutes="5", reason="Broken arm."
    )
    assert "Broken arm." in alice.words()
    cover = f"/assignments/{timed.assignment.id}"
    told = visit("bob").get(cover).words()
    assert "You have 50 minutes once you begin." in told
    assert "Counted in for you: 150 % of the time, 5 minutes more. Broken arm." in told
    assert "You have 30 minutes once you begin." in visit("carol").get(cover).words()
    (deed,) = session.scalars(select(AuditEvent).where(AuditEvent.action == "extended")).all()
    assert (deed.person_id, deed.details["extra_minutes"]) == (bob, 5)
    assert "reason" not in deed.details


def test_more_time_for_the_class_reaches_who_sits_there_now(visit, session, timed):
    attempt = start(session, timed.assignment, timed.people["bob"], 1, datetime.now(UTC))
    session.commit()
    due, path = attempt.due_at, f"/attempts/{attempt.id}/time"
    session.rollback()
    alice = visit("alice").get(path_of(timed))
    alice.send("extend", student="0", extra_minutes="10", reason="The fire bell rang.")
    assert "One student who is at it now has more time already." in alice.words()
    session.expire_all()
    assert attempt.due_at == due + timedelta(minutes=10)
    session.rollback()
    told = visit("bob").get(path).response.get_json()
    assert 39 * 60 < told["seconds_left"] <= 40 * 60


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": ""}, "Say why, in a few words."),
        ({"student": "999"}, "Choose one of the list."),
        ({"extra_minutes": "-1"}, "From 0 to 10080 minutes."),
        ({"closes_at": "tomorrow"}, "Write it as 2026-11-30 09:15."),
        ({"opens_at": "0001-01-01T00:00"}, "Choose a year from 2000 to 2100."),
        ({"closes_at": "9999-12-31T23:59"}, "Choose a year from 2000 to 2100."),
        (
            {"opens_at": "2026-12-01T10:00", "closes_at": "2026-12-01T09:00"},
            "It must close after it opens.",
        ),
    ],
)
def test_what_cannot_be_granted_is_said_at_its_field(visit, session, timed, fields, words):
    alice = visit("alice").get(path_of(timed))
    alice.send("extend", 422, **({"student": "0", "reason": "ill"} | fields))
    assert words in alice.words()
    assert session.scalars(select(Extension)).all() == []


@pytest.mark.parametrize("who", ["dave", "bob", "mallory"])
def test_nobody_else_grants_anything(visit, timed, who):
    visit(who).get(path_of(timed), status=404)


# --- on giving a quiz ---------------------------------------------------------------------


@pytest.fixture
def new_class(session, school):
    """A class of alice's in Berlin that was given nothing."""
    made = Class(name="8a", zone="Europe/Berlin", created_at=build.NOW)
    session.add(made)
    session.flush()
    join(session, made.id, school.people["alice"], "teacher", build.NOW)
    session.commit()
    return made


def test_a_quiz_is_given_with_its_window_by_the_clocks_of_the_class(
    visit, session, school, new_class
):
    alice = visit("alice").get(f"/teach/classes/{new_class.id}/give")
    alice.send(
        "give",
        quiz=str(school.quiz.id),
        opens_at="2030-01-07T08:00",
        closes_at="2030-01-11T16:30",
        limit_minutes="45",
        most_attempts="2",
        cuts_at_close="y",
    )
    given = session.scalars(select(Assignment).where(Assignment.class_id == new_class.id)).one()
    assert given.opens_at == datetime(2030, 1, 7, 7, 0, tzinfo=UTC)
    assert given.closes_at == datetime(2030, 1, 11, 15, 30, tzinfo=UTC)
    assert (given.limit_minutes, given.most_attempts, given.cuts_at_close) == (45, 2, True)


@pytest.mark.parametrize(
    ("closes_at", "words"),
    [
        ("2030-03-31T02:30", "That night the clocks go forward over this time. Choose another."),
        ("2029-10-28T02:30", "That night the clocks go back and this time comes twice."),
    ],
)
def test_a_time_that_no_clock_shows_once_is_asked_about(visit, new_class, closes_at, words):
    alice = visit("alice").get(f"/teach/classes/{new_class.id}/give")
    alice.send("give", 422, closes_at=closes_at)
    assert words in alice.words()


# --- what a student is told ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "said", "may_begin"),
    [
        ({}, "Start reading", True),
        ({"opens_at": 1}, "It is not open yet.", False),
        ({"closes_at": -1}, "It is closed.", False),
        ({"closes_at": 1}, "Hand in before", True),
        ({"closes_at": 1, "limit_minutes": 20}, "Whoever begins late still has all", True),
        (
            {"closes_at": 1, "limit_minutes": 20, "cuts_at_close": True},
            "Then it ends, even if you have time left.",
            True,
        ),
        ({"most_attempts": 3}, "You may do it 3 times.", True),
    ],
)
def test_the_cover_tells_the_terms_before_the_start(visit, session, school, terms, said, may_begin):
    now = datetime.now(UTC)
    for name, value in terms.items():
        moment = now + timedelta(days=value) if name.endswith("_at") else value
        setattr(school.assignment, name, moment)
    session.commit()
    cover = f"/assignments/{school.assignment.id}"
    bob = visit("bob").get(cover)
    assert said in bob.words()
    assert ("Start reading" in bob.words()) == may_begin
    if not may_begin:  # a page from before does not help
        carol = visit("carol").get("/home")
        carol.post(cover, {})
        assert "attempts" not in carol.path


def test_home_says_until_when_and_offers_another_attempt(visit, session, school):
    school.assignment.closes_at = datetime.now(UTC) + timedelta(days=1)
    school.assignment.most_attempts = 2
    session.commit()
    bob = visit("bob").get("/home")
    assert "until" in bob.words()
    for offered in (True, False):
        bob.get(f"/assignments/{school.assignment.id}").send()
        bob.post(bob.path.split("#")[0] + "/submit")
        bob.get("/home")
        assert ("Once more" in bob.words()) == offered
