"""A reader's own highlights and notes: private to whoever made them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.core.notes import STYLES, NoteRow
from quizapp.core.spans import Span
from quizapp.core.text import canonical
from quizapp.models import (
    Annotation,
    Article,
    ArticleVersion,
    Attempt,
    QuestionVersion,
    ServedSlot,
)

MOST = 500  # on one text: more are no highlights
LONGEST_QUOTE = 4_000  # more is no place any more


class TooManyNotes(ValueError):
    """A text bears as many highlights as it can."""


class TooLong(ValueError):
    """A highlight is longer than one may be."""


class ReadText(NamedTuple):
    """A text that a person was given to read, for their notes on it."""

    article: Article
    version: ArticleVersion


class OwnNote(NamedTuple):
    """One's own note, with the text that it is on."""

    note: Annotation
    article: Article


def find_read_text(session: Session, person_id: int | None, version_id: int) -> ReadText | None:
    """Return the text when this person was asked about it."""
    was_asked = (
        select(Attempt.id)
        .join(ServedSlot, ServedSlot.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == ServedSlot.question_version_id)
        .where(Attempt.student_id == person_id, QuestionVersion.article_version_id == version_id)
        .exists()
    )
    row = session.execute(
        select(Article, ArticleVersion)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .where(ArticleVersion.id == version_id, was_asked)
    ).one_or_none()
    return ReadText(*row) if row else None


def find_own_note(session: Session, person_id: int | None, note_id: int) -> OwnNote | None:
    """Return the note when it is this person's."""
    row = session.execute(
        select(Annotation, Article)
        .join(ArticleVersion, ArticleVersion.id == Annotation.article_version_id)
        .join(Article, Article.id == ArticleVersion.article_id)
        .where(Annotation.id == note_id, Annotation.user_id == person_id)
    ).one_or_none()
    return OwnNote(*row) if row else None


def own_notes(
    session: Session, person_id: int, version_ids: Collection[int]
) -> Mapping[int, list[Annotation]]:
    """Return a person's notes on some texts, by text, in the order of the text."""
    found: dict[int, list[Annotation]] = {}
    rows = session.scalars(
        select(Annotation)
        .where(Annotation.user_id == person_id, Annotation.article_version_id.in_(version_ids))
        .order_by(Annotation.span_start, Annotation.id)
    )
    for row in rows:
        found.setdefault(row.article_version_id, []).append(row)
    return found


def all_notes(
    session: Session, person_id: int
) -> Sequence[tuple[Article, ArticleVersion, Annotation]]:
    """Return all of a person's notes with their texts, by article, in the order of the text."""
    rows = session.execute(
        select(Article, ArticleVersion, Annotation)
        .select_from(Annotation)
        .join(ArticleVersion, ArticleVersion.id == Annotation.article_version_id)
        .join(Article, Article.id == ArticleVersion.article_id)
        .where(Annotation.user_id == person_id)
        .order_by(Article.title, Article.id, ArticleVersion.number, Annotation.span_start)
    )
    return [(article, version, note) for article, version, note in rows]


def note_rows(session: Session, person_id: int) -> list[NoteRow]:
    """Return all of a person's notes as they leave the site."""
    return [
        NoteRow(
            article.title,
            version.number,
            note.style,
            note.quote,
            note.note,
            note.span_start,
            note.span_end,
            note.made_at,
        )
        for article, version, note in all_notes(session, person_id)
    ]


def mark(
    session: Session, person_id: int, version_id: int, span: Span, said: tuple[str, str, datetime]
) -> Annotation:
    """Keep a highlight; the same place marked again says now what it says last.

    `said` is its style, its note, and now. Raises TooManyNotes and TooLong.
    """
    if len(span.quote) > LONGEST_QUOTE:
        raise TooLong
    style, note, now = said
    row = _find_at(session, person_id, version_id, span)
    if row is None:
        row = _add(session, person_id, version_id, span, now)
    change(session, row, style, note)
    return row


def _find_at(session: Session, person_id: int, version_id: int, span: Span) -> Annotation | None:
    return session.scalar(
        select(Annotation)
        .where(Annotation.user_id == person_id, Annotation.article_version_id == version_id)
        .where(Annotation.span_start == span.start, Annotation.span_end == span.end)
        .with_for_update()
    )


def _add(
    session: Session, person_id: int, version_id: int, span: Span, now: datetime
) -> Annotation:
    """Return a new highlight, or what another press made of this place at the same moment."""
    known = select(func.count(Annotation.id)).where(
        Annotation.user_id == person_id, Annotation.article_version_id == version_id
    )
    if session.scalars(known).one() >= MOST:
        raise TooManyNotes
    row = Annotation(
        user_id=person_id,
        article_version_id=version_id,
        span_start=span.start,
        span_end=span.end,
        quote=span.quote,
        prefix=span.prefix,
        suffix=span.suffix,
        style=next(iter(STYLES)),
        note="",
        made_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        made = _find_at(session, person_id, version_id, span)
        if made is None:  # and removed again
            raise
        return made
    return row


def change(session: Session, row: Annotation, style: str, note: str) -> None:
    """Say something else of a place."""
    row.style, row.note = style, canonical(note).strip()
    session.flush()


def remove(session: Session, row: Annotation) -> None:
    """Forget a highlight and its note."""
    session.execute(delete(Annotation).where(Annotation.id == row.id))
