"""What a student is told of an attempt now, and when they are told more."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from quizapp.classes.extensions import rights_of
from quizapp.core import feedback
from quizapp.models import Attempt


class Told(NamedTuple):
    """What may be told, by core.feedback; when more is, and what. None: it stays as it is."""

    items: frozenset[str]
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
    rules, closes_at = attempt.assignment.feedback, closing_of(session, attempt)
    if attempt.submitted_at is None:
        return Told(feedback.told(rules, "during"))
    return _told_from(rules, attempt.submitted_at, closes_at, now)


def told_if_handed_in(session: Session, attempt: Attempt, now: datetime) -> Told:
    """Return what would be told of an open attempt that was handed in now."""
    return _told_from(attempt.assignment.feedback, now, closing_of(session, attempt), now)


def closing_of(session: Session, attempt: Attempt) -> datetime | None:
    """Return when the quiz closes for the student of this attempt; None: it does not."""
    return rights_of(session, attempt.assignment, attempt.student_id).window.closes_at


def _told_from(
    rules: feedback.Rules, submitted_at: datetime, closes_at: datetime | None, now: datetime
) -> Told:
    items = feedback.told(rules, feedback.phase_of(submitted_at, closes_at, now))
    later = feedback.told_next(rules, submitted_at, closes_at, now)
    return Told(items, *later) if later else Told(items)
