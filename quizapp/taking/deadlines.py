"""The end of an attempt by time: whoever reads finds it handed in, at its deadline.

Nothing has to run for that: what is over is handed in by the first door that is opened after
it, for the moment of the deadline, so it reads the same whenever that is.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, literal, select
from sqlalchemy.orm import Session

from quizapp.core.timing import GRACE
from quizapp.models import Assignment, Attempt, Member
from quizapp.models.base import Instant
from quizapp.taking import actions

_ATTEMPTS = Attempt.__table__


def is_something_over(student_id: Any) -> ColumnElement[bool]:
    """Return the condition that time has ended an open attempt of this student; see `OVER`."""
    own = (_ATTEMPTS.c.student_id == student_id, _ATTEMPTS.c.state == "open")
    due = _ATTEMPTS.c.due_at < bindparam("latest", type_=Instant)
    return select(literal(1)).where(*own, due).exists()


_over = (
    select(_ATTEMPTS.c.id)
    .where(
        _ATTEMPTS.c.state == "open",
        _ATTEMPTS.c.due_at < bindparam("latest", type_=Instant),
    )
    .order_by(_ATTEMPTS.c.id)
)
# Put together once: every page asks one of them.
OVER = _over
OVER_OF_STUDENT = _over.where(_ATTEMPTS.c.student_id == bindparam("person"))
# Of the classes that somebody teaches or looks at: others are not theirs to wait for.
OVER_OF_STAFF = (
    _over.join(Assignment.__table__, Assignment.__table__.c.id == _ATTEMPTS.c.assignment_id)
    .join(Member.__table__, Member.__table__.c.class_id == Assignment.__table__.c.class_id)
    .where(Member.__table__.c.user_id == bindparam("person"), Member.__table__.c.role != "student")
)


def latest(now: datetime) -> datetime:
    """Return the deadline that is just not over, grace and all."""
    return now - GRACE


def end(session: Session, attempt_id: int, now: datetime) -> bool:
    """Hand in an attempt whose time is up, by its deadline; False where it is not."""
    attempt = session.get(Attempt, attempt_id)
    return attempt is not None and actions.submit(session, attempt, now, only_if_over=True)
