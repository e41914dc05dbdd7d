"""The students of a class: who is here, who waits, who left; in and out."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from quizapp.audit.actions import Deed, record
from quizapp.classes.actions import find_class
from quizapp.models import Class, Member, User


class StudentList(NamedTuple):
    """The students of a class by where they are, each list by name."""

    here: list[Member]
    waiting: list[Member]
    left: list[Member]


def students(session: Session, class_: Class) -> StudentList:
    """Return the students of a class."""
    places = session.scalars(
        select(Member)
        .join(Member.user)
        .where(Member.class_id == class_.id, Member.role == "student")
        .options(contains_eager(Member.user))
        .order_by(User.name, User.id)
    ).all()
    return StudentList(
        *([place for place in places if place.state == state] for state in StudentList._fields)
    )


def find_student(
    session: Session, person_id: int | None, class_id: int, user_id: int
) -> Member | None:
    """Return a student's place in a class that this person teaches, wherever they are."""
    if find_class(session, person_id, class_id, "teach") is None:
        return None
    place = session.get(Member, (class_id, user_id))
    return place if place and place.role == "student" else None


def find_own_place(session: Session, person_id: int | None, class_id: int) -> Member | None:
    """Return the place of a person who studies in the class, or waits to."""
    place = session.get(Member, (class_id, person_id or 0))
    return place if place and place.role == "student" and place.state != "left" else None


def take_out(session: Session, place: Member, actor_id: int, now: datetime) -> None:
    """Take a student out, or say no to one who waits. Their work stays."""
    if place.state == "left":
        return
    place.state = "left"
    record(session, Deed(actor_id, "member_removed", "class", place.class_id, place.user_id), now)


def let_in(session: Session, place: Member, actor_id: int, now: datetime) -> None:
    """Say yes to who waits, or let back who left, with all their work."""
    if place.state == "here":
        return
    place.state = "here"
    record(session, Deed(actor_id, "member_let_in", "class", place.class_id, place.user_id), now)


def leave(session: Session, place: Member, now: datetime) -> None:
    """Go by oneself; whoever comes back finds their work."""
    place.state = "left"
    who = place.user_id
    record(session, Deed(who, "member_left", "class", place.class_id, who), now)


def own_places(session: Session, person_id: int) -> Sequence[Member]:
    """Return the classes in which a person studies or waits to, by name."""
    return session.scalars(
        select(Member)
        .join(Member.class_)
        .where(
            Member.user_id == person_id,
            Member.role == "student",
            Member.state != "left",
            Class.closed_at.is_(None),
            ~Class.is_practice,
        )
        .options(contains_eager(Member.class_))
        .order_by(Class.name, Class.id)
    ).all()
