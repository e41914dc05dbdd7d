"""Classes, their members, and the practice class that anybody may join."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.core.permissions import AUDIENCES, CLASS_RIGHTS
from quizapp.models import Assignment, Attempt, Class, Member, Quiz, User


class ClassAssignment(NamedTuple):
    """An assignment in a teacher's list, with how many attempts it has had."""

    assignment: Assignment
    submitted: int
    open: int


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


def join(session: Session, class_id: int, person: User, role: str, now: datetime) -> Member:
    """Return the person's place in the class, new or old; an old one keeps its role."""
    place = session.get(Member, (class_id, person.id))
    if place is not None:
        return place
    place = Member(class_id=class_id, user_id=person.id, role=role, joined_at=now)
    try:
        with session.begin_nested():
            session.add(place)
    except IntegrityError:
        # Another request of the same person joined meanwhile.
        return session.get_one(Member, (class_id, person.id), populate_existing=True)
    return place


def has_right(person_id: int, right: str) -> ColumnElement[bool]:
    """Return the condition that a person has a right of core.permissions.CLASS_RIGHTS in a class.

    Every teacher may look at the practice class, which nobody owns.
    """
    places = select(Member.class_id).where(
        Member.user_id == person_id,
        Member.role.in_(CLASS_RIGHTS[right]),
        Member.state == "here",
    )
    if right != "look":
        return Class.id.in_(places)
    is_teacher = exists().where(User.id == person_id, User.role.in_(AUDIENCES["teachers"]))
    return Class.id.in_(places) | (Class.is_practice & is_teacher)


def find_class(
    session: Session, person_id: int | None, class_id: int, right: str = "look"
) -> Class | None:
    """Return the class when this person has the right in it."""
    return session.scalar(
        select(Class).where(Class.id == class_id, has_right(person_id or 0, right))
    )


def is_taught_by(person_id: int, right: str = "look") -> ColumnElement[bool]:
    """Return the condition that a person has a right in the class of a row's assignment."""
    return Assignment.class_id.in_(select(Class.id).where(has_right(person_id, right)))


def find_taught_assignment(
    session: Session, person_id: int, assignment_id: int
) -> Assignment | None:
    """Return the assignment when this person may look at its class."""
    return session.scalar(
        select(Assignment).where(Assignment.id == assignment_id, is_taught_by(person_id))
    )


def taught_assignments(session: Session, person_id: int) -> Sequence[ClassAssignment]:
    """Return the assignments of the classes that this person teaches, by class and title."""
    submitted = func.count(Attempt.submitted_at)
    rows = session.execute(
        select(Assignment, submitted, func.count(Attempt.id) - submitted)
        .join(Class)
        .outerjoin(Attempt)
        .where(is_taught_by(person_id))
        .group_by(Assignment.id, Class.name)
        .order_by(Class.name, Assignment.title)
    )
    return [ClassAssignment(*row) for row in rows]
