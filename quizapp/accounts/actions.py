"""Making people known: guests, the first teacher, and sign-in by name."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.audit.people import end_sessions
from quizapp.core.text import RefusedText, check_typed
from quizapp.models import OneTimeLink, SignInSession, User

LONGEST_NAME = 100  # code points
LINK_HOURS = 72  # how long the first teacher's link waits


class LoginTaken(ValueError):
    """Somebody has this sign-in name already."""


class WrongName(ValueError):
    """A name or sign-in name that cannot be kept; the message says why."""


class LinkSpent(ValueError):
    """The one-time link was used, has expired, or was never made."""


def token_sha256(token: str) -> str:
    """Return what is kept of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()


def add_guest(session: Session, name: str, now: datetime) -> User:
    """Return a new guest; without a name they are Guest and a number."""
    guest = User(name=name or "Guest", role="guest", created_at=now)
    session.add(guest)
    session.flush()
    if not name:
        guest.name = f"Guest {guest.id}"
        session.flush()
    return guest


def find_by_login(session: Session, login: str) -> User | None:
    """Return the person with this sign-in name, whatever its case."""
    return session.scalar(select(User).where(User.login == login.strip().casefold()))


def has_teacher(session: Session) -> bool:
    """Is there a teacher already?"""
    return session.scalar(select(User.id).where(User.role == "teacher").limit(1)) is not None


def make_first_teacher_link(session: Session, token: str, now: datetime) -> None:
    """Let `token` make its holder the first teacher, once. Links made before are void."""
    session.execute(delete(OneTimeLink).where(OneTimeLink.purpose == "first_teacher"))
    session.add(
        OneTimeLink(
            token_sha256=token_sha256(token),
            purpose="first_teacher",
            created_at=now,
            expires_at=now + timedelta(hours=LINK_HOURS),
        )
    )
    session.flush()


def find_link(session: Session, token: str, purpose: str, now: datetime) -> OneTimeLink | None:
    """Return the link for this purpose while it can be used."""
    link = session.get(OneTimeLink, token_sha256(token))
    is_usable = link is not None and link.used_at is None and link.expires_at > now
    return link if link and is_usable and link.purpose == purpose else None


def find_first_teacher_link(session: Session, token: str, now: datetime) -> OneTimeLink | None:
    """Return the first teacher's link while it can be used."""
    return find_link(session, token, "first_teacher", now)


def use_link(session: Session, link: OneTimeLink | None, now: datetime) -> None:
    """Spend the link; LinkSpent when there is none, or another request spent it first."""
    spent = session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.token_sha256 == (link.token_sha256 if link else ""),
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(OneTimeLink.token_sha256)
    ).all()
    if not spent:
        raise LinkSpent


class NewPerson(NamedTuple):
    """Somebody who is to sign in: the name others see, the one they sign in by, a hash."""

    name: str
    login: str
    password_hash: str


def add_person(session: Session, new: NewPerson, role: str, now: datetime) -> User:
    """Return a new person; LoginTaken when the sign-in name is somebody's, or WrongName."""
    _check_names(new)
    if find_by_login(session, new.login):
        raise LoginTaken(f"the sign-in name “{new.login}” is taken")
    person = User(
        name=new.name,
        login=new.login.strip().casefold(),
        password_hash=new.password_hash,
        role=role,
        created_at=now,
    )
    session.add(person)
    session.flush()
    return person


def set_email(session: Session, person: User, email: str | None) -> None:
    """Note where a link to a new password is sent; WrongName for a student or no address."""
    if not email:
        return
    if person.role == "student":
        raise WrongName("of a student no address is kept: print a sign-in card instead")
    name, _, host = email.partition("@")
    if not name or not host or not email.isprintable() or len(email.split()) > 1:
        raise WrongName(f"“{email}” is no mail address")
    person.email = email
    session.flush()


def _check_names(new: NewPerson) -> None:
    if not new.name.strip() or not new.login.strip():
        raise WrongName("a name and a sign-in name are needed")
    if len(new.login.split()) > 1:
        raise WrongName("a sign-in name has no blanks")
    try:
        check_typed(new.name, LONGEST_NAME)
        check_typed(new.login, LONGEST_NAME)
    except RefusedText as refusal:
        raise WrongName(str(refusal)) from refusal


def make_teacher(session: Session, new: NewPerson, now: datetime) -> User:
    """Return a new teacher; LoginTaken."""
    return add_person(session, new, "teacher", now)


def make_student(session: Session, new: NewPerson, now: datetime) -> User:
    """Return a new student; LoginTaken."""
    return add_person(session, new, "student", now)


def change_password(
    session: Session, person: User, password_hash: str, actor_id: int | None, now: datetime
) -> None:
    """Give a person a new password; whoever was signed in as them no longer is.

    A card or a link that was to bring a new password is void.
    """
    person.password_hash = password_hash
    end_sessions(session, person)
    action = "password_changed" if actor_id == person.id else "password_reset"
    record(session, Deed(actor_id, action, "user", person.id, person.id), now)


def people(session: Session) -> Sequence[User]:
    """Return everybody who signs in by a name, in its order."""
    return session.scalars(select(User).where(User.login.is_not(None)).order_by(User.login)).all()


def purge_expired(session: Session, now: datetime) -> int:
    """Drop sessions and links that no longer open anything; return how many."""
    gone = [
        *session.scalars(
            delete(SignInSession)
            .where(SignInSession.expires_at < now)
            .returning(SignInSession.token_sha256)
        ),
        *session.scalars(
            delete(OneTimeLink)
            .where(OneTimeLink.expires_at < now)
            .returning(OneTimeLink.token_sha256)
        ),
    ]
    return len(gone)
