"""A student doubts a mark, and shows the place in the passage that supports their answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.core.spans import Span
from quizapp.kinds.contract import Sentence
from quizapp.models import Attempt, Challenge
from quizapp.taking.actions import AnsweredSlot, answered_slots, find_own_attempt
from quizapp.taking.feedback import Told


class Doubtable(NamedTuple):
    """A question of one's own attempt that was handed in, as its mark is doubted."""

    attempt: Attempt
    slot: AnsweredSlot

    @property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences of its passage: start, end and text."""
        return self.slot.content.sentences


class Doubt(NamedTuple):
    """May this mark be challenged, and the challenge that was made."""

    can: bool
    made: Challenge | None


def find_doubtable(
    session: Session, person_id: int | None, attempt_id: int, slot: int
) -> Doubtable | None:
    """Return a question of one's own attempt once it is handed in."""
    attempt = find_own_attempt(session, person_id, attempt_id)
    if attempt is None or attempt.state != "submitted":
        return None
    slots = answered_slots(session, attempt)
    found = next((one for one in slots if one.number == slot and one.question), None)
    return Doubtable(attempt, found) if found else None


def doubts(
    session: Session, attempt: Attempt, slots: Sequence[AnsweredSlot], told: Told
) -> dict[int, Doubt]:
    """Return by slot what of an attempt may be challenged, or was: where points are told."""
    if attempt.state != "submitted" or "marks" not in told.items:
        return {}
    query = select(Challenge).where(Challenge.attempt_id == attempt.id)
    made = {row.mark_id: row for row in session.scalars(query)}
    return {
        slot.number: Doubt(_can(slot) and slot.mark.id not in made, made.get(slot.mark.id))
        for slot in slots
        if slot.mark is not None
    }


def challenge(
    session: Session, doubtable: Doubtable, place: Span, reason: str, now: datetime
) -> None:
    """Challenge the mark that counts; one that was challenged already stays as it is."""
    slot = doubtable.slot
    if slot.mark is None:
        raise ValueError("there is no mark to challenge")
    row = Challenge(
        attempt_id=doubtable.attempt.id,
        slot=slot.number,
        mark_id=slot.mark.id,
        article_version_id=slot.version.article_version_id,
        span_start=place.start,
        span_end=place.end,
        quote=place.quote,
        reason=reason,
        made_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return  # pressed twice


def _can(slot: AnsweredSlot) -> bool:
    """Is there something to gain, and a passage to show it in?"""
    mark = slot.mark
    return bool(
        mark and mark.points is not None and mark.points < mark.out_of and slot.content.sentences
    )
