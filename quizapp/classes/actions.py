"""Classes, their members, and the practice class that anybody may join."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

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


def is_taught_by(person_id: int) -> ColumnElement[bool]:
    """Return the condition that a person teaches the class of a row's assignment."""
    taught = select(Member.class_id).where(Member.user_id == person_id, Member.role == "teacher")
    return Assignment.class_id.in_(taught)


def find_taught_assignment(
    session: Session, person_id: int, assignment_id: int
) -> Assignment | None:
    """Return the assignment when this person teaches its class."""
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
