"""What a teacher reads of articles and their questions."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from quizapp.audit.actions import Deed, is_noted_today, record
from quizapp.core.spans import Span, WrongSpan, verify
from quizapp.kinds import UNASKED
from quizapp.models import (
    Article,
    ArticleVersion,
    EvidenceSpan,
    Question,
    QuestionVersion,
    Quiz,
    Slot,
)
from quizapp.models.questions import newest_version_id
from quizapp.reading.actions import articles as all_articles
from quizapp.reading.actions import find_article, newest_version


class ArticleForTeacher(NamedTuple):
    """An article with the version that its questions are asked about, and those questions."""

    article: Article
    version: ArticleVersion
    questions: list[QuestionVersion]


class ArticleInList(NamedTuple):
    """An article in a teacher's list, with how many questions can be asked on it."""

    article: Article
    version: ArticleVersion
    questions: int


def articles(session: Session) -> list[ArticleInList]:
    """Return every article of the site, by title."""
    counted = session.execute(
        select(Question.article_id, func.count())
        .join(QuestionVersion, QuestionVersion.id == newest_version_id())
        .where(Question.state == "ready", QuestionVersion.kind.not_in(UNASKED))
        .group_by(Question.article_id)
    )
    ready = {row[0]: row[1] for row in counted}
    return [
        ArticleInList(article, version, ready.get(article.id, 0))
        for article, version in all_articles(session)
    ]


def find_article_for_teacher(session: Session, slug: str) -> ArticleForTeacher | None:
    """Return the article of this slug with its ready questions in the order of the set.

    Questions on an older version of the text are left out: their places are not in this one.
    """
    article = find_article(session, slug)
    if article is None:
        return None
    version = newest_version(session, article)
    order = {
        row[0]: row[1]
        for row in session.execute(
            select(Slot.question_id, Slot.number).join(Quiz).where(Quiz.question_set == slug)
        )
    }
    current = [
        row
        for row in current_versions(session, article).values()
        if row.question.state == "ready" and row.article_version_id == version.id
    ]
    current.sort(key=lambda row: (order.get(row.question_id, len(order) + 1), row.question_id))
    return ArticleForTeacher(article, version, current)


def is_key_seen_today(session: Session, person_id: int, article_id: int, now: datetime) -> bool:
    """Is it written down already that this person saw the article's key on this day?"""
    return is_noted_today(session, Deed(person_id, "key_seen", "article", article_id), now)


def note_key_seen(session: Session, person_id: int, article_id: int, now: datetime) -> None:
    """Write down that a person saw the answers to an article's questions."""
    record(session, Deed(person_id, "key_seen", "article", article_id), now)


def misplaced_evidence(session: Session) -> list[str]:
    """Return, in words, every stored span whose quote is not the slice of its article."""
    rows = session.execute(
        select(EvidenceSpan, ArticleVersion.text, Article.slug, Question.name)
        .join(ArticleVersion, EvidenceSpan.article_version_id == ArticleVersion.id)
        .join(Article)
        .join(QuestionVersion, EvidenceSpan.question_version_id == QuestionVersion.id)
        .join(Question, QuestionVersion.question_id == Question.id)
    )
    faults = []
    for span, article_text, slug, name in rows:
        try:
            verify(Span(span.start, span.end, span.quote, span.prefix, span.suffix), article_text)
        except WrongSpan as wrong:
            faults.append(f"{slug}, question {name}: {wrong}")
    return faults


def current_versions(session: Session, article: Article) -> dict[str, QuestionVersion]:
    """Return the newest version of each question of an article, by the question's name."""
    rows = session.scalars(
        select(QuestionVersion)
        .join(Question)
        .where(Question.article_id == article.id)
        .options(joinedload(QuestionVersion.question), joinedload(QuestionVersion.article_version))
        .order_by(Question.id, QuestionVersion.number)
    )
    return {row.question.name: row for row in rows}
