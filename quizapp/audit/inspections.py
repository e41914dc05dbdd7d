"""An administrator's leave to look at a class's answers: with a reason, for an hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.models import Class, Inspection
from quizapp.models.base import Instant

LASTS = timedelta(hours=1)

# What an administrator looks into at a moment; every page of theirs asks it.
LIVE = (
    select(Class.id, Class.name, Class.zone, Inspection.reason, Inspection.ends_at)
    .join(Class, Inspection.class_id == Class.id)
    .where(
        Inspection.administrator_id == bindparam("administrator"),
        Inspection.ends_at > bindparam("now", type_=Instant()),
    )
    .order_by(Inspection.ends_at)
)


def classes(session: Session) -> Sequence[Class]:
    """Return the classes that take a reason to look into, by name."""
    return session.scalars(
        select(Class).where(~Class.is_practice).order_by(Class.name, Class.id)
    ).all()


def find_any_class(session: Session, _administrator_id: int | None, class_id: int) -> Class | None:
    """Return the class, whoever teaches it; not the practice class, which needs no reason."""
    return session.scalar(select(Class).where(Class.id == class_id, ~Class.is_practice))


def open_answers(
    session: Session, class_: Class, reason: str, by: int, now: datetime
) -> Inspection:
    """Let an administrator look at the class's answers for an hour, and write down why."""
    opened = Inspection(
        administrator_id=by, class_id=class_.id, reason=reason, opened_at=now, ends_at=now + LASTS
    )
    session.add(opened)
    record(session, Deed(by, "answers_opened", "class", class_.id), now, reason=reason)
    return opened


def close_answers(session: Session, by: int, now: datetime) -> None:
    """Stop looking, everywhere, before the hour is over."""
    session.execute(
        update(Inspection)
        .where(Inspection.administrator_id == by, Inspection.ends_at > now)
        .values(ends_at=now)
    )
