"""Hints in a sitting: what was asked for, and the next one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.core import timing
from quizapp.kinds.hints import Hint, hints
from quizapp.kinds.where import asks_place
from quizapp.models import Assignment, Attempt, Check, HintTaken
from quizapp.taking.slots import OpenSlot

_TAKEN = select(HintTaken.slot, HintTaken.level).where(HintTaken.attempt_id == bindparam("attempt"))


def taken(session: Session, attempt_id: int) -> Mapping[int, frozenset[int]]:
    """Return the levels of the hints that were asked for in an attempt, by slot."""
    found: dict[int, set[int]] = {}
    for slot, level in session.execute(_TAKEN, {"attempt": attempt_id}):
        found.setdefault(slot, set()).add(level)
    return {slot: frozenset(levels) for slot, levels in found.items()}


def take(session: Session, slot: OpenSlot, level: int, now: datetime) -> Hint | None:
    """Write down that the hint of this level was asked for, and return it.

    None where the assignment has no hints, the attempt has ended, the answer was told already, or
    it is not the next one: pressing twice is once.
    """
    allowed = session.execute(
        select(Assignment.allows_hints, Attempt.due_at)
        .join(Attempt)
        .where(Attempt.id == slot.attempt_id, Attempt.state == "open")
        .with_for_update(of=Attempt)
    ).one_or_none()
    if allowed is None or not allowed.allows_hints or timing.is_over(allowed.due_at, now):
        return None
    closed = select(Check.revision).where(
        Check.attempt_id == slot.attempt_id, Check.slot == slot.number, Check.is_last
    )
    if session.scalar(closed) is not None:
        return None
    told = taken(session, slot.attempt_id).get(slot.number, frozenset())
    asked = asks_place(slot.kind, slot.show_where)
    left = [hint for hint in hints(slot.content, asks_place=asked) if hint.level not in told]
    if not left or left[0].level != level:
        return None
    session.add(HintTaken(attempt_id=slot.attempt_id, slot=slot.number, level=level, taken_at=now))
    session.flush()
    return left[0]
