"""Having an answer checked while answering: practice.

Before the last try only right or wrong is told, and a word on the option chosen. After it, what
the rules tell while answering; then the answer stays as it is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from quizapp.core import feedback, timing
from quizapp.kinds.contract import Content, Kind
from quizapp.models import Assignment, Attempt, Check, Mark, Response
from quizapp.taking import hinting
from quizapp.taking.actions import AnsweredSlot, mark_of
from quizapp.taking.reviewing import ReviewItem, review_item
from quizapp.taking.slots import OpenSlot

_BEFORE_THE_LAST = frozenset({"answers", "correctness", "option_feedback"})


class CheckOffered(NamedTuple):
    """May a question be checked, how often yet, and what the last check told of it.

    `told` is None where the answer that stands was not checked.
    """

    can: bool
    tries_left: int
    is_closed: bool
    told: ReviewItem | None


NOT_OFFERED = CheckOffered(False, 0, False, None)


def check(session: Session, slot: OpenSlot, now: datetime) -> str:
    """Write down that the answer of a slot is told of; return `checked`, `blank` or `refused`.

    The row of the attempt is locked first, as at its end. The same answer is checked once. At
    the last check the answer is written again as its newest revision: a save that is under way
    meanwhile names the one before, and the key of the table lets one of them in.
    """
    attempt = session.scalars(
        select(Attempt)
        .where(Attempt.id == slot.attempt_id)
        .options(joinedload(Attempt.assignment, innerjoin=True))
        .with_for_update(of=Attempt)
        .execution_options(populate_existing=True)
    ).one()
    earlier = _checks(session, slot.attempt_id).get(slot.number, [])
    is_open = attempt.state == "open" and not timing.is_over(attempt.due_at, now)
    if not is_open or not _can(slot.asked_as, slot.content, attempt.assignment):
        return "refused"
    if any(one.is_last for one in earlier):
        return "refused"
    answer = _newest(session, slot)
    if answer is None or answer.value is None:
        return "blank"
    if answer.revision not in {one.revision for one in earlier}:
        mark = slot.asked_as.mark(slot.content, answer.value)
        is_last = mark.points == mark.out_of or len(earlier) + 1 >= attempt.assignment.most_tries
        revision = _seal(session, answer) if is_last else answer.revision
        place = {"attempt_id": slot.attempt_id, "slot": slot.number, "revision": revision}
        session.add(Check(**place, is_last=is_last, checked_at=now))
        session.flush()
    return "checked"


def offers(
    session: Session, attempt: Attempt, slots: Sequence[AnsweredSlot]
) -> dict[int, CheckOffered]:
    """Return by slot what an open attempt offers to check, and what was told."""
    rules = feedback.told(attempt.assignment.feedback, "during")
    checks = _checks(session, attempt.id)
    if "correctness" not in rules and not checks:
        return {}
    hints = hinting.taken(session, attempt.id)
    found = {}
    for slot in slots:
        done = checks.get(slot.number, [])
        is_closed = any(one.is_last for one in done)
        left = max(attempt.assignment.most_tries - len(done), 0)
        can = _can(slot.asked_as, slot.content, attempt.assignment) and left > 0
        told = None
        if slot.revision in {one.revision for one in done}:
            items = rules if is_closed else rules & _BEFORE_THE_LAST
            mark = Mark(marked_by="key", **mark_of(slot, hints.get(slot.number))._asdict())
            told = review_item(attempt, slot._replace(mark=mark), items)
        found[slot.number] = CheckOffered(can and not is_closed, left, is_closed, told)
    return found


def _can(kind: Kind, content: Content, assignment: Assignment) -> bool:
    """Is it told while answering, and does the key know what is right?"""
    rules = feedback.told(assignment.feedback, "during")
    return "correctness" in rules and kind.right_response(content) is not None


_CHECKS = select(Check).where(Check.attempt_id == bindparam("attempt"))


def _checks(session: Session, attempt_id: int) -> dict[int, list[Check]]:
    found: dict[int, list[Check]] = {}
    for row in session.scalars(_CHECKS, {"attempt": attempt_id}):
        found.setdefault(row.slot, []).append(row)
    return found


def _newest(session: Session, slot: OpenSlot) -> Response | None:
    return session.scalars(
        select(Response)
        .where(Response.attempt_id == slot.attempt_id, Response.slot == slot.number)
        .order_by(Response.revision.desc())
        .limit(1)
    ).one_or_none()


def _seal(session: Session, answer: Response) -> int:
    """Write the answer again as its next revision; return that."""
    revision = answer.revision + 1
    session.add(
        Response(
            attempt_id=answer.attempt_id,
            slot=answer.slot,
            revision=revision,
            # No browser names a change so: a colon is in none of its names.
            operation=f"check:{answer.slot}:{revision}",
            value=answer.value,
            saved_at=answer.saved_at,
        )
    )
    session.flush()
    return revision
