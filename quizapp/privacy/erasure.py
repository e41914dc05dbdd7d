"""Forgetting a person: what would happen, doing it once, and doing it again after a restore."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, delete, func, null, select, update
from sqlalchemy.orm import Session

from quizapp.accounts import limits
from quizapp.audit.actions import Deed, record
from quizapp.audit.people import LastAdministrator, require_another_administrator
from quizapp.models import (
    AuditEvent,
    Base,
    QuestionVersion,
    Response,
    ServedSlot,
    SetAside,
    User,
)
from quizapp.privacy.ownership import RULES, Scope, attempts_of

# Kinds whose answers are picked, not typed: nothing of a person is in them. A kind that is
# not among them is taken for one that is typed into.
PICKED = (
    *("choice", "choices", "true_false", "ordering", "matching", "categorise"),
    "information",
)
WORDS = {
    "users": "who it is",
    "members": "places in classes",
    "group_members": "places in groups",
    "accommodations": "more time granted",
    "attempts": "attempts",
    "served_slots": "questions served",
    "responses": "answers",
    "set_aside_responses": "answers that came too late",
    "marks": "marks",
    "challenges": "doubts about marks",
    "checks": "answers checked while answering",
    "hints_taken": "hints",
    "extensions": "more time, attempts or other dates",
    "annotations": "highlights and notes",
    "slot_states": "notes to oneself at questions",
    "pauses": "breaks from a text",
    "marking_runs": "times of marking again",
    "sessions": "sign-ins",
    "one_time_links": "one-time links",
    "sign_in_cards": "sign-in cards",
    "known_devices": "known browsers",
    "audit_events": "entries in the log",
    "inspections": "classes looked into",
}

__all__ = ["LastAdministrator", "erase", "erase_again", "erased", "preview"]

COLUMNS = {
    "login": "sign-in name",
    "password_hash": "password",
    "email": "e-mail address",
    "reading_settings": "how the text looks",
    "disabled_at": "disabled since",
    "erased_at": "forgotten since",
    "roster_id": "number in the school's list",
}


class Forgotten(NamedTuple):
    """What erasing does, or would do, to a table's rows of a person."""

    table: str
    rows: int
    deleted: bool
    cleared: list[str]
    replaced: list[str]

    @property
    def words(self) -> str:
        """What the rows are, and what becomes of them."""
        what = f"{WORDS.get(self.table, self.table)} ({self.rows})"
        if self.deleted:
            return f"{what}: deleted"
        done = [
            f"{word}: {', '.join(COLUMNS.get(name, name) for name in names)}"
            for word, names in (("replaced", self.replaced), ("made empty", self.cleared))
            if names
        ]
        return f"{what}: {'; '.join(done) or 'kept'}"


class Erased(NamedTuple):
    """Somebody who was erased; `created_at` tells them from a later person with their number."""

    id: int
    created_at: datetime
    erased_at: datetime
    are_answers_cleared: bool


def preview(session: Session, person: User, *, clears_answers: bool = False) -> list[Forgotten]:
    """Return what erasing this person would do, by table, where there is something to do."""
    lines = [_line(session, model, Scope(person.id)) for model in RULES]
    if clears_answers:
        typed = {table.name: _count_typed(session, table, person.id) for table in _ANSWERS}
        lines += [Forgotten(name, count, False, ["the text"], []) for name, count in typed.items()]
    return [line for line in lines if line.rows]


def _line(session: Session, model: type[Base], scope: Scope) -> Forgotten:
    rows = session.scalar(select(func.count()).select_from(model).where(RULES[model](scope)))
    return Forgotten(
        model.__tablename__,
        rows or 0,
        _is_deleted(model),
        _names(model, "cleared"),
        _names(model, "replaced"),
    )


def _names(model: type[Base], erased: str) -> list[str]:
    return [name for name, label in model.__privacy__.items() if label.erased == erased]


def _is_deleted(model: type[Base]) -> bool:
    return any(label.erased == "deleted" for label in model.__privacy__.values())


