"""What an administrator does about people: find, change the role, disable and enable."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.models import OneTimeLink, SignInCard, SignInSession, User

MOST = 50  # people on a page of a search
GIVEN_ROLES = ("student", "teacher", "administrator")


class LastAdministrator(ValueError):
    """Without this person nobody could run the site from its pages any more."""


def find_person(session: Session, _administrator_id: int | None, user_id: int) -> User | None:
    """Return anybody whom an administrator may change: who is not erased and no guest."""
    return session.scalar(
        select(User).where(User.id == user_id, User.role != "guest", User.erased_at.is_(None))
    )


def search(session: Session, words: str) -> Sequence[User]:
    """Return the people whose name or sign-in name holds these words, by name; no guests."""
    found = select(User).where(User.role != "guest", User.erased_at.is_(None))
    if words.strip():
        # As text: a percent sign that is typed is one.
        part = words.strip().casefold()
        found = found.where(
            or_(
                func.lower(User.name).contains(part, autoescape=True),
                User.login.contains(part, autoescape=True),
            )
        )
    return session.scalars(found.order_by(User.name, User.id).limit(MOST)).all()


def change_role(session: Session, person: User, role: str, by: int | None, now: datetime) -> bool:
    """Give a person another role and end their sessions; False when it is theirs already.

    Raises LastAdministrator.
    """
    if role not in GIVEN_ROLES:
        raise ValueError(f"{role!r} is no role that is given")
    if person.role == role:
        return False
    require_another_administrator(session, person)
    details = {"from": person.role, "to": role}
    person.role = role
    end_sessions(session, person)
    record(session, Deed(by, "role_changed", "user", person.id, person.id), now, **details)
    return True


def disable(session: Session, person: User, by: int | None, now: datetime) -> bool:
    """Let a person sign in no more; False when it is so already. Raises LastAdministrator."""
    if person.disabled_at is not None:
        return False
    require_another_administrator(session, person)
    person.disabled_at = now
    end_sessions(session, person)
    record(session, Deed(by, "disabled", "user", person.id, person.id), now)
    return True


def enable(session: Session, person: User, by: int | None, now: datetime) -> bool:
    """Let a person sign in again; False when they can already."""
    if person.disabled_at is None:
        return False
    person.disabled_at = None
    record(session, Deed(by, "enabled", "user", person.id, person.id), now)
    return True


def end_sessions(session: Session, person: User) -> None:
    """Sign a person out everywhere, and void what would sign them in: a card, a link."""
    for table in (SignInSession, OneTimeLink, SignInCard):
        session.execute(delete(table).where(table.user_id == person.id))


def require_another_administrator(session: Session, person: User) -> None:
    """Raise LastAdministrator when this person is one and nobody else is.

    The rows are locked: two who take the role away from each other at once would leave none.
    """
    if person.role != "administrator" or person.disabled_at is not None:
        return
    able = session.scalars(
        select(User.id)
        .where(User.role == "administrator", User.disabled_at.is_(None))
        .order_by(User.id)
        .with_for_update()
    ).all()
    if set(able) <= {person.id}:
        raise LastAdministrator
