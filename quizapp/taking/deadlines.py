"""The end of an attempt by time: whoever reads finds it handed in, at its deadline.

Nothing has to run for that: what is over is handed in by the first door that is opened after
it, for the moment of the deadline, so it reads the same whenever that is.
"""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.core.timing import GRACE
from quizapp.models import Attempt
from quizapp.models.base import Instant
from quizapp.taking import actions

_over = (
    select(Attempt.__table__.c.id)
    .where(
        Attempt.__table__.c.state == "open",
        Attempt.__table__.c.due_at < bindparam("latest", type_=Instant),
    )
    .order_by(Attempt.__table__.c.id)
)
# Put together once: every page asks one of them.
OVER = _over
OVER_OF_STUDENT = _over.where(Attempt.__table__.c.student_id == bindparam("student"))


def latest(now: datetime) -> datetime:
    """Return the deadline that is just not over, grace and all."""
    return now - GRACE


def end(session: Session, attempt_id: int, now: datetime) -> bool:
    """Hand in an attempt whose time is up, by its deadline; False where it is not."""
    attempt = session.get(Attempt, attempt_id)
    return attempt is not None and actions.submit(session, attempt, now, only_if_over=True)
