"""Giving a quiz to a class."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.classes.terms import Feedback, Timing
from quizapp.core.feedback import preset
from quizapp.models import Assignment, Class, Quiz


class GivenAlready(ValueError):
    """The class has this quiz."""


class Terms(NamedTuple):
    """Which quiz is given, whether its evidence is asked for too and how, whether it hints, and
    what is told of the answers."""

    quiz_id: int
    show_where: str = ""
    allows_hints: bool = False
    feedback: Feedback = Feedback(preset("homework"))
    timing: Timing = Timing()


def quizzes_to_give(session: Session, class_: Class) -> Sequence[Quiz]:
    """Return the quizzes that the class was not given yet, by title."""
    given = select(Assignment.quiz_id).where(Assignment.class_id == class_.id)
    return session.scalars(select(Quiz).where(Quiz.id.not_in(given)).order_by(Quiz.title)).all()


def give(session: Session, class_: Class, terms: Terms, now: datetime) -> Assignment:
    """Return the new assignment; GivenAlready when the class has the quiz."""
    quiz = session.get_one(Quiz, terms.quiz_id)
    given = Assignment(
        class_id=class_.id,
        quiz_id=quiz.id,
        title=quiz.title,
        created_at=now,
        show_where=terms.show_where,
        allows_hints=terms.allows_hints,
        feedback=terms.feedback.rules,
        most_tries=terms.feedback.most_tries,
        **terms.timing._asdict(),
    )
    try:
        with session.begin_nested():
            session.add(given)
    except IntegrityError as twice:
        raise GivenAlready from twice
    return given
