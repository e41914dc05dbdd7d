"""The terms of a quiz that a class is given, or was given and that change later."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.classes import extensions
from quizapp.classes.actions import find_taught_assignment
from quizapp.core.feedback import preset_of
from quizapp.models import Assignment, Attempt


class Feedback(NamedTuple):
    """What is told of the answers, by core.feedback, and how often one may have one checked."""

    rules: dict[str, list[str]]
    most_tries: int = 1


class Timing(NamedTuple):
    """When it is open, how long an attempt may take, and how often; None: no bound."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    limit_minutes: int | None = None
    cuts_at_close: bool = False
    most_attempts: int | None = None


def find_taught(session: Session, person_id: int | None, assignment_id: int) -> Assignment | None:
    """Return the assignment when this person teaches its class."""
    return find_taught_assignment(session, person_id or 0, assignment_id, "teach")


def change_feedback(
    session: Session, assignment: Assignment, new: Feedback, actor_id: int, now: datetime
) -> None:
    """Tell students of this assignment by these rules from now on, and write it down."""
    if new == Feedback(assignment.feedback, assignment.most_tries):
        return
    assignment.feedback, assignment.most_tries = new
    deed = Deed(actor_id, "terms_changed", "assignment", assignment.id)
    record(session, deed, now, told=preset_of(new.rules) or "own", most_tries=new.most_tries)


def timing_of(assignment: Assignment) -> Timing:
    """Return when and how long the quiz may be sat."""
    return Timing(*(getattr(assignment, name) for name in Timing._fields))


def change_timing(
    session: Session, assignment: Assignment, new: Timing, by: tuple[int, datetime]
) -> int:
    """Let the quiz be sat on these terms, and write it down; `by` is who says so, and now.

    Who sits it gets more time where there is more, and never less. Returns how many did.
    """
    actor_id, now = by
    if new == timing_of(assignment):
        return 0
    for name, value in new._asdict().items():
        setattr(assignment, name, value)
    session.flush()
    told = {name: value for name, value in new._asdict().items() if value}
    record(session, Deed(actor_id, "terms_changed", "assignment", assignment.id), now, **told)
    return extensions.lengthen(session, Attempt.assignment_id == assignment.id)
