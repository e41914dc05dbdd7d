"""The terms of a quiz that a class was given, changed later."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.classes.actions import has_right
from quizapp.core.feedback import preset_of
from quizapp.models import Assignment, Class


class Feedback(NamedTuple):
    """What is told of the answers, by core.feedback, and how often one may have one checked."""

    rules: dict[str, list[str]]
    most_tries: int = 1


def find_taught(session: Session, person_id: int | None, assignment_id: int) -> Assignment | None:
    """Return the assignment when this person teaches its class."""
    return session.scalar(
        select(Assignment)
        .join(Class)
        .where(Assignment.id == assignment_id, has_right(person_id or 0, "teach"))
    )


def change_feedback(
    session: Session, assignment: Assignment, new: Feedback, actor_id: int, now: datetime
) -> None:
    """Tell students of this assignment by these rules from now on, and write it down."""
    if new == Feedback(assignment.feedback, assignment.most_tries):
        return
    assignment.feedback, assignment.most_tries = new
    deed = Deed(actor_id, "terms_changed", "assignment", assignment.id)
    record(session, deed, now, told=preset_of(new.rules) or "own", most_tries=new.most_tries)
