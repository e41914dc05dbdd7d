"""What a person may mark: who teaches the class, not who only looks at it."""

from typing import NamedTuple

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import Session

from quizapp.classes.actions import is_taught_by
from quizapp.marking.answers import HandedIn, find_handed_in
from quizapp.models import (
    Assignment,
    Attempt,
    MarkingRun,
    Question,
    QuestionVersion,
    ServedSlot,
)


class Asked(NamedTuple):
    """An assignment and one of its questions; None: all of them."""

    assignment: Assignment
    question: Question | None


class ToMark(NamedTuple):
    """One answer that was handed in, and the assignment it belongs to."""

    assignment: Assignment
    answer: HandedIn


def find_to_mark(session: Session, person_id: int | None, assignment_id: int) -> Assignment | None:
    """Return the assignment when this person teaches its class."""
    return session.scalar(
        select(Assignment).where(
            Assignment.id == assignment_id, is_taught_by(person_id or 0, "mark")
        )
    )


def find_all_asked(session: Session, person_id: int | None, assignment_id: int) -> Asked | None:
    """Return the assignment with all of its questions."""
    found = find_to_mark(session, person_id, assignment_id)
    return Asked(found, None) if found else None


def find_asked(
    session: Session, person_id: int | None, assignment_id: int, question_id: int
) -> Asked | None:
    """Return the assignment with a question that was handed in there."""
    found = find_to_mark(session, person_id, assignment_id)
    question = session.scalar(
        select(Question).where(Question.id == question_id, _was_handed_in(assignment_id))
    )
    return Asked(found, question) if found and question else None


def _was_handed_in(assignment_id: int) -> Exists:
    return (
        exists()
        .where(QuestionVersion.question_id == Question.id)
        .where(ServedSlot.question_version_id == QuestionVersion.id)
        .where(ServedSlot.attempt_id == Attempt.id)
        .where(Attempt.assignment_id == assignment_id, Attempt.state == "submitted")
    )


def find_answer(
    session: Session, person_id: int | None, attempt_id: int, slot: int
) -> ToMark | None:
    """Return one answer that was handed in, when this person teaches its student."""
    found = session.scalar(
        select(Assignment)
        .join(Attempt)
        .where(Attempt.id == attempt_id, is_taught_by(person_id or 0, "mark"))
    )
    answer = find_handed_in(session, attempt_id, slot) if found else None
    return ToMark(found, answer) if found and answer else None


def find_run(session: Session, person_id: int | None, run_id: int) -> MarkingRun | None:
    """Return a run of marking again, when this person teaches its class."""
    return session.scalar(
        select(MarkingRun)
        .join(Assignment)
        .where(MarkingRun.id == run_id, is_taught_by(person_id or 0, "mark"))
    )
