"""Articles and their versions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.core.text import Block
from quizapp.models.base import Base, key, refuse_change, to
from quizapp.models.privacy import SITE, labels


class Article(Base):
    """A text to read, known by its slug. What it says stands in its versions."""

    __tablename__ = "articles"
    __privacy__ = labels(
        (
            SITE,
            "id slug title byline source published_on language licence level advisory_topics "
            "advisory_note created_at",
        ),
    )

    id: Mapped[int] = key()
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    byline: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    published_on: Mapped[date | None]
    language: Mapped[str] = mapped_column(default="en")
    licence: Mapped[str] = mapped_column(default="")
    # The author's word for whom it suits, such as "ages 12-14"; the formulas are beside it.
    level: Mapped[str] = mapped_column(default="")
    advisory_topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    advisory_note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    versions: Mapped[list["ArticleVersion"]] = relationship(
        back_populates="article", order_by="ArticleVersion.number"
    )

    __table_args__ = (CheckConstraint("slug <> '' AND title <> ''", name="has_name"),)

    @property
    def has_advisory(self) -> bool:
        """Is there something to say before the text is shown?"""
        return bool(self.advisory_topics or self.advisory_note)


class ArticleVersion(Base):
    """One canonical text of an article, immutable: spans are offsets into it."""

    __tablename__ = "article_versions"
    __privacy__ = labels(
        (
            SITE,
            "id article_id number text sha256 layout words minutes flesch_ease grade created_at",
        ),
    )

    id: Mapped[int] = key()
    article_id: Mapped[int] = to("articles.id")
    number: Mapped[int]
    text: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    # [kind, start, end] of each block, in order; code points, end exclusive.
    layout: Mapped[list[Any]] = mapped_column(JSON)
    words: Mapped[int]
    minutes: Mapped[int]
    flesch_ease: Mapped[float | None]
    grade: Mapped[float | None]
    created_at: Mapped[datetime]

    article: Mapped[Article] = relationship(back_populates="versions")

    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )

    @property
    def blocks(self) -> list[Block]:
        """The blocks of the text, in order."""
        return [Block(*row) for row in self.layout]


event.listen(ArticleVersion, "before_update", refuse_change)
event.listen(ArticleVersion, "before_delete", refuse_change)
