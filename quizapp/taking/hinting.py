"""Hints in a sitting: what was asked for, and the next one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.kinds.hints import Hint, hints
from quizapp.models import Assignment, Attempt, HintTaken
from quizapp.taking.slots import OpenSlot


def taken(session: Session, attempt_id: int) -> Mapping[int, frozenset[int]]:
    """Return the levels of the hints that were asked for in an attempt, by slot."""
    found: dict[int, set[int]] = {}
    rows = select(HintTaken.slot, HintTaken.level).where(HintTaken.attempt_id == attempt_id)
    for slot, level in session.execute(rows):
        found.setdefault(slot, set()).add(level)
    return {slot: frozenset(levels) for slot, levels in found.items()}


def take_next(session: Session, slot: OpenSlot, now: datetime) -> Hint | None:
    """Write down that the next hint was asked for, and return it.

    None where the assignment has no hints, the attempt has ended, or there is none left.
    """
    allowed = session.scalar(
        select(Assignment.allows_hints)
        .join(Attempt)
        .where(Attempt.id == slot.attempt_id, Attempt.state == "open")
        .with_for_update(of=Attempt)
    )
    if not allowed:
        return None
    told = taken(session, slot.attempt_id).get(slot.number, frozenset())
    left = [
        hint
        for hint in hints(slot.content, shows_where=bool(slot.show_where))
        if hint.level not in told
    ]
    if not left:
        return None
    row = HintTaken(attempt_id=slot.attempt_id, slot=slot.number, level=left[0].level, taken_at=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return left[0]  # asked for twice at once
    return left[0]
