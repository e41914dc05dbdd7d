"""The receipt that a teacher checks, and answers that came beside those that count."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from quizapp.classes.actions import join
from quizapp.models import Pause, SetAside
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW


@pytest.fixture
def done(session, school):
    """An attempt of bob's with one answer, handed in."""
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 2, {"text": "the guild"}, op="first")
    build.answer(session, attempt, 2, {"text": "another tab"}, op="second")
    submit(session, attempt, NOW)
    build.answer(session, attempt, 2, {"text": "too late"}, base=1, op="third")
    session.commit()
    return attempt


def test_a_teacher_reads_what_was_kept_and_why(visit, done):
    told = visit("alice").get(f"/teach/attempts/{done.id}").words()
    assert "another tab lost to another page or device" in told
    assert "too late came after the end" in told


def test_what_says_the_same_as_the_answer_is_not_told_twice(visit, session, done):
    same = {"attempt_id": done.id, "slot": 2, "operation": "fourth", "base_revision": 1}
    session.add(SetAside(**same, value={"text": "the guild"}, reason="late", received_at=NOW))
    session.commit()
    told = visit("alice").get(f"/teach/attempts/{done.id}").words()
    assert told.count("came after the end") == 1


def test_a_receipt_is_sound_until_an_answer_is_changed_behind_it(visit, session, done):
    path = f"/teach/attempts/{done.id}"
    alice = visit("alice").get(path)
    assert "The answers are those that were handed in." in alice.words()
    change = "UPDATE responses SET value = '{\"text\": \"nobody\"}' WHERE operation = 'first'"
    session.execute(text(change))
    session.commit()
    assert "The answers are not those that were handed in." in alice.get(path).words()


def test_whoever_only_looks_marks_nothing(visit, session, school, done):
    reader = build.person(session, "Rita", "teacher")
    join(session, school.class_.id, reader, "reader", NOW)
    session.commit()
    told = visit("rita").get(f"/teach/attempts/{done.id}").words()
    assert "too late" in told
    assert "Mark" not in told


def test_a_teacher_reads_how_long_the_clock_stood(visit, session, done):
    rest = {"paused_at": NOW, "ended_at": NOW + timedelta(hours=3), "ended_by_id": done.student_id}
    session.add(Pause(attempt_id=done.id, **rest))
    session.commit()
    told = visit("alice").get(f"/teach/attempts/{done.id}").words()
    assert "3 hours, once" in told


def test_of_many_the_newest_are_listed_and_the_others_counted(visit, session, done):
    later = {"attempt_id": done.id, "slot": 2, "base_revision": 1, "received_at": NOW}
    for number in range(300):
        value = {"text": f"late {number} " + "x" * 600}
        row = SetAside(**later, operation=f"late-{number}", value=value, reason="late")
        session.add(row)
    same = {"text": "the guild"}
    session.add_all(
        SetAside(**later, operation=f"same-{number}", value=same, reason="late")
        for number in range(30)
    )
    session.commit()
    told = visit("alice").get(f"/teach/attempts/{done.id}").words()
    assert told.count("came after the end") == 20
    assert "late 299" in told and "late 280" in told
    assert "late 279" not in told and "another tab" not in told
    # Those 280, one from another tab and one that was too late.
    assert told.count("more before it") == 1 and "and 282 more before it" in told
    assert "x" * 500 not in told and "x" * 400 in told
