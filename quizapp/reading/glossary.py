"""Words of an article that teachers explain to those who read it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.core.glossary import Word, stands_in
from quizapp.core.text import canonical
from quizapp.models import Article, ArticleVersion, GlossaryEntry
from quizapp.reading.actions import find_article, newest_version

MOST = 200  # words of an article: each is looked for in its text


class WordTaken(ValueError):
    """The article explains this word already."""


class TooManyWords(ValueError):
    """The article explains as many words as it may."""


class Explained(NamedTuple):
    """What a teacher says of a word."""

    word: str
    meaning: str
    translation: str = ""
    language: str = ""

    def cleaned(self) -> "Explained":
        """Return it in one form, blanks folded."""
        return Explained(*(" ".join(canonical(text or "").split()) for text in self))


class EntryOfArticle(NamedTuple):
    """An entry, with the article that it belongs to."""

    article: Article
    entry: GlossaryEntry


def find_for_teacher(session: Session, _person_id: int | None, slug: str) -> Article | None:
    """Return the article: every teacher of the site may explain its words."""
    return find_article(session, slug)


def find_entry(
    session: Session, _person_id: int | None, slug: str, entry_id: int
) -> EntryOfArticle | None:
    """Return the entry when it is one of this article."""
    article = find_article(session, slug)
    entry = session.get(GlossaryEntry, entry_id)
    if article is None or entry is None or entry.article_id != article.id:
        return None
    return EntryOfArticle(article, entry)


def entries(session: Session, article: Article) -> Sequence[GlossaryEntry]:
    """Return the words that an article explains, by word."""
    return session.scalars(
        select(GlossaryEntry)
        .where(GlossaryEntry.article_id == article.id)
        .order_by(func.lower(GlossaryEntry.word), GlossaryEntry.id)
    ).all()


_WORDS = (
    select(GlossaryEntry)
    .where(GlossaryEntry.article_id.in_(bindparam("articles", expanding=True)))
    .order_by(func.lower(GlossaryEntry.word), GlossaryEntry.id)
)


def words_of(session: Session, article_ids: Collection[int]) -> Mapping[int, list[Word]]:
    """Return the words that articles explain, by article, in one statement."""
    found: dict[int, list[Word]] = {}
    rows = session.scalars(_WORDS, {"articles": list(article_ids)})
    for row in rows:
        found.setdefault(row.article_id, []).append(word_of(row))
    return found


def word_of(row: GlossaryEntry) -> Word:
    """Return an entry as a passage knows it."""
    return Word(row.id, row.word, row.meaning, row.translation, row.translation_language)


def absent(version: ArticleVersion, rows: Sequence[GlossaryEntry]) -> set[int]:
    """Return the ids of the entries whose word does not stand in this text."""
    blocks = version.blocks
    # One at a time: beside a longer one that holds it, a word may never be met.
    return {row.id for row in rows if not stands_in(version.text, blocks, word_of(row))}


def explain(
    session: Session, article: Article, said: Explained, by_id: int, now: datetime
) -> GlossaryEntry:
    """Add a word to an article; WordTaken where it is there, whatever its case. TooManyWords."""
    said = said.cleaned()
    _require_free(session, article.id, said.word)
    count = select(func.count(GlossaryEntry.id)).where(GlossaryEntry.article_id == article.id)
    if session.scalars(count).one() >= MOST:
        raise TooManyWords
    entry = GlossaryEntry(article_id=article.id, made_by_id=by_id, made_at=now)
    _fill(entry, said)
    try:
        with session.begin_nested():
            session.add(entry)
    except IntegrityError as twice:  # somebody explained it at the same moment
        raise WordTaken from twice
    return entry


def change(session: Session, entry: GlossaryEntry, said: Explained) -> None:
    """Say something else of a word, or of another one; WordTaken."""
    said = said.cleaned()
    _require_free(session, entry.article_id, said.word, entry.id)
    try:
        with session.begin_nested():
            _fill(entry, said)
    except IntegrityError as twice:
        raise WordTaken from twice


def remove(session: Session, article: Article, entry_id: int) -> None:
    """Explain a word of an article no more, where it still is."""
    session.execute(
        delete(GlossaryEntry).where(
            GlossaryEntry.id == entry_id, GlossaryEntry.article_id == article.id
        )
    )


def newest_text(session: Session, article: Article) -> ArticleVersion:
    """Return the text that the words are looked for in."""
    return newest_version(session, article)


def _fill(entry: GlossaryEntry, said: Explained) -> None:
    entry.word, entry.meaning = said.word, said.meaning
    entry.translation = said.translation
    entry.translation_language = said.language if said.translation else ""


def _require_free(session: Session, article_id: int, word: str, but: int = 0) -> None:
    rows = session.execute(
        select(GlossaryEntry.id, GlossaryEntry.word).where(GlossaryEntry.article_id == article_id)
    )
    if any(id_ != but and known.casefold() == word.casefold() for id_, known in rows):
        raise WordTaken
