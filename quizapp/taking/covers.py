"""What is said of a quiz before it is begun, and who may begin it."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, contains_eager

from quizapp.classes.actions import studied_by
from quizapp.kinds import UNASKED
from quizapp.models import (
    Article,
    ArticleVersion,
    Assignment,
    Class,
    Question,
    QuestionVersion,
    Slot,
)
from quizapp.models.questions import newest_version_id
from quizapp.reading.actions import articles


class Cover(NamedTuple):
    """What is said of a quiz before it is begun: its articles and how much there is to do."""

    assignment: Assignment
    articles: list[tuple[Article, ArticleVersion]]
    questions: int

    @property
    def has_advisory(self) -> bool:
        """Is there something to say before the text is shown?"""
        return any(article.has_advisory for article, _ in self.articles)


# Put together once: a class begins at one bell.
_GIVEN = (
    select(Assignment)
    .join(Assignment.class_)
    .where(Assignment.id == bindparam("assignment"), studied_by(bindparam("person")))
    .options(contains_eager(Assignment.class_))
)
_PARTS = (
    select(Slot.quiz_id, Question.article_id, func.count())
    .join(Question, Slot.question_id == Question.id)
    .join(QuestionVersion, QuestionVersion.id == newest_version_id())
    .where(
        Slot.quiz_id.in_(bindparam("quizzes", expanding=True)),
        Question.state == "ready",
        QuestionVersion.kind.not_in(UNASKED),
    )
    .group_by(Slot.quiz_id, Question.article_id)
    .order_by(func.min(Slot.number))
)


def find_practice(
    session: Session, _person_id: int | None, assignment_id: int
) -> Assignment | None:
    """Return the assignment when it is one of the practice class: anybody may take it."""
    return session.scalar(
        select(Assignment).join(Class).where(Assignment.id == assignment_id, Class.is_practice)
    )


def find_given(session: Session, person_id: int | None, assignment_id: int) -> Assignment | None:
    """Return the assignment when this person is a student of its class and here."""
    return session.scalar(_GIVEN, {"assignment": assignment_id, "person": person_id or 0})


def covers(session: Session) -> list[Cover]:
    """Return the covers of what anybody may take, easiest first."""
    found = session.scalars(select(Assignment).join(Class).where(Class.is_practice)).all()
    laid = [cover for cover in _covers(session, found) if cover.questions]
    return sorted(laid, key=lambda cover: (cover.articles[0][1].grade or 0, cover.assignment.id))


def cover_of(session: Session, assignment: Assignment) -> Cover:
    """Return the cover of one assignment."""
    return _covers(session, [assignment])[0]


def _covers(session: Session, assignments: Sequence[Assignment]) -> list[Cover]:
    quizzes = {assignment.quiz_id for assignment in assignments}
    rows = session.execute(_PARTS, {"quizzes": list(quizzes)}).all()
    wanted = {article for _, article, _ in rows}
    by_id = {article.id: (article, version) for article, version in articles(session, wanted)}
    return [
        Cover(
            assignment,
            [by_id[article] for quiz, article, _ in rows if quiz == assignment.quiz_id],
            sum(number for quiz, _, number in rows if quiz == assignment.quiz_id),
        )
        for assignment in assignments
    ]
