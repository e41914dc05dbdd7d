"""Classes, their members, and the practice class that anybody may join."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.core.permissions import AUDIENCES, CLASS_RIGHTS
from quizapp.core.text import RefusedText, check_typed
from quizapp.models import Assignment, Class, Inspection, Member, Quiz, User
from quizapp.models.base import Instant

LONGEST_NAME = 100  # code points


# How the log calls what can be set of a class; what it was set to is on its page.
_SETTINGS = {
    "name": "name",
    "zone": "time zone",
    "language": "language",
    "asks_teacher": "who lets students in",
}


class WrongTerms(ValueError):
    """A name or zone that no class can have; the message says why."""


class Terms(NamedTuple):
    """What a class is called, where its clock stands, and its language by BCP 47.

    With `asks_teacher` whoever joins by the code waits for a teacher's yes.
    """

    name: str
    zone: str = "UTC"
    language: str = "en"
    asks_teacher: bool = False


def practice_class(session: Session, now: datetime) -> Class:
    """Return the practice class, made on first use."""
    found = session.scalar(select(Class).where(Class.is_practice))
    if found is None:
        found = Class(name="Practice", is_practice=True, created_at=now)
        session.add(found)
        session.flush()
    return found


def open_practice(session: Session, now: datetime) -> list[Assignment]:
    """Give every quiz that follows a question set to the practice class; return the new ones."""
    practice = practice_class(session, now)
    given = select(Assignment.quiz_id).where(Assignment.class_id == practice.id)
    quizzes = session.scalars(
        select(Quiz)
        .where(Quiz.question_set.is_not(None), Quiz.id.not_in(given))
        .order_by(Quiz.title)
    )
    new = [
        Assignment(class_id=practice.id, quiz_id=quiz.id, title=quiz.title, created_at=now)
        for quiz in quizzes
    ]
    session.add_all(new)
    session.flush()
    return new


@cache
def zones() -> tuple[str, ...]:
    """Return the IANA names to choose a zone from: UTC, then region by region."""
    regions = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
    known = (name for name in available_timezones() if name.split("/")[0] in regions)
    return ("UTC", *sorted(known))


def make_class(
    session: Session, terms: Terms, teacher: User | None, by: int | None, now: datetime
) -> Class:
    """Return a new class that this person owns; WrongTerms. None: nobody teaches it yet."""
    class_ = Class(created_at=now, **_checked(terms)._asdict())
    session.add(class_)
    session.flush()
    if teacher is not None:
        join(session, class_.id, teacher, "teacher", now)
    record(session, Deed(by, "class_made", "class", class_.id), now)
    return class_


def usual_zone(session: Session, person_id: int) -> str:
    """Return the zone of the class that this person made last; UTC before the first."""
    newest = session.scalar(
        select(Class.zone)
        .join(Member)
        .where(Member.user_id == person_id, Member.role == "teacher")
        .order_by(Class.id.desc())
        .limit(1)
    )
    return newest or "UTC"


def get_person(session: Session, person_id: int) -> User:
    """Return the person who is known to be there."""
    return session.get_one(User, person_id)


def change_class(session: Session, class_: Class, terms: Terms, by: int, now: datetime) -> None:
    """Give the class another name, zone or language; WrongTerms."""
    wanted = _checked(terms)._asdict()
    changed = [name for name, value in wanted.items() if getattr(class_, name) != value]
    for name in changed:
        setattr(class_, name, wanted[name])
    if changed:
        what = ", ".join(_SETTINGS[name] for name in changed)
        record(session, Deed(by, "class_changed", "class", class_.id), now, settings=what)


def _checked(terms: Terms) -> Terms:
    name = " ".join(terms.name.split())
    if not name:
        raise WrongTerms("a class needs a name")
    try:
        check_typed(name, LONGEST_NAME)
    except RefusedText as refusal:
        raise WrongTerms(str(refusal)) from refusal
    if terms.zone not in zones():
        raise WrongTerms(f"there is no time zone “{terms.zone}”; write it like Europe/Berlin")
    return terms._replace(name=name)


def join(session: Session, class_id: int, person: User, role: str, now: datetime) -> Member:
    """Return the person's place in the class, new or old; an old one keeps its role."""
    return keep_place(
        session, Member(class_id=class_id, user_id=person.id, role=role, joined_at=now)
    )


