"""Right answers and right places: what a class understood, guessed, or misread."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.models import Assignment, Attempt, Mark, QuestionVersion, ServedSlot
from quizapp.models.marks import newest_mark_id


class TwoByTwo(NamedTuple):
    """How many answered a question rightly or not, and with its place or another.

    Right with the place is understood; right with another is a guess, or was known before;
    wrong with the place is misread; the rest wants teaching again.
    """

    stem: str
    understood: int
    guessed: int
    misread: int
    neither: int


def two_by_two(session: Session, assignment: Assignment) -> Sequence[TwoByTwo]:
    """Return the counts of each question that asked for its place, in the order of slots.

    One statement. An answer that waits for a person is in none of them.
    """
    right, found = Mark.answer_right, Mark.evidence_right
    cells = ((right & found), (right & ~found), (~right & found), (~right & ~found))
    newest = (
        select(
            ServedSlot.number,
            func.max(QuestionVersion.id).label("version"),
            *(func.count().filter(cell) for cell in cells),
        )
        .select_from(ServedSlot)
        .join(Attempt, ServedSlot.attempt_id == Attempt.id)
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .join(Mark, Mark.id == newest_mark_id(ServedSlot.attempt_id, ServedSlot.number))
        .where(Attempt.assignment_id == assignment.id, right.is_not(None), found.is_not(None))
        .group_by(ServedSlot.number, QuestionVersion.question_id)
    ).subquery()
    version, counts = newest.c.version, list(newest.c)[2:]
    rows = session.execute(
        select(QuestionVersion.content, *counts)
        .join_from(newest, QuestionVersion, QuestionVersion.id == version)
        .order_by(newest.c.number, version)
    )
    return [TwoByTwo(content["stem"], *numbers) for content, *numbers in rows]
