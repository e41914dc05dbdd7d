"""Who would rather not read what they were given, for their teacher; it stands in no export."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.classes.actions import is_taught_by
from quizapp.core.timing import minutes_in_words
from quizapp.models import Assignment, Attempt, Class, Pause, User
from quizapp.taking.pausing import go_on, stood

__all__ = ["Stopped", "find_to_let_go_on", "go_on", "rests", "stopped"]


class Stopped(NamedTuple):
    """A student who has stopped reading, as their teacher is told."""

    attempt_id: int
    student: str
    since: datetime


def find_to_let_go_on(session: Session, person_id: int | None, attempt_id: int) -> Attempt | None:
    """Return the attempt when this person teaches its class; of practice nobody is told."""
    return session.scalar(
        select(Attempt)
        .join(Assignment)
        .join(Class)
        .where(Attempt.id == attempt_id, is_taught_by(person_id or 0, "mark"), ~Class.is_practice)
    )


def stopped(session: Session, assignment: Assignment) -> Sequence[Stopped]:
    """Return who has stopped reading in an assignment, the longest first; none of practice."""
    rows = session.execute(
        select(Attempt.id, User.name, Pause.paused_at)
        .select_from(Pause)
        .join(Attempt, Attempt.id == Pause.attempt_id)
        .join(User, User.id == Attempt.student_id)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .join(Class, Class.id == Assignment.class_id)
        .where(
            Attempt.assignment_id == assignment.id,
            Attempt.state == "open",
            Pause.ended_at.is_(None),
            ~Class.is_practice,
        )
        .order_by(Pause.paused_at, Attempt.id)
    ).all()
    return [Stopped(*row) for row in rows]


def rests(session: Session, attempt: Attempt, now: datetime) -> str:
    """Return how long the clock of an attempt stood and how often, in words; '' where it ran."""
    whole, often = stood(session, attempt.id, now)
    if not often or attempt.assignment.class_.is_practice:
        return ""
    times = "once" if often == 1 else f"{often} times"
    return f"{minutes_in_words(whole)}, {times}"
