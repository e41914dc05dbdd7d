"""Reading the log: by action, person and days, newest first."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Case, Select, case, or_, select
from sqlalchemy.orm import Session, aliased

from quizapp.core.audit import LogRow
from quizapp.models import Article, Assignment, AuditEvent, Class, User

ON_A_PAGE = 50


class Wanted(NamedTuple):
    """Which entries: None is any. Days are whole ones in UTC, the last one included."""

    action: str | None = None
    person_id: int | None = None
    first: date | None = None
    last: date | None = None


def page(session: Session, wanted: Wanted, before: int | None = None) -> list[LogRow]:
    """Return the newest entries, or the newest older than the entry `before`.

    One more than a page holds tells that there are more.
    """
    query = _query(wanted).order_by(AuditEvent.id.desc()).limit(ON_A_PAGE + 1)
    if before is not None:
        query = query.where(AuditEvent.id < before)
    return [LogRow(*row) for row in session.execute(query)]


def rows(session: Session, wanted: Wanted) -> Iterator[LogRow]:
    """Yield every entry that is wanted, oldest first, a few hundred in memory at once."""
    query = _query(wanted).order_by(AuditEvent.id)
    with session.execute(query, execution_options={"yield_per": 500}) as found:
        for row in found:
            yield LogRow(*row)


def find_person_id(session: Session, who: str) -> int | None:
    """Return the id of the person of this sign-in name, else of this number."""
    found = session.scalar(select(User.id).where(User.login == who.strip().casefold()))
    if found is None and who.isascii() and who.strip().isdecimal() and len(who) < 16:
        return int(who)
    return found


def _query(wanted: Wanted) -> Select[LogRow]:
    actor, person = aliased(User), aliased(User)
    event = AuditEvent
    query = (
        select(
            *(event.id, event.at, event.actor_id, actor.name, event.action),
            *(event.subject, event.subject_id, _subject_name()),
            *(event.person_id, person.name, event.details),
        )
        .outerjoin(actor, event.actor_id == actor.id)
        .outerjoin(person, event.person_id == person.id)
    )
    if wanted.action is not None:
        query = query.where(event.action == wanted.action)
    if wanted.person_id is not None:
        own = wanted.person_id
        query = query.where(or_(event.actor_id == own, event.person_id == own))
    if wanted.first is not None:
        query = query.where(event.at >= _begin(wanted.first))
    if wanted.last is not None:
        query = query.where(event.at < _begin(wanted.last) + timedelta(days=1))
    return query


def _subject_name() -> Case[str | None]:
    """Return what the thing of an entry is called now, where it has a name of its own."""
    named = {"class": Class.name, "assignment": Assignment.title, "article": Article.title}
    return case(
        *(
            (
                AuditEvent.subject == subject,
                select(name).where(name.class_.id == AuditEvent.subject_id).scalar_subquery(),
            )
            for subject, name in named.items()
        ),
        else_=None,
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
