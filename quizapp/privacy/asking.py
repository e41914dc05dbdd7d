"""Asking to be forgotten, and who sees that somebody asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quizapp.models import User
from quizapp.privacy.ownership import students_of


def get_self(session: Session, person_id: int) -> User:
    """Return whoever asks."""
    return session.get_one(User, person_id)


def ask_to_be_forgotten(session: Session, person_id: int, now: datetime) -> None:
    """Note when a person asked first; asking again changes nothing."""
    person = get_self(session, person_id)
    person.erasure_asked_at = person.erasure_asked_at or now
    session.flush()


def take_back(session: Session, person_id: int) -> None:
    """Take the request back."""
    get_self(session, person_id).erasure_asked_at = None
    session.flush()


def who_asked(session: Session) -> Sequence[User]:
    """Return everybody who asked to be forgotten and is not, the first to ask first."""
    return session.scalars(_asked()).all()


def students_who_asked(session: Session, teacher_id: int) -> Sequence[User]:
    """Return the students of a teacher who asked to be forgotten and are not."""
    return session.scalars(_asked().where(User.id.in_(students_of(teacher_id)))).all()


def _asked() -> Select[Any]:
    return (
        select(User)
        .where(User.erasure_asked_at.is_not(None), User.erased_at.is_(None))
        .order_by(User.erasure_asked_at, User.id)
    )
