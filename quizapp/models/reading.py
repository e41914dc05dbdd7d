"""What readers keep at a text: their own highlights and notes, and the words a teacher explains."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.core.notes import STYLES
from quizapp.models.base import Base, Big, key, to
from quizapp.models.people import one_of
from quizapp.models.privacy import DELETED, SITE, labels

# Named, because a colour alone is not seen by everybody.
HIGHLIGHTS = tuple(STYLES)


class Annotation(Base):
    """A highlight in a text, with a note or none: private to whoever made it."""

    __tablename__ = "annotations"
    __privacy__ = labels(
        (DELETED, "id user_id article_version_id span_start span_end quote prefix suffix"),
        (DELETED, "style note made_at"),
    )

    id: Mapped[int] = key()
    user_id: Mapped[int] = to("users.id")
    article_version_id: Mapped[int] = to("article_versions.id", index=True)
    # In code points of the version's canonical text.
    span_start: Mapped[int] = mapped_column(Big)
    span_end: Mapped[int] = mapped_column(Big)
    quote: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    style: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("user_id", "article_version_id", "span_start", "span_end"),
        CheckConstraint("0 <= span_start AND span_start < span_end", name="span"),
        CheckConstraint(one_of("style", HIGHLIGHTS), name="style"),
    )


class GlossaryEntry(Base):
    """A word of an article that a teacher explains; shown in place, where it stands."""

    __tablename__ = "glossary_entries"
    __privacy__ = labels(
        (SITE, "id article_id word meaning translation translation_language made_by_id made_at"),
    )

    id: Mapped[int] = key()
    article_id: Mapped[int] = to("articles.id")
    word: Mapped[str]
    meaning: Mapped[str]
    translation: Mapped[str] = mapped_column(default="")
    translation_language: Mapped[str] = mapped_column(default="")  # BCP 47
    made_by_id: Mapped[int] = to("users.id", index=True)
    made_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("article_id", "word"),
        CheckConstraint("word <> ''", name="word"),
        CheckConstraint("meaning <> ''", name="meaning"),
    )
