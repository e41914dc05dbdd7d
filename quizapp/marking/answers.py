"""Answers that were handed in, each with its question and the mark that counts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from quizapp.kinds import KINDS, UNASKED
from quizapp.kinds.contract import Content, Kind
from quizapp.kinds.contract import Response as Value
from quizapp.kinds.where import kind_of
from quizapp.marking.numbers import question_number
from quizapp.models import (
    Assignment,
    Attempt,
    HintTaken,
    Mark,
    QuestionVersion,
    Response,
    ServedSlot,
    User,
)
from quizapp.models.attempts import is_answer
from quizapp.models.marks import newest_mark_id


class HandedIn(NamedTuple):
    """One slot of an attempt that was handed in; `mark` is the one that counts.

    `question` is its number on every page, and `hints` the levels that were asked for.
    """

    attempt: Attempt
    student: str
    served: ServedSlot
    version: QuestionVersion
    response: Response | None
    mark: Mark | None
    question: int
    hints: frozenset[int] = frozenset()

    @property
    def value(self) -> Value:
        """What was answered, None for a blank."""
        return self.response.value if self.response else None

    @property
    def revision(self) -> int:
        """Which revision is the answer, 0 where nothing was entered."""
        return self.response.revision if self.response else 0

    @property
    def asked_as(self) -> Kind:
        """The kind that asked it: the question's own, or that and its evidence."""
        return kind_of(self.version.kind, self.served.show_where)


def content_of(version: QuestionVersion) -> Content:
    """Return what the question holds, read by its kind."""
    return KINDS[version.kind].Content.model_validate(version.content)


def handed_in(
    session: Session, assignment: Assignment, question_id: int | None = None
) -> Sequence[HandedIn]:
    """Return the answers to one question, or to all, by attempt and slot: in two statements."""
    query = _handed_in().where(Attempt.assignment_id == assignment.id)
    if question_id is not None:
        query = query.where(QuestionVersion.question_id == question_id)
    hints = _hints(session, Attempt.assignment_id == assignment.id)
    return [_with_hints(HandedIn(*row), hints) for row in session.execute(query)]


def find_handed_in(session: Session, attempt_id: int, slot: int) -> HandedIn | None:
    """Return one answer that was handed in."""
    row = session.execute(
        _handed_in().where(ServedSlot.attempt_id == attempt_id, ServedSlot.number == slot)
    ).one_or_none()
    hints = _hints(session, Attempt.id == attempt_id)
    return _with_hints(HandedIn(*row), hints) if row else None


_Hints = dict[tuple[int, int], set[int]]


def _hints(session: Session, wanted: ColumnElement[bool]) -> _Hints:
    found: _Hints = defaultdict(set)
    rows = select(HintTaken).join(Attempt, HintTaken.attempt_id == Attempt.id).where(wanted)
    for row in session.scalars(rows):
        found[row.attempt_id, row.slot].add(row.level)
    return found


def _with_hints(answer: HandedIn, hints: _Hints) -> HandedIn:
    place = (answer.attempt.id, answer.served.number)
    return answer._replace(hints=frozenset(hints.get(place, ())))


def _handed_in() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Attempt, User.name, ServedSlot, QuestionVersion, Response, Mark),
            question_number(ServedSlot.attempt_id, ServedSlot.number),
        )
        .select_from(ServedSlot)
        .join(Attempt, ServedSlot.attempt_id == Attempt.id)
        .join(User, Attempt.student_id == User.id)
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .outerjoin(Response, is_answer())
        .outerjoin(Mark, Mark.id == newest_mark_id(ServedSlot.attempt_id, ServedSlot.number))
        .where(Attempt.state == "submitted", QuestionVersion.kind.not_in(UNASKED))
        .order_by(Attempt.id, ServedSlot.number)
    )
