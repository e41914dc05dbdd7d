"""The answers to one question, one after another: in an order that tells nothing of anybody."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.models import Assignment, Attempt, Mark, QuestionVersion, ServedSlot, User
from quizapp.models.marks import counts, newest_mark_id

MOST_COMMENTS = 8


class Place(NamedTuple):
    """One answer in the row of those to a question."""

    attempt_id: int
    slot: int
    is_waiting: bool


class Row(NamedTuple):
    """All the answers to a question in their order, and where one stands among them."""

    places: Sequence[Place]
    at: int

    @property
    def done(self) -> int:
        """How many are marked."""
        return sum(not place.is_waiting for place in self.places)

    @property
    def previous(self) -> Place | None:
        """The one before, None at the first."""
        return self.places[self.at - 1] if self.at > 0 else None

    @property
    def next(self) -> Place | None:
        """The one after, None at the last."""
        return self.places[self.at + 1] if self.at + 1 < len(self.places) else None

    @property
    def next_waiting(self) -> Place | None:
        """The next one that waits, from here on and then from the first; None: all are done."""
        others = [*self.places[self.at + 1 :], *self.places[: self.at]]
        return next((place for place in others if place.is_waiting), None)


def row_of(session: Session, assignment: Assignment, question_id: int) -> list[Place]:
    """Return the answers to a question: the same order each time, by no name and no time."""
    rows = session.execute(
        select(ServedSlot.attempt_id, ServedSlot.number, Mark.points)
        .select_from(ServedSlot)
        .join(Attempt, ServedSlot.attempt_id == Attempt.id)
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .outerjoin(Mark, Mark.id == newest_mark_id(ServedSlot.attempt_id, ServedSlot.number))
        .where(Attempt.assignment_id == assignment.id, Attempt.state == "submitted")
        .where(QuestionVersion.question_id == question_id)
    )
    places = [Place(attempt_id, slot, points is None) for attempt_id, slot, points in rows]
    return sorted(places, key=lambda place: rank(place, question_id))


def rank(place: Place, question_id: int) -> str:
    """Return where an answer stands among those to a question, as a word to sort by."""
    said = f"{place.attempt_id} {place.slot} {question_id}"
    return hashlib.sha256(said.encode()).hexdigest()


def first_to_mark(places: Sequence[Place]) -> Place | None:
    """Return the first that waits, else the first."""
    waiting = (place for place in places if place.is_waiting)
    return next(waiting, places[0] if places else None)


def earlier_comments(session: Session, person_id: int, question_id: int) -> Sequence[str]:
    """Return what this person wrote to answers of the question, the newest first, each once."""
    return session.scalars(
        select(Mark.reason)
        .join(
            ServedSlot,
            (ServedSlot.attempt_id == Mark.attempt_id) & (ServedSlot.number == Mark.slot),
        )
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .where(
            QuestionVersion.question_id == question_id,
            Mark.marker_id == person_id,
            Mark.marked_by == "teacher",
            Mark.reason != "",
        )
        .group_by(Mark.reason)
        .order_by(func.max(Mark.id).desc())
        .limit(MOST_COMMENTS)
    ).all()


class MarkInList(NamedTuple):
    """A mark and the name of who gave it, None for the key."""

    mark: Mark
    marker: str | None


def marks_so_far(session: Session, attempt_id: int, slot: int) -> list[MarkInList]:
    """Return the marks of an answer that count or once did, the newest first."""
    rows = session.execute(
        select(Mark, User.name)
        .outerjoin(User, Mark.marker_id == User.id)
        .where(Mark.attempt_id == attempt_id, Mark.slot == slot, counts())
        .order_by(Mark.id.desc())
    )
    return [MarkInList(mark, name) for mark, name in rows]
