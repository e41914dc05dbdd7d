"""A student would rather not read a text: the clock stands, and the teacher is told.

It costs nothing and stands in no export of scores. In the practice class nobody is told.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quizapp.core import timing
from quizapp.models import Attempt, Pause


class _Locked(NamedTuple):
    """An attempt that nobody else changes meanwhile."""

    state: str
    due_at: datetime | None
    pause: Pause | None


def due_after(left: int | None, now: datetime) -> datetime | None:
    """Return the deadline of who goes on now with so many seconds left."""
    return None if left is None else now + timedelta(seconds=left)


def find_pause(session: Session, attempt_id: int) -> Pause | None:
    """Return the pause that lasts, None where the student reads."""
    return session.scalar(
        select(Pause).where(Pause.attempt_id == attempt_id, Pause.ended_at.is_(None))
    )


def pause(session: Session, attempt_id: int, now: datetime) -> bool:
    """Stop an open attempt and its clock; pressing twice is once. False where it is over."""
    locked = _lock(session, attempt_id)
    if locked.state != "open" or timing.is_over(locked.due_at, now):
        return False
    if locked.pause is None:
        left = timing.seconds_left(locked.due_at, now)
        session.add(Pause(attempt_id=attempt_id, paused_at=now, seconds_left=left))
        _set_due(session, attempt_id, None)
    return True


def go_on(session: Session, attempt_id: int, by_id: int, now: datetime) -> bool:
    """Let an attempt go on with the time that was left; False where it was not stopped."""
    locked = _lock(session, attempt_id)
    if locked.pause is None:
        return False
    locked.pause.ended_at, locked.pause.ended_by_id = now, by_id
    if locked.state == "open":
        _set_due(session, attempt_id, due_after(locked.pause.seconds_left, now))
    session.flush()
    return True


def _lock(session: Session, attempt_id: int) -> _Locked:
    """Lock the attempt's row, so that two presses at once come one after the other."""
    state, due_at = session.execute(
        select(Attempt.state, Attempt.due_at).where(Attempt.id == attempt_id).with_for_update()
    ).one()
    return _Locked(state, due_at, find_pause(session, attempt_id))


def _set_due(session: Session, attempt_id: int, due_at: datetime | None) -> None:
    session.execute(update(Attempt).where(Attempt.id == attempt_id).values(due_at=due_at))
