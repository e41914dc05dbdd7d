"""“I would rather not read this”, through the pages: of the student and of their teacher."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.classes.extensions import Terms, extend
from quizapp.models import Attempt, Pause
from quizapp.taking import pausing
from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests import build
from tests.build import NOW


@pytest.fixture
def sitting(session, school):
    attempt = build.attempt(session, school)
    session.commit()
    return attempt


def pauses(session):
    session.expunge_all()
    found = session.scalars(select(Pause).order_by(Pause.id)).all()
    session.expunge_all()
    session.rollback()
    return found


def stop(bob, attempt):
    """Press the button at the end of the passage, and then that one means it."""
    bob.get(f"/attempts/{attempt.id}")
    bob.send("answers", then="pause", **{"s2-text": "the guild"})
    assert bob.path == f"/attempts/{attempt.id}/pause"
    bob.send()


def test_stopping_asks_once_and_keeps_the_answers(session, sitting, bob):
    stop(bob, sitting)
    assert bob.path == f"/attempts/{sitting.id}"
    assert "You have stopped reading" in bob.words()
    assert "Your teacher has been told. It costs you nothing." in bob.words()
    assert "smudge" not in bob.words()
    bob.send("go-on")
    assert bob.by_id("s2-text").get("value") == "the guild"
    (pause,) = pauses(session)
    assert pause.ended_by_id == sitting.student_id


def test_the_teacher_is_told_and_lets_it_go_on(session, sitting, bob, alice, school):
    stop(bob, sitting)
    alice.get("/teach")
    assert "1 stopped reading" in alice.words()
    alice.get(f"/teach/classes/{school.class_.id}")
    assert "1 stopped reading" in alice.words()
    alice.get(f"/teach/assignments/{school.assignment.id}")
    assert "Would rather not read this Bob" in alice.words()
    alice.send("go-on")
    assert "rather not" not in alice.words()
    bob.get(f"/attempts/{sitting.id}")
    assert "smudge" in bob.words()
    (pause,) = pauses(session)
    assert pause.ended_by_id == school.people["alice"].id


def test_it_stands_in_no_score(session, sitting, bob, alice, school):
    path = f"/teach/assignments/{school.assignment.id}/scores?rows="
    bob.get(f"/attempts/{sitting.id}")
    bob.send("answers", then="stay", **{"s2-text": "the guild"})
    before = {}
    for rows in ("attempts", "responses"):
        alice.get(path + rows)
        before[rows] = alice.text
    stop(bob, sitting)
    for rows, text in before.items():
        alice.get(path + rows)
        assert alice.text == text


def test_of_practice_nobody_is_told(session, school, bob, alice):
    attempt = start(session, school.practice, school.people["bob"], 7, NOW)
    session.commit()
    stop(bob, attempt)
    assert "Nobody was told" in bob.words()
    assert "/" in bob.links()
    for page in ("/teach", f"/teach/assignments/{school.practice.id}"):
        alice.get(page)
        assert "stopped" not in alice.words()
        assert "rather not" not in alice.words()
    alice.post(f"/teach/attempts/{attempt.id}/go-on", status=404)


def test_who_reads_the_advisory_may_stop_before_the_text(session, school, bob, alice):
    bob.get(f"/assignments/{school.assignment.id}")
    link = next(link for link in bob.links() if link.endswith("/pause"))
    bob.get(link)
    assert pauses(session) == []
    bob.send()
    assert "You have stopped reading" in bob.words()
    assert len(pauses(session)) == 1
    alice.get(f"/teach/assignments/{school.assignment.id}")
    assert "Would rather not read this Bob" in alice.words()


# --- the clock, and two presses ----------------------------------------------------------------


def due(session, attempt):
    session.expire_all()
    return session.get_one(Attempt, attempt.id).due_at


def test_the_clock_stands_and_goes_on_with_what_was_left(session, sitting):
    sitting.due_at = NOW + timedelta(minutes=20)
    session.flush()
    assert pausing.pause(session, sitting.id, NOW + timedelta(minutes=5))
    assert due(session, sitting) is None
    later = NOW + timedelta(days=3)
    assert pausing.go_on(session, sitting.id, sitting.student_id, later)
    assert due(session, sitting) == later + timedelta(minutes=15)


def test_pausing_twice_is_once_and_loses_no_second(session, sitting):
    sitting.due_at = NOW + timedelta(minutes=20)
    session.flush()
    for minute in (5, 9):
        assert pausing.pause(session, sitting.id, NOW + timedelta(minutes=minute))
    (pause,) = session.scalars(select(Pause)).all()
    assert pause.seconds_left == 15 * 60
    assert pausing.go_on(session, sitting.id, sitting.student_id, NOW)
    first = due(session, sitting)
    assert not pausing.go_on(session, sitting.id, sitting.student_id, NOW + timedelta(hours=1))
    assert due(session, sitting) == first


def test_a_clock_that_is_put_back_meanwhile_takes_no_time_away(session, sitting):
    sitting.due_at = NOW + timedelta(minutes=20)
    session.flush()
    pausing.pause(session, sitting.id, NOW)
    pausing.go_on(session, sitting.id, sitting.student_id, NOW - timedelta(days=1))
    assert due(session, sitting) == NOW + timedelta(minutes=20)


def test_more_time_is_on_top_of_what_one_rested(session, school, sitting):
    school.assignment.limit_minutes = 20
    sitting.due_at = NOW + timedelta(minutes=20)
    session.flush()
    pausing.pause(session, sitting.id, NOW)
    pausing.go_on(session, sitting.id, sitting.student_id, NOW + timedelta(hours=1))
    who = (school.people["alice"].id, NOW)
    assert extend(session, school.assignment, None, Terms("the bell", extra_minutes=5), who) == 1
    assert due(session, sitting) == NOW + timedelta(hours=1, minutes=25)


def test_what_is_sent_again_wakes_nobody_who_has_stopped(session, sitting):
    for _ in range(2):
        assert build.answer(session, sitting, 2, {"text": "the guild"}, op="once").revision == 1
        pausing.pause(session, sitting.id, NOW)
    assert pausing.find_pause(session, sitting.id)
    build.answer(session, sitting, 2, {"text": "the mayor"}, base=1)
    assert not pausing.find_pause(session, sitting.id)


@pytest.mark.parametrize("is_timed_out", [True, False])
def test_what_is_over_cannot_be_stopped(session, sitting, is_timed_out):
    if is_timed_out:
        sitting.due_at = NOW - timedelta(hours=1)
        session.flush()
    else:
        submit(session, sitting, NOW)
    assert not pausing.pause(session, sitting.id, NOW)
    assert session.scalars(select(Pause)).all() == []


def test_who_is_not_of_the_class_hears_nothing(session, sitting, bob, carol, dave):
    stop(bob, sitting)
    carol.get("/")
    for path in (f"/attempts/{sitting.id}/pause", f"/attempts/{sitting.id}/go-on"):
        carol.post(path, status=404)
    dave.get("/")
    dave.post(f"/teach/attempts/{sitting.id}/go-on", status=404)
    assert pauses(session)[0].ended_at is None
