"""A student would rather not read a text: the clock stands, and the teacher is told.

It costs nothing and stands in no export of scores. In the practice class nobody is told.
It gains nothing either: no moment is given back that was used, nobody rests in the grace, and
once the quiz has closed only a teacher lets a student go on.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from quizapp.classes.extensions import rights_of
from quizapp.core import timing
from quizapp.models import Attempt, Pause


class _Locked(NamedTuple):
    """An attempt that nobody else changes meanwhile."""

    state: str
    due_at: datetime | None
    pause: Pause | None


class Closed(Exception):  # noqa: N818  it is no fault of anybody's
    """The quiz has closed meanwhile: its teacher may let the student go on."""


def due_after(left: int | None, now: datetime) -> datetime | None:
    """Return the deadline of who goes on now with so many seconds left."""
    return None if left is None else now + timedelta(seconds=left)


_LASTING = select(Pause).where(Pause.attempt_id == bindparam("attempt"), Pause.ended_at.is_(None))


def find_pause(session: Session, attempt_id: int) -> Pause | None:
    """Return the pause that lasts, None where the student reads."""
    return session.scalar(_LASTING, {"attempt": attempt_id})


def pause(session: Session, attempt_id: int, now: datetime) -> bool:
    """Stop an open attempt and its clock; pressing twice is once. False where time is up."""
    locked = _lock(session, attempt_id)
    if locked.state != "open" or (locked.due_at is not None and now >= locked.due_at):
        return False
    if locked.pause is None:
        # Whole seconds that are left, none of them for the second time.
        left = None if locked.due_at is None else int((locked.due_at - now).total_seconds())
        session.add(Pause(attempt_id=attempt_id, paused_at=now, seconds_left=left))
        _set_due(session, attempt_id, None)
    return True


def go_on(session: Session, attempt_id: int, by_id: int, now: datetime) -> bool:
    """Let an attempt go on with the time that was left; False where it was not stopped.

    Raises Closed for its student once the quiz has closed for them.
    """
    locked = _lock(session, attempt_id)
    if locked.pause is None:
        return False
    attempt = session.get_one(Attempt, attempt_id)
    if by_id == attempt.student_id and locked.state == "open":
        rights = rights_of(session, attempt.assignment, by_id)
        if timing.standing(rights.window, now) == "over":
            raise Closed
    locked.pause.ended_at, locked.pause.ended_by_id = now, by_id
    if locked.state == "open":
        # A clock of the machine that was put back meanwhile takes no time away.
        since = max(now, locked.pause.paused_at)
        _set_due(session, attempt_id, due_after(locked.pause.seconds_left, since))
    session.flush()
    return True


def stood(session: Session, attempt_id: int, now: datetime) -> tuple[timedelta, int]:
    """Return how long the clock of an attempt stood, and how often: for its teacher."""
    rests = session.scalars(select(Pause).where(Pause.attempt_id == attempt_id)).all()
    whole = sum(((rest.ended_at or now) - rest.paused_at for rest in rests), timedelta())
    return whole, len(rests)


def _lock(session: Session, attempt_id: int) -> _Locked:
    """Lock the attempt's row, so that two presses at once come one after the other."""
    state, due_at = session.execute(
        select(Attempt.state, Attempt.due_at).where(Attempt.id == attempt_id).with_for_update()
    ).one()
    return _Locked(state, due_at, find_pause(session, attempt_id))


def _set_due(session: Session, attempt_id: int, due_at: datetime | None) -> None:
    session.execute(update(Attempt).where(Attempt.id == attempt_id).values(due_at=due_at))
