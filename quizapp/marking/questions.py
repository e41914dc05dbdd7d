"""The questions of an assignment: how many answered each, and how many of these wait."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.kinds import UNASKED
from quizapp.marking.numbers import question_number
from quizapp.models import Assignment, Attempt, Mark, QuestionVersion, ServedSlot
from quizapp.models.marks import newest_mark_id


class QuestionToMark(NamedTuple):
    """A question by its number, the newest wording that was handed in, and how far it is marked."""

    number: int
    version: QuestionVersion
    handed_in: int
    marked: int

    @property
    def waiting(self) -> int:
        """How many answers a person must decide."""
        return self.handed_in - self.marked


def questions(session: Session, assignment: Assignment) -> list[QuestionToMark]:
    """Return the questions that were handed in, by number: in two statements."""
    number = func.min(question_number(ServedSlot.attempt_id, ServedSlot.number))
    rows = session.execute(
        select(
            number.label("number"),
            func.max(QuestionVersion.id),
            func.count(),
            func.count(Mark.points),
        )
        .select_from(ServedSlot)
        .join(Attempt, ServedSlot.attempt_id == Attempt.id)
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .outerjoin(Mark, Mark.id == newest_mark_id(ServedSlot.attempt_id, ServedSlot.number))
        .where(Attempt.assignment_id == assignment.id, Attempt.state == "submitted")
        .where(QuestionVersion.kind.not_in(UNASKED))
        .group_by(QuestionVersion.question_id)
        .order_by("number", QuestionVersion.question_id)
    ).all()
    ids = [row[1] for row in rows]
    versions = {
        version.id: version
        for version in session.scalars(select(QuestionVersion).where(QuestionVersion.id.in_(ids)))
    }
    return [QuestionToMark(row[0], versions[row[1]], row[2], row[3]) for row in rows]
