"""How students come into a class: by its code or link, while these hold."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from quizapp.accounts.limits import JOIN, Rule, count_failure, try_again_at
from quizapp.audit.actions import Deed, record
from quizapp.classes.actions import keep_place
from quizapp.core.join_codes import DAYS, typed_code
from quizapp.models import Class, Member, User

# Of everybody together. The wait is short: it is felt by those too who type rightly.
JOIN_IN_ALL = Rule("join-all", 600, timedelta(minutes=1), (timedelta(seconds=10),))


class TooManyTries(ValueError):
    """This person, or all together, typed too many wrong codes: nothing is looked up now."""


class TeachesThere(ValueError):
    """Whoever teaches a class does not study in it."""


class GuestsStayOut(ValueError):
    """A guest has no name to sign in by, and would not find back into the class."""


class JoinWay(NamedTuple):
    """A code to type and the token of a link, both new and known to nobody."""

    code: str
    token: str


def open_joining(
    session: Session, class_: Class, way: JoinWay, now: datetime, by: int | None = None
) -> None:
    """Let students join by this way for a week; what opened the class before is void."""
    class_.join_code, class_.join_token = way
    class_.join_ends_at = now + timedelta(days=DAYS)
    record(session, Deed(by, "joining_opened", "class", class_.id), now)


def close_joining(session: Session, class_: Class, by: int, now: datetime) -> None:
    """Let nobody join any more; whoever is here stays."""
    if class_.join_code is None:
        return
    _void_ways(class_)
    record(session, Deed(by, "joining_ended", "class", class_.id), now)


def _void_ways(class_: Class) -> None:
    class_.join_code = class_.join_token = class_.join_ends_at = None


def close_class(session: Session, class_: Class, by: int, now: datetime) -> None:
    """Put the class away: nobody joins or begins, everything can be read."""
    if class_.closed_at is not None:
        return
    _void_ways(class_)
    class_.closed_at = now
    record(session, Deed(by, "class_closed", "class", class_.id), now)


def reopen_class(session: Session, class_: Class, by: int, now: datetime) -> None:
    """Take the class out again; its joining stays closed until there is a new code."""
    if class_.closed_at is None:
        return
    class_.closed_at = None
    record(session, Deed(by, "class_reopened", "class", class_.id), now)


def can_be_joined(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a class takes in whoever has its code."""
    return Class.closed_at.is_(None) & (Class.join_ends_at > now)


def is_joinable(class_: Class, now: datetime) -> bool:
    """Does the class take in whoever has its code?"""
    if class_.closed_at is not None or class_.join_ends_at is None:
        return False
    return class_.join_ends_at > now


def try_code(session: Session, person_id: int, typed: str, now: datetime) -> Class | None:
    """Return the class of a code as somebody typed it; wrong, expired and closed are one.

    What opens nothing is counted, to be committed. Raises TooManyTries.
    """
    tallies = ((str(person_id), JOIN), ("all", JOIN_IN_ALL))
    if any(try_again_at(session, subject, now, rule) for subject, rule in tallies):
        raise TooManyTries
    found = session.scalar(
        select(Class).where(Class.join_code == typed_code(typed), can_be_joined(now))
    )
    if found is None:
        for subject, rule in tallies:
            count_failure(session, subject, now, rule)
    return found


def find_by_token(session: Session, token: str, now: datetime) -> Class | None:
    """Return the class of a link; wrong, expired and closed are one."""
    if not (token.isascii() and token.isprintable()):  # PostgreSQL refuses to compare with NUL
        return None
    return session.scalar(select(Class).where(Class.join_token == token, can_be_joined(now)))


def come_in(session: Session, class_: Class, person_id: int, now: datetime) -> Member:
    """Return the person's place: here, or waiting where a teacher is asked.

    Joining twice is once; who left comes back with their work. Raises TeachesThere and
    GuestsStayOut.
    """
    person = session.get_one(User, person_id)
    if person.role == "guest":
        raise GuestsStayOut
    state = "waiting" if class_.asks_teacher else "here"
    new = Member(class_id=class_.id, user_id=person.id, role="student", joined_at=now, state=state)
    place = keep_place(session, new)
    if place.role != "student" and place.state == "here":
        raise TeachesThere
    if place is new or place.state not in {"here", state}:
        place.role, place.state = "student", state
        deed = Deed(person.id, "member_joined", "class", class_.id, person.id)
        record(session, deed, now, place=state)
    return place
