"""Writing down what was done, and reading it back."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.core.audit import ACTIONS
from quizapp.models import AuditEvent


class Deed(NamedTuple):
    """One thing that was done, to what, and to whom when it is about one person.

    `action` is one of core.audit.ACTIONS; `subject` the word for a table's rows:
    "assignment", "class", "user", "article". `actor_id` None is the command line.
    """

    actor_id: int | None
    action: str
    subject: str
    subject_id: int | None = None
    person_id: int | None = None


def record(session: Session, deed: Deed, now: datetime, **details: Any) -> AuditEvent:
    """Write down what was done; ValueError for an action that has no words yet.

    In the transaction of the deed itself: neither stands without the other. Details are
    numbers, moments, words of ours and a reason that was given: no answer, password or name.
    """
    if deed.action not in ACTIONS:
        raise ValueError(f"core.audit has no words for {deed.action!r}")
    kept = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in details.items()
    }
    event = AuditEvent(at=now, details=kept, **deed._asdict())
    session.add(event)
    session.flush()
    return event


def is_noted_today(session: Session, deed: Deed, now: datetime) -> bool:
    """Was the same deed written down on this day (UTC) already?

    For what is done by the way and often, so that the log stays readable.
    """
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    same = select(AuditEvent.id).filter_by(**deed._asdict()).where(AuditEvent.at >= day).limit(1)
    return session.scalar(same) is not None
