"""How long things are kept: what is over, and letting go of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from quizapp.accounts.devices import DEVICE_DAYS
from quizapp.accounts.limits import KEPT as TALLY_KEPT
from quizapp.audit.actions import Deed, record
from quizapp.models import (
    Attempt,
    AuditEvent,
    Base,
    Class,
    KnownDevice,
    Member,
    OneTimeLink,
    SignInCard,
    SignInSession,
    Tally,
    User,
)
from quizapp.privacy.erasure import erase


class Periods(NamedTuple):
    """How many days what is not needed any more is still kept."""

    guests: int
    leavers: int
    audit: int


class Over(NamedTuple):
    """What is kept long enough: how many, of what, and what becomes of it."""

    name: str
    rows: int
    words: str


# What opens nothing and limits nobody any more: the daily job lets go of it.
_SPENT: dict[type[Base], Callable[[datetime], ColumnElement[bool]]] = {
    SignInSession: lambda now: SignInSession.expires_at < now,
    OneTimeLink: lambda now: OneTimeLink.expires_at < now,
    SignInCard: lambda now: SignInCard.expires_at < now,
    KnownDevice: lambda now: KnownDevice.seen_at < now - timedelta(days=DEVICE_DAYS),
    Tally: lambda now: func.coalesce(Tally.wait_until, Tally.since) < now - TALLY_KEPT,
}


def preview(session: Session, periods: Periods, now: datetime) -> list[Over]:
    """Return what is kept long enough, by table; nothing is changed."""
    spent = [
        Over(model.__tablename__, _count(session, model, over(now)), "deleted")
        for model, over in _SPENT.items()
    ]
    return [
        *spent,
        Over(
            "guests", _count(session, User, _guests(periods.guests, now)), "erased, answers emptied"
        ),
        Over(
            "leavers",
            _count(session, User, _leavers(periods.leavers, now)),
            "erased, answers emptied",
        ),
        Over(
            "audit_events",
            _count(session, AuditEvent, AuditEvent.at < now - timedelta(days=periods.audit)),
            "kept: see docs/privacy.md",
        ),
    ]


def purge_spent(session: Session, now: datetime) -> int:
    """Let go of what opens nothing any more; return how many rows it was."""
    gone = 0
    for model, over in _SPENT.items():
        gone += _count(session, model, over(now))
        session.execute(delete(model).where(over(now)))
    return gone


def purge_people(session: Session, periods: Periods, now: datetime) -> int:
    """Forget guests and leavers whose time is over; return how many people it was."""
    over = or_(_guests(periods.guests, now), _leavers(periods.leavers, now))
    people = session.scalars(select(User).where(over).order_by(User.id)).all()
    gone = [
        person.id for person in people if erase(session, person, None, now, clears_answers=True)
    ]
    if gone:
        record(session, Deed(None, "purged", "user"), now, people=len(gone))
    return len(gone)


def purge_idle_guests(session: Session, days: int, now: datetime) -> int:
    """Forget guests who never began anything, when their time is over: the safe part."""
    idle = _guests(days, now) & ~exists().where(Attempt.student_id == User.id)
    people = session.scalars(select(User).where(idle)).all()
    return sum(erase(session, person, None, now) for person in people)


def _count(session: Session, model: type[Base], over: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(model).where(over)) or 0


def _guests(days: int, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a guest came and answered long ago, and is gone."""
    limit = now - timedelta(days=days)
    return and_(
        User.role == "guest",
        User.erased_at.is_(None),
        User.created_at < limit,
        ~_began_since(limit),
        ~exists().where(SignInSession.user_id == User.id, SignInSession.expires_at > now),
    )


def _leavers(days: int, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a student left every class, and long since did anything.

    When they left is not kept, so it is reckoned from what they did last.
    """
    limit = now - timedelta(days=days)
    return and_(
        User.role == "student",
        User.erased_at.is_(None),
        User.created_at < limit,
        User.id.in_(_places().where(Member.state == "left")),
        User.id.not_in(_places().where(Member.state != "left")),
        ~exists().where(AuditEvent.person_id == User.id, AuditEvent.at > limit),
        ~_began_since(limit),
    )


def _places() -> Select[Any]:
    """Return whose places there are in classes; nobody leaves the practice class."""
    return select(Member.user_id).join(Class).where(~Class.is_practice)


def _began_since(limit: datetime) -> Any:
    return exists().where(
        Attempt.student_id == User.id,
        or_(Attempt.started_at > limit, Attempt.submitted_at > limit),
    )