def keep_place(session: Session, new: Member) -> Member:
    """Return the place that this person had in the class before, else the new one."""
    place = session.get(Member, (new.class_id, new.user_id))
    if place is not None:
        return place
    try:
        with session.begin_nested():
            session.add(new)
    except IntegrityError:
        # Another request of the same person joined meanwhile.
        return session.get_one(Member, (new.class_id, new.user_id), populate_existing=True)
    return new


def rights_in(session: Session, person_id: int, class_: Class) -> set[str]:
    """Return which of core.permissions.CLASS_RIGHTS this person has in the class."""
    place = session.get(Member, (class_.id, person_id))
    if place is None or place.state != "here":
        return set()
    return {right for right, roles in CLASS_RIGHTS.items() if place.role in roles}


def has_right(person_id: int, right: str) -> ColumnElement[bool]:
    """Return the condition that a person has a right of core.permissions.CLASS_RIGHTS in a class.

    Every teacher may look at the practice class, which nobody owns, and mark in it; an
    administrator may look at one that they gave a reason for, until that ends.
    """
    places = select(Member.class_id).where(
        Member.user_id == person_id,
        Member.role.in_(CLASS_RIGHTS[right]),
        Member.state == "here",
    )
    if right not in {"look", "mark"}:
        return Class.id.in_(places)
    is_teacher = exists().where(User.id == person_id, User.role.in_(AUDIENCES["teachers"]))
    allowed = Class.id.in_(places) | (Class.is_practice & is_teacher)
    return allowed | _is_inspected_by(person_id) if right == "look" else allowed


def _is_inspected_by(person_id: int) -> ColumnElement[bool]:
    """Return the condition that an administrator is looking into a class just now.

    This is the one place that asks the clock: loaders are handed no `now`, and a leave to
    look that outlived its hour in some of them would be worse. It is asked as the statement
    runs, so a statement that is kept does not keep the hour.
    """
    now = bindparam(
        "inspected_at", callable_=lambda: datetime.now(UTC), type_=Instant(), unique=True
    )
    is_administrator = exists().where(
        User.id == person_id, User.role.in_(AUDIENCES["administrators"])
    )
    inspected = select(Inspection.class_id).where(
        Inspection.administrator_id == person_id, Inspection.ends_at > now
    )
    return Class.id.in_(inspected) & is_administrator


def studied_by(person_id: int | BindParameter[Any]) -> ColumnElement[bool]:
    """Return the condition that a person is a student of an open class, and here.

    Practice is studied by anybody and counts for nobody.
    """
    places = select(Member.class_id).where(
        Member.user_id == person_id, Member.role == "student", Member.state == "here"
    )
    return Class.id.in_(places) & Class.closed_at.is_(None) & ~Class.is_practice


_STUDIED = select(Class.id).where(Class.id == bindparam("class_"), studied_by(bindparam("person")))


def is_studied_by(session: Session, class_: Class, person_id: int) -> bool:
    """Is this person a student of the class now?"""
    found = session.scalar(_STUDIED, {"class_": class_.id, "person": person_id})
    return found is not None


def find_class(
    session: Session, person_id: int | None, class_id: int, right: str = "look"
) -> Class | None:
    """Return the class when this person has the right in it."""
    return session.scalar(
        select(Class).where(Class.id == class_id, has_right(person_id or 0, right))
    )


def get_class(session: Session, class_id: int) -> Class:
    """Return the class that is known to be there."""
    return session.get_one(Class, class_id)


def find_open_class(
    session: Session, person_id: int | None, class_id: int, right: str = "teach"
) -> Class | None:
    """Return the class when this person has the right in it and it is not put away."""
    found = find_class(session, person_id, class_id, right)
    return found if found and found.closed_at is None else None


def is_taught_by(person_id: int, right: str = "look") -> ColumnElement[bool]:
    """Return the condition that a person has a right in the class of a row's assignment."""
    return Assignment.class_id.in_(select(Class.id).where(has_right(person_id, right)))


def find_taught_assignment(
    session: Session, person_id: int, assignment_id: int, right: str = "look"
) -> Assignment | None:
    """Return the assignment when this person has the right in its class."""
    return session.scalar(
        select(Assignment).where(Assignment.id == assignment_id, is_taught_by(person_id, right))
    )
