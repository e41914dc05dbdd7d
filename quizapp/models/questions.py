"""Questions, their versions, and the places in the article that prove each answer."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    ScalarSelect,
    Text,
    UniqueConstraint,
    cast,
    event,
    func,
    select,
)
from sqlalchemy.orm import (
    Mapped,
    Mapper,
    aliased,
    column_property,
    mapped_column,
    relationship,
)

from quizapp.core.spans import Span, verify
from quizapp.models.articles import Article, ArticleVersion
from quizapp.models.base import Base, Big, key, refuse_change, to
from quizapp.models.people import one_of
from quizapp.models.privacy import OTHER, SITE, labels

STATES = ("ready", "retired")


class Question(Base):
    """A task about an article. What it asks stands in its versions."""

    __tablename__ = "questions"
    __privacy__ = labels((SITE, "id article_id name state created_at"))

    id: Mapped[int] = key()
    article_id: Mapped[int] = to("articles.id")
    # The name of the question in its set, the same however often it is reworded.
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default="ready")
    created_at: Mapped[datetime]

    article: Mapped[Article] = relationship()
    versions: Mapped[list["QuestionVersion"]] = relationship(
        back_populates="question", order_by="QuestionVersion.number"
    )

    __table_args__ = (
        UniqueConstraint("article_id", "name"),
        CheckConstraint(one_of("state", STATES), name="state"),
    )


class QuestionVersion(Base):
    """What a student was asked: kind and content, immutable."""

    __tablename__ = "question_versions"
    __privacy__ = labels(
        (SITE, "id question_id number article_version_id kind skill out_of content created_at"),
        (OTHER, "author_id"),
    )

    id: Mapped[int] = key()
    question_id: Mapped[int] = to("questions.id")
    number: Mapped[int]
    article_version_id: Mapped[int] = to("article_versions.id", index=True)
    kind: Mapped[str]
    skill: Mapped[str]
    out_of: Mapped[int] = mapped_column(Big)  # units of 10⁻⁷ point
    # The kind's Content, whole: marking needs nothing else.
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    # Who wrote it by hand; None: it came with a question set.
    author_id: Mapped[int | None] = to("users.id", index=True)
    created_at: Mapped[datetime]

    # As it is stored, for who reads it by its kind: only where it is asked for.
    content_json: Mapped[str] = column_property(
        cast(content.column, Text),  # type: ignore[attr-defined]  # not Mapped before the class is
        deferred=True,
    )

    question: Mapped[Question] = relationship(back_populates="versions")
    article_version: Mapped[ArticleVersion] = relationship()
    evidence: Mapped[list["EvidenceSpan"]] = relationship(order_by="EvidenceSpan.position")

    __table_args__ = (
        UniqueConstraint("question_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("out_of >= 0", name="out_of"),
    )


class EvidenceSpan(Base):
    """One place that proves the answer: a span of the article version that was asked about."""

    __tablename__ = "evidence_spans"
    __privacy__ = labels(
        (SITE, "question_version_id position article_version_id start end quote prefix suffix"),
    )

    question_version_id: Mapped[int] = to("question_versions.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    article_version_id: Mapped[int] = to("article_versions.id", index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]

    __table_args__ = (
        CheckConstraint('0 <= "start" AND "start" < "end"', name="place"),
        CheckConstraint('length(quote) = "end" - "start"', name="quote"),
    )


@cache
def newest_version_id() -> ScalarSelect[int]:
    """Return the id of the newest version of a question, as a subquery for other queries."""
    versions = aliased(QuestionVersion)
    return (
        select(func.max(versions.id)).where(versions.question_id == Question.id).scalar_subquery()
    )


def _verify_span(_mapper: Mapper[EvidenceSpan], connection: Connection, row: EvidenceSpan) -> None:
    """Refuse a span whose quote is not the slice of its article version."""
    text = connection.execute(
        select(ArticleVersion.text).where(ArticleVersion.id == row.article_version_id)
    ).scalar_one()
    verify(Span(row.start, row.end, row.quote, row.prefix, row.suffix), text)


event.listen(EvidenceSpan, "before_insert", _verify_span)
for _frozen in (QuestionVersion, EvidenceSpan):
    event.listen(_frozen, "before_update", refuse_change)
    event.listen(_frozen, "before_delete", refuse_change)
