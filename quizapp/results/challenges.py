"""The marks of an assignment that students challenge."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.marking.numbers import question_number
from quizapp.models import Assignment, Attempt, Challenge, User


class ChallengeInList(NamedTuple):
    """One challenge, who made it, and the number of its question."""

    challenge: Challenge
    student: str
    question: int


def challenges(
    session: Session, assignment: Assignment, attempt_id: int | None = None
) -> list[ChallengeInList]:
    """Return the challenges of an assignment, or of one attempt, those not decided first."""
    query = (
        select(Challenge, User.name, question_number(Challenge.attempt_id, Challenge.slot))
        .select_from(Challenge)
        .join(Attempt, Challenge.attempt_id == Attempt.id)
        .join(User, Attempt.student_id == User.id)
        .where(Attempt.assignment_id == assignment.id)
        .order_by(Challenge.decided_at.is_not(None), Challenge.id)
    )
    if attempt_id is not None:
        query = query.where(Attempt.id == attempt_id)
    return [ChallengeInList(*row) for row in session.execute(query)]
