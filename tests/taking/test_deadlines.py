"""Time ends an attempt, whoever looks first; and more time is never taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizapp.classes import extensions
from quizapp.classes.actions import join
from quizapp.classes.extensions import Terms
from quizapp.models import Accommodation, AuditEvent, Mark, Pause, Response, SetAside
from quizapp.results.actions import response_rows
from quizapp.taking import pausing, starting
from quizapp.taking.actions import submit
from quizapp.taking.deadlines import end
from quizapp.taking.saving import Operation, save
from quizapp.taking.slots import own_slots
from tests.build import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def timed(session, school):
    """The school, whose quiz has a limit of half an hour."""
    school.assignment.limit_minutes = 30
    session.commit()
    return school


def begin(session, school, name="bob", now=NOW):
    return starting.start(session, school.assignment, school.people[name], 7, now)


def save_at(session, attempt, moment, text="the guild", base=0):
    slot = own_slots(session, attempt.student_id, attempt.id)[1]
    change = Operation(f"op-{moment:%H%M%S}-{base}", base, slot.question_version_id, {"text": text})
    return save(session.connection(), slot, change, moment)


def test_the_deadline_is_fixed_at_the_start(session, timed):
    attempt = begin(session, timed)
    assert attempt.due_at == NOW + 30 * MINUTE
    timed.assignment.limit_minutes = 10
    session.flush()
    assert begin(session, timed, now=NOW + MINUTE).due_at == NOW + 30 * MINUTE


@pytest.mark.parametrize(
    ("seconds", "outcome"),
    [(0, "saved"), (30 * 60, "saved"), (30 * 60 + 60, "saved"), (30 * 60 + 61, "late")],
)
def test_an_answer_counts_until_the_grace_is_over_and_is_kept_after(
    session, timed, seconds, outcome
):
    attempt = begin(session, timed)
    saved = save_at(session, attempt, NOW + timedelta(seconds=seconds))
    assert (saved.outcome, saved.due_at) == (outcome, NOW + 30 * MINUTE)
    kept = session.scalars(select(SetAside)).all()
    assert [row.reason for row in kept] == (["late"] if outcome == "late" else [])
    assert len(session.scalars(select(Response)).all()) == (outcome == "saved")


def test_without_a_limit_nothing_is_ever_late(session, school):
    attempt = begin(session, school)
    assert attempt.due_at is None
    assert save_at(session, attempt, NOW + timedelta(days=400)).outcome == "saved"
    assert not end(session, attempt.id, NOW + timedelta(days=400))


def test_what_is_over_ends_at_its_deadline_whenever_that_is_found_out(session, timed):
    told = []
    for name, wait in (("bob", 32 * MINUTE), ("carol", timedelta(days=1))):
        attempt = begin(session, timed, name)
        save_at(session, attempt, NOW + MINUTE)
        assert not end(session, attempt.id, NOW + 31 * MINUTE)  # its grace is not over
        assert end(session, attempt.id, NOW + wait)
        assert not end(session, attempt.id, NOW + wait)
        assert (attempt.state, attempt.ended_by) == ("submitted", "time")
        assert attempt.submitted_at == NOW + 30 * MINUTE
        marks = session.scalars(select(Mark).where(Mark.attempt_id == attempt.id)).all()
        assert {mark.marked_at for mark in marks} == {NOW + 30 * MINUTE}
        rows = response_rows(session, timed.assignment, attempt.id)
        told.append([_without_person(row) for row in rows])
    assert told[0] == told[1]


def _without_person(row):
    """What a row of scores says but for whose it is."""
    return {
        name: value
        for name, value in row._asdict().items()
        if not name.startswith(("student", "attempt", "receipt"))
    }


def test_handing_in_a_moment_too_late_is_at_the_deadline(session, timed):
    attempt = begin(session, timed)
    assert submit(session, attempt, NOW + 30 * MINUTE + timedelta(seconds=20))
    assert (attempt.submitted_at, attempt.ended_by) == (NOW + 30 * MINUTE, "time")


def test_handing_in_in_time_is_the_students(session, timed):
    attempt = begin(session, timed)
    assert submit(session, attempt, NOW + MINUTE)
    assert (attempt.submitted_at, attempt.ended_by) == (NOW + MINUTE, "student")


# --- the window, and how often ------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"opens_at": NOW + MINUTE}, starting.NotOpenYet),
        ({"closes_at": NOW}, starting.ClosedAlready),
        ({"opens_at": NOW, "closes_at": NOW + MINUTE}, None),
    ],
)
def test_one_begins_inside_the_window(session, school, terms, refusal):
    for name, value in terms.items():
        setattr(school.assignment, name, value)
    session.flush()
    if refusal is None:
        assert begin(session, school).due_at == NOW + MINUTE
        return
    with pytest.raises(refusal):
        begin(session, school)
    extensions.extend(
        session,
        school.assignment,
        school.people["bob"].id,
        Terms("ill", opens_at=NOW - MINUTE, closes_at=NOW + MINUTE),
        (school.people["alice"].id, NOW),
    )
    assert begin(session, school)
    with pytest.raises(refusal):
        begin(session, school, "carol")


def test_attempts_are_counted_and_more_of_them_can_be_granted(session, school):
    school.assignment.most_attempts = 1
    submit(session, begin(session, school), NOW)
    with pytest.raises(starting.NoAttemptLeft):
        begin(session, school)
    granted = Terms("the fire bell rang", extra_attempts=1)
    bob, alice = school.people["bob"].id, school.people["alice"].id
    extensions.extend(session, school.assignment, bob, granted, (alice, NOW))
    assert begin(session, school).number == 2


def test_an_attempt_that_is_over_makes_room_for_the_next(session, timed):
    first = begin(session, timed)
    second = begin(session, timed, now=NOW + 60 * MINUTE)
    assert (first.state, second.number, second.due_at) == ("submitted", 2, NOW + 90 * MINUTE)


# --- more time ----------------------------------------------------------------------------


def test_a_student_who_has_more_time_everywhere_has_it_here(session, timed):
    bob, alice = timed.people["bob"].id, timed.people["alice"].id
    session.add(Accommodation(user_id=bob, time_percent=150, granted_by_id=alice, granted_at=NOW))
    session.flush()
    assert begin(session, timed).due_at == NOW + 45 * MINUTE
    assert begin(session, timed, "carol").due_at == NOW + 30 * MINUTE


def test_more_time_reaches_who_is_sitting_and_less_takes_nothing(session, timed):
    who = (timed.people["alice"].id, NOW)
    bob = timed.people["bob"].id
    attempts = [begin(session, timed, name) for name in ("bob", "carol")]
    assert extensions.extend(session, timed.assignment, bob, Terms("ill", 200), who) == 1
    assert [one.due_at for one in attempts] == [NOW + 60 * MINUTE, NOW + 30 * MINUTE]
    assert extensions.extend(session, timed.assignment, bob, Terms("well", 100), who) == 0
    assert attempts[0].due_at == NOW + 60 * MINUTE
    everybody = Terms("the fire bell rang", extra_minutes=7)
    assert extensions.extend(session, timed.assignment, None, everybody, who) == 1
    assert [one.due_at for one in attempts] == [NOW + 60 * MINUTE, NOW + 37 * MINUTE]
    deeds = session.scalars(select(AuditEvent).where(AuditEvent.action == "extended")).all()
    assert [deed.person_id for deed in deeds] == [bob, bob, None]


def test_while_the_clock_stands_more_time_is_kept_for_later(session, timed):
    attempt = begin(session, timed)
    pause = Pause(attempt_id=attempt.id, paused_at=NOW + 10 * MINUTE, seconds_left=20 * 60)
    attempt.due_at = None
    session.add(pause)
    session.flush()
    who = (timed.people["alice"].id, NOW)
    assert extensions.extend(session, timed.assignment, None, Terms("", extra_minutes=5), who) == 1
    assert (attempt.due_at, pause.seconds_left) == (None, 25 * 60)


# --- through the door ---------------------------------------------------------------------


@pytest.fixture
def over(session, timed):
    """Bob began two hours ago, answered one question, and never came back."""
    begun = datetime.now(UTC) - timedelta(hours=2)
    attempt = begin(session, timed, now=begun)
    save_at(session, attempt, begun + MINUTE)
    session.commit()
    return attempt


@pytest.mark.parametrize("who", ["bob", "alice"])
def test_whoever_looks_first_finds_it_handed_in(visit, session, timed, over, who):
    path = f"/attempts/{over.id}" if who == "bob" else f"/teach/assignments/{timed.assignment.id}"
    visit(who).get(path)
    session.expire_all()
    assert (over.state, over.ended_by, over.submitted_at) == ("submitted", "time", over.due_at)


def test_a_teacher_who_studies_elsewhere_finds_their_own_handed_in(visit, session, timed):
    """Dave teaches another class, and is a student of this one."""
    dave = timed.people["dave"]
    join(session, timed.class_.id, dave, "student", NOW)
    attempt = begin(session, timed, "dave", datetime.now(UTC) - timedelta(hours=2))
    session.commit()
    visit("dave").get(f"/attempts/{attempt.id}")
    session.expire_all()
    assert attempt.ended_by == "time"


def test_whoever_may_not_see_it_hands_nothing_in(visit, session, over):
    visit("mallory").get(f"/attempts/{over.id}", status=404)
    session.expire_all()
    assert over.state == "open"


def test_whoever_goes_on_in_another_tab_is_not_resting(session, timed):
    """Else the clock would stand while one works."""
    attempt = begin(session, timed)
    assert pausing.pause(session, attempt.id, NOW + 10 * MINUTE)
    session.refresh(attempt)
    assert attempt.due_at is None
    saved = save_at(session, attempt, NOW + 15 * MINUTE)
    assert (saved.outcome, saved.due_at) == ("saved", NOW + 35 * MINUTE)
    assert session.scalars(select(Pause)).one().ended_by_id == attempt.student_id
    assert save_at(session, attempt, NOW + 37 * MINUTE, base=1).outcome == "late"


def test_a_rest_in_a_quiz_without_limit_ends_with_an_answer_too(session, school):
    attempt = begin(session, school)
    pausing.pause(session, attempt.id, NOW)
    assert save_at(session, attempt, NOW + MINUTE).due_at is None
    assert pausing.find_pause(session, attempt.id) is None


def test_resting_gives_back_no_moment_that_was_used(session, timed):
    attempt = begin(session, timed)
    moment = NOW + timedelta(seconds=0.5)
    for _ in range(10):
        assert pausing.pause(session, attempt.id, moment)
        pausing.go_on(session, attempt.id, attempt.student_id, moment)
    session.refresh(attempt)
    assert attempt.due_at <= NOW + 30 * MINUTE


def test_nobody_rests_in_the_grace(session, timed):
    attempt = begin(session, timed)
    assert not pausing.pause(session, attempt.id, NOW + 30 * MINUTE)
    session.refresh(attempt)
    assert attempt.due_at == NOW + 30 * MINUTE


def test_once_the_quiz_has_closed_only_a_teacher_lets_a_student_go_on(session, timed):
    timed.assignment.closes_at = NOW + 5 * MINUTE
    attempt = begin(session, timed)
    pausing.pause(session, attempt.id, NOW + MINUTE)
    later = NOW + 20 * MINUTE
    assert save_at(session, attempt, later).outcome == "late"
    with pytest.raises(pausing.Closed):
        pausing.go_on(session, attempt.id, attempt.student_id, later)
    assert pausing.go_on(session, attempt.id, timed.people["alice"].id, later)
    session.refresh(attempt)
    assert attempt.due_at == later + 29 * MINUTE


def test_more_time_after_a_rest_comes_on_top_of_it(session, timed):
    attempt = begin(session, timed)
    pausing.pause(session, attempt.id, NOW + 10 * MINUTE)
    pausing.go_on(session, attempt.id, attempt.student_id, NOW + 40 * MINUTE)
    who = (timed.people["alice"].id, NOW)
    extensions.extend(session, timed.assignment, None, Terms("", extra_minutes=20), who)
    assert attempt.due_at == NOW + 80 * MINUTE


def test_what_rests_shows_no_text_whatever_is_posted(visit, session, school):
    attempt = begin(session, school)
    pausing.pause(session, attempt.id, NOW)
    version = attempt.served[1].question_version_id
    session.commit()
    bob = visit("bob").get(f"/attempts/{attempt.id}")
    fields = {"s2-revision": 0, "s2-version": version, "s2-text": "x" * 30_000}
    bob.post(f"/attempts/{attempt.id}/answers", fields)
    assert "You have stopped reading" in bob.words()
    assert "smudge" not in bob.words()
