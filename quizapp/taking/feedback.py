"""What a student is told of an attempt now, and when they are told more."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.classes.extensions import rights_of
from quizapp.core import feedback
from quizapp.core.timing import GRACE
from quizapp.models import Attempt, Extension
from quizapp.models.quizzes import is_newest_extension

# All that is told of an attempt while its student sits the quiz again.
BETWEEN = frozenset({"answers"})


class Told(NamedTuple):
    """What may be told, by core.feedback; what more is later, and on what that waits.

    `waits_for` is `time`, `closing` (for everybody), `attempt` (another one of theirs that is
    open) or '': it stays as it is. `more_at` is when at the earliest, None where that tells of
    somebody else's time.
    """

    items: frozenset[str]
    waits_for: str = ""
    more_at: datetime | None = None
    more: frozenset[str] = frozenset()

    @property
    def says_how(self) -> bool:
        """Is anything told beside one's own answers?"""
        return bool(self.items - {"answers"})

    @property
    def is_all(self) -> bool:
        """Is nothing held back?"""
        return self.items == frozenset(feedback.ITEMS)


def told_of(session: Session, attempt: Attempt, now: datetime) -> Told:
    """Return what its student may be told of an attempt.

    While it is open that is what a check tells of one question, and nothing without a check.
    """
    rules = attempt.assignment.feedback
    if attempt.submitted_at is None:
        return Told(feedback.told(rules, "during"))
    return _told_from(session, attempt, attempt.submitted_at, now)


def told_if_handed_in(session: Session, attempt: Attempt, now: datetime) -> Told:
    """Return what would be told of an open attempt that was handed in now."""
    return _told_from(session, attempt, now, now)


def tells_answers(session: Session, attempt_id: int, now: datetime) -> bool:
    """May its student read back what they answered in an attempt that has ended?"""
    attempt = session.get_one(Attempt, attempt_id)
    ended_at = attempt.submitted_at or now
    return "answers" in _told_from(session, attempt, ended_at, now).items


def _told_from(session: Session, attempt: Attempt, submitted_at: datetime, now: datetime) -> Told:
    rules = attempt.assignment.feedback
    closes_at = rights_of(session, attempt.assignment, None).window.closes_at
    closed_at = _closed_for_all(session, attempt, closes_at) if closes_at else None
    items = feedback.told(rules, feedback.phase_of(submitted_at, closed_at, now))
    if items - BETWEEN and _sits_again(session, attempt):
        return Told(items & BETWEEN, "attempt", None, items - BETWEEN)
    later = feedback.told_next(rules, submitted_at, closed_at, now)
    if later is None:
        return Told(items)
    moment, more = later
    if moment != closed_at:
        return Told(items, "time", moment, more)
    return Told(items, "closing", closes_at if closes_at and closes_at > now else None, more)


def _closed_for_all(session: Session, attempt: Attempt, closes_at: datetime) -> datetime:
    """Return when nobody's answers count any more: who got other dates, or began late, is told
    on by who did not. This attempt is as good as handed in."""
    others = session.scalar(
        select(func.max(Attempt.due_at)).where(
            Attempt.assignment_id == attempt.assignment_id,
            Attempt.state == "open",
            Attempt.id != attempt.id,
        )
    )
    granted = session.scalar(
        select(func.max(Extension.closes_at)).where(
            Extension.assignment_id == attempt.assignment_id, is_newest_extension()
        )
    )
    return max(filter(None, (closes_at, others, granted))) + GRACE


def _sits_again(session: Session, attempt: Attempt) -> bool:
    """Is another attempt of the same student at the same quiz under way?"""
    found = select(Attempt.id).where(
        Attempt.assignment_id == attempt.assignment_id,
        Attempt.student_id == attempt.student_id,
        Attempt.state == "open",
        Attempt.id != attempt.id,
    )
    return session.scalar(found) is not None
