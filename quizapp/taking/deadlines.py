"""The end of an attempt by time: whoever reads finds it handed in, at its deadline.

Nothing has to run for that: what is over is handed in by the first door that is opened after
it, for the moment of the deadline, so it reads the same whenever that is.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, literal, or_, select
from sqlalchemy.orm import Session

from quizapp.core.timing import GRACE
from quizapp.models import Assignment, Attempt, Member
from quizapp.models.base import Instant
from quizapp.taking import actions

_ATTEMPTS = Attempt.__table__


_IS_OVER = (
    _ATTEMPTS.c.state == "open",
    _ATTEMPTS.c.due_at < bindparam("latest", type_=Instant),
)


def is_something_over(student_id: Any) -> ColumnElement[bool]:
    """Return the condition that time has ended an open attempt of this student; see `OVER`."""
    return select(literal(1)).where(*_IS_OVER, _ATTEMPTS.c.student_id == student_id).exists()


# Put together once: every page asks one of them.
OVER = select(_ATTEMPTS.c.id).where(*_IS_OVER).order_by(_ATTEMPTS.c.id)
OVER_OF_STUDENT = OVER.where(_ATTEMPTS.c.student_id == bindparam("person"))
# One's own, and of the classes that one teaches or looks at: others are not theirs to wait for.
_LOOKED_AT = (
    select(Assignment.__table__.c.id)
    .join(Member.__table__, Member.__table__.c.class_id == Assignment.__table__.c.class_id)
    .where(Member.__table__.c.user_id == bindparam("person"), Member.__table__.c.role != "student")
)
OVER_OF_STAFF = OVER.where(
    or_(_ATTEMPTS.c.student_id == bindparam("person"), _ATTEMPTS.c.assignment_id.in_(_LOOKED_AT))
)


def latest(now: datetime) -> datetime:
    """Return the deadline that is just not over, grace and all."""
    return now - GRACE


def end(session: Session, attempt_id: int, now: datetime) -> bool:
    """Hand in an attempt whose time is up, by its deadline; False where it is not."""
    attempt = session.get(Attempt, attempt_id)
    return attempt is not None and actions.submit(session, attempt, now, only_if_over=True)
