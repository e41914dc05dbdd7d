"""Sharing a class: who else teaches it or looks at it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from quizapp.accounts.actions import find_by_login
from quizapp.audit.actions import Deed, record
from quizapp.classes.actions import find_class, keep_place
from quizapp.core.permissions import is_welcome
from quizapp.models import Class, Member, User

SHARED_ROLES = ("co_teacher", "reader")


class NotShareable(ValueError):
    """The class cannot be shared with this person; the message says why."""


def sharers(session: Session, class_: Class) -> Sequence[Member]:
    """Return whom a class is shared with, by name."""
    return session.scalars(
        select(Member)
        .join(Member.user)
        .where(Member.class_id == class_.id, Member.role.in_(SHARED_ROLES), Member.state == "here")
        .options(contains_eager(Member.user))
        .order_by(User.name, User.id)
    ).all()


def share(
    session: Session, class_: Class, login: str, role: str, deed: tuple[int, datetime]
) -> Member:
    """Let another teacher teach the class or look at it; `deed` is by whom and when.

    Once shared, sharing anew changes the role. Raises NotShareable.
    """
    actor_id, now = deed
    person = find_by_login(session, login)
    if person is None or not is_welcome(person.role, "teachers") or person.disabled_at:
        raise NotShareable("No teacher signs in by this name.")
    place = keep_place(
        session, Member(class_id=class_.id, user_id=person.id, role=role, joined_at=now)
    )
    if place.role == "teacher":
        raise NotShareable(f"{person.name} owns this class.")
    if place.role == "student" and place.state != "left":
        raise NotShareable(f"{person.name} studies in this class.")
    place.role, place.state = role, "here"
    record(session, Deed(actor_id, "class_shared", "class", class_.id, person.id), now, role=role)
    return place


def find_sharer(
    session: Session, person_id: int | None, class_id: int, user_id: int
) -> Member | None:
    """Return the place of somebody with whom this person's own class is shared."""
    if find_class(session, person_id, class_id, "own") is None:
        return None
    place = session.get(Member, (class_id, user_id))
    return place if place and place.role in SHARED_ROLES and place.state == "here" else None


def end_sharing(session: Session, place: Member, actor_id: int, now: datetime) -> None:
    """Share the class with this person no more."""
    place.state = "left"
    deed = Deed(actor_id, "class_unshared", "class", place.class_id, place.user_id)
    record(session, deed, now)
