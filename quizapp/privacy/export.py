"""All that is kept of one person, gathered by the labels of the columns."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, joinedload

from quizapp.audit.actions import Deed, record
from quizapp.core.audit import ACTIONS
from quizapp.core.receipts import receipt_id
from quizapp.core.scores import ResponseRow, columns, number_text
from quizapp.formats.contract import Table
from quizapp.formats.person_archive import PersonArchive, Section, moment_in_words
from quizapp.models import (
    Accommodation,
    Assignment,
    Attempt,
    AuditEvent,
    Base,
    Group,
    GroupMember,
    Member,
    SignInSession,
    User,
)
from quizapp.privacy.ownership import RULES, Scope, attempts_of, rules_for
from quizapp.privacy.telling import answer_as_told, marks_as_told, told_to
from quizapp.results.actions import response_rows

Sitting = tuple[Attempt, list[ResponseRow]]


def export_person(
    session: Session, person: User, scope: Scope, deed_by: int | None, now: datetime, **why: str
) -> PersonArchive:
    """Return what `scope` holds of a person, and write down that it was handed out."""
    record(
        session,
        Deed(deed_by, "person_exported", "user", person.id, person.id),
        now,
        of="all" if scope.classes is None else "classes of the teacher",
        **why,
    )
    sittings, told = _sittings(session, scope, now)
    tables = {
        model.__tablename__: exported_rows(session, model, scope) for model in rules_for(scope)
    }
    tables["marks"] = marks_as_told(tables["marks"], told)
    return PersonArchive(
        person.name,
        now,
        _sections(session, person, scope, sittings),
        tables,
        Table("responses", columns("responses"), [row for _, rows in sittings for row in rows]),
    )


def exported_rows(session: Session, model: type[Base], scope: Scope) -> list[dict[str, Any]]:
    """Return the person's rows of a table with the columns whose labels let them out."""
    table = model.__table__
    wanted = [column for column in table.columns if model.__privacy__[column.name].exported]
    query = select(*wanted).where(RULES[model](scope)).order_by(*inspect(model).primary_key)
    return [dict(row) for row in session.execute(query).mappings()]


def _sittings(
    session: Session, scope: Scope, now: datetime
) -> tuple[list[Sitting], dict[int, frozenset[str]]]:
    """Return each attempt with its answers as far as they may be told, and what that is."""
    attempts = session.scalars(
        select(Attempt)
        .where(Attempt.id.in_(attempts_of(scope)))
        .options(joinedload(Attempt.assignment).joinedload(Assignment.class_))
        .order_by(Attempt.id)
    ).all()
    told = {attempt.id: told_to(session, scope, attempt, now) for attempt in attempts}
    sittings = [
        (
            attempt,
            [
                answer_as_told(row, told[attempt.id])
                for row in response_rows(session, attempt.assignment, attempt.id)
            ],
        )
        for attempt in attempts
    ]
    return sittings, told


def _sections(
    session: Session, person: User, scope: Scope, sittings: list[Sitting]
) -> list[Section]:
    of_classes = [
        _who(person),
        _classes(session, scope),
        _granted(session, scope),
        _attempts(sittings),
        _answers(sittings),
    ]
    if scope.classes is not None:
        return of_classes
    return [*of_classes, _browsers(session, scope), _written_down(session, scope)]


def _who(person: User) -> Section:
    settings = ", ".join(
        f"{name}: {value}" for name, value in (person.reading_settings or {}).items()
    )
    rows = [
        ("Name", person.name),
        ("Sign-in name", person.login or "none"),
        ("Role", person.role),
        ("E-mail address", person.email or "none"),
        ("Language", person.language or "as the site has it"),
        ("How the text looks", settings or "as the site has it"),
        ("Known here since", moment_in_words(person.created_at)),
        ("Asked to be forgotten", moment_in_words(person.erasure_asked_at) or "no"),
    ]
    return Section("Who it is", ("What", "What is kept"), rows)


def _classes(session: Session, scope: Scope) -> Section:
    groups = session.execute(
        select(GroupMember.class_id, Group.name)
        .join(Group, Group.id == GroupMember.group_id)
        .where(RULES[GroupMember](scope))
        .order_by(Group.name)
    ).all()
    places = session.scalars(
        select(Member).where(RULES[Member](scope)).options(joinedload(Member.class_))
    )
    rows = [
        (
            place.class_.name,
            place.role.replace("_", "-"),
            place.state,
            moment_in_words(place.joined_at),
            ", ".join(name for class_id, name in groups if class_id == place.class_id),
            place.roster_id or "",
        )
        for place in places
    ]
    heads = ("Class", "As", "State", "Since", "Groups", "Number in the school's list")
    return Section("Classes", heads, rows, "In no class.")


def _granted(session: Session, scope: Scope) -> Section:
    rows = [
        (
            "no limit" if row.time_percent is None else f"{row.time_percent} % of the time",
            moment_in_words(row.granted_at),
        )
        for row in session.scalars(select(Accommodation).where(RULES[Accommodation](scope)))
    ]
    return Section("More time", ("Granted", "Since"), rows)


def _attempts(sittings: list[Sitting]) -> Section:
    rows = [
        (
            attempt.assignment.title,
            attempt.assignment.class_.name,
            moment_in_words(attempt.started_at),
            moment_in_words(attempt.submitted_at) or "not yet",
            _points([row.points for row in answers], [row.out_of for row in answers]),
            receipt_id(attempt.id, attempt.answers_sha256) if attempt.answers_sha256 else "",
        )
        for attempt, answers in sittings
    ]
    heads = ("Quiz", "Class", "Begun", "Handed in", "Points", "Receipt")
    return Section("Attempts", heads, rows)


def _points(points: Sequence[Decimal | None], out_of: Sequence[Decimal]) -> str:
    earned = [number for number in points if number is not None]
    if len(earned) < len(points):
        return "not marked yet"
    return f"{number_text(sum(earned, Decimal()))} of {number_text(sum(out_of, Decimal()))}"


def _answers(sittings: list[Sitting]) -> Section:
    rows = [
        (
            row.stem,
            f"{row.assignment}, attempt {row.attempt}",
            row.response or "nothing",
            "" if row.points is None else _points([row.points], [row.out_of]),
            row.right_answer or "not told yet",
        )
        for _, answers in sittings
        for row in answers
    ]
    heads = ("Question", "In", "Answer", "Points", "Right answer")
    return Section("Answers", heads, rows)


def _browsers(session: Session, scope: Scope) -> Section:
    rows = [
        (
            row.browser or "a browser",
            moment_in_words(row.created_at),
            moment_in_words(row.expires_at),
        )
        for row in session.scalars(select(SignInSession).where(RULES[SignInSession](scope)))
    ]
    return Section("Signed in at", ("Browser", "Since", "Until"), rows, "Nowhere.")


def _written_down(session: Session, scope: Scope) -> Section:
    """Return what the log has of a person: what they did, and what was done about them."""
    events = session.scalars(
        select(AuditEvent).where(RULES[AuditEvent](scope)).order_by(AuditEvent.id)
    )
    rows = [
        (
            moment_in_words(event.at),
            "this person" if event.actor_id == scope.person_id else "somebody else",
            ACTIONS.get(event.action, event.action),
        )
        for event in events
    ]
    return Section("Written down in the log", ("When", "Who", "Did"), rows)