def erase(
    session: Session,
    person: User,
    by: int | None,
    now: datetime,
    *,
    clears_answers: bool = False,
) -> bool:
    """Forget a person; False when they were erased before. Raises LastAdministrator.

    The row stays, under no name, and holds the marks together.
    """
    locked = session.scalar(select(User.erased_at).where(User.id == person.id).with_for_update())
    if locked is not None:
        return False
    require_another_administrator(session, person)
    cleared = _clear_answers(session, person.id) if clears_answers else 0
    _forget_tallies(session, person)
    for model, rule in RULES.items():
        _forget_rows(session, model, rule(Scope(person.id)), person, now)
    details = {"answers": "cleared" if clears_answers else "kept", "cleared": cleared}
    if cleared:
        details["receipts"] = "no longer match the answers"
    record(session, Deed(by, "erased", "user", person.id, person.id), now, **details)
    session.refresh(person)
    return True


def _forget_rows(
    session: Session,
    model: type[Base],
    own: ColumnElement[bool],
    person: User,
    now: datetime,
) -> None:
    """Do with a table's rows of a person what the labels of its columns say."""
    if _is_deleted(model):
        session.execute(delete(model).where(own))
        return
    values = {name: null() for name in _names(model, "cleared")}
    values |= {name: _REPLACED[name](person, now) for name in _names(model, "replaced")}
    if values:
        session.execute(update(model).where(own).values(values))


def _forget_tallies(session: Session, person: User) -> None:
    """Forget failures that were counted; their subjects are hashes, so each must be named."""
    for rule in (limits.SIGN_IN, limits.RESET):
        limits.forget(session, person.login or "", rule)
    limits.forget(session, str(person.id), limits.JOIN)


_REPLACED: dict[str, Callable[[User, datetime], Any]] = {
    "name": lambda person, _now: f"Erased person {person.id}",
    # A guest has none, and whoever has one keeps one: nobody could guess or take it.
    "login": lambda person, _now: person.login and f"erased-{secrets.token_hex(16)}",
    "disabled_at": lambda person, now: person.disabled_at or now,
    "erased_at": lambda _person, now: now,
    "state": lambda _person, _now: "left",
}
_ANSWERS: tuple[Table, ...] = (Response.__table__, SetAside.__table__)  # type: ignore[assignment]


def _typed(table: Table, person_id: int) -> Any:
    """Return the condition that a row of answers holds what this person typed."""
    slots = (
        select(ServedSlot.number)
        .join(QuestionVersion)
        .where(
            ServedSlot.attempt_id == table.c.attempt_id,
            ServedSlot.number == table.c.slot,
            QuestionVersion.kind.not_in(PICKED),
        )
    )
    own = table.c.attempt_id.in_(attempts_of(Scope(person_id)))
    return own & table.c.value.is_not(None) & slots.exists()


def _count_typed(session: Session, table: Table, person_id: int) -> int:
    query = select(func.count()).select_from(table).where(_typed(table, person_id))
    return session.scalar(query) or 0


def _clear_answers(session: Session, person_id: int) -> int:
    """Empty what a person typed; return how many rows it was.

    Straight to the tables: the models refuse to change an answer, and for everything but
    this they are right. The receipts were made of these texts, so they match no more.
    """
    counts = [_count_typed(session, table, person_id) for table in _ANSWERS]
    for table in _ANSWERS:
        session.execute(update(table).where(_typed(table, person_id)).values(value=null()))
    session.expire_all()
    return sum(counts)


def erased(session: Session) -> list[Erased]:
    """Return everybody who was erased: what a backup from before must be told again."""
    people = session.scalars(
        select(User).where(User.erased_at.is_not(None)).order_by(User.id)
    ).all()
    cleared = set(
        session.scalars(
            select(AuditEvent.person_id).where(
                AuditEvent.action == "erased",
                AuditEvent.details["answers"].as_string() == "cleared",
            )
        )
    )
    return [
        Erased(person.id, person.created_at, person.erased_at, person.id in cleared)
        for person in people
        if person.erased_at
    ]


def erase_again(session: Session, rows: Sequence[Erased], now: datetime) -> list[int]:
    """Erase those of a list who are here and not erased; return their ids.

    Somebody else may have got the number of a person whom the backup does not know yet, so
    the moment at which they were made known must be the same too.
    """
    again = []
    for row in rows:
        person = session.get(User, row.id)
        is_same = person is not None and person.created_at == row.created_at
        if person is None or not is_same:
            continue
        if erase(session, person, None, now, clears_answers=row.are_answers_cleared):
            again.append(person.id)
    return again
