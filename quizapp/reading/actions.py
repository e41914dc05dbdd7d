"""Articles: taking them in, once each, and finding them again."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from quizapp.core.reader_settings import read_settings
from quizapp.core.text import (
    Block,
    canonical,
    check_typed,
    compose,
    readability,
    sentences,
    sha256,
)
from quizapp.formats.contract import ArticleFile
from quizapp.models import Article, ArticleVersion, User

LONGEST_ARTICLE = 1_000_000  # code points; a thick novel
LONGEST_TITLE = 200
_METADATA = (
    "byline",
    "source",
    "published_on",
    "language",
    "licence",
    "level",
    "advisory_topics",
    "advisory_note",
)


class AddedArticle(NamedTuple):
    """What came of taking in a file. `outcome` is new, revised (a new version) or known."""

    article: Article
    version: ArticleVersion
    outcome: str


def add_article(
    session: Session, file: ArticleFile, now: datetime, *, slug: str = "", title: str = ""
) -> AddedArticle:
    """Take in an article; the same text twice is one article.

    With `slug` given, an article of that slug and title gets a new version when the text
    differs. Raises RefusedText for a text or title that cannot be kept.
    """
    text, blocks = compose(file.parts)
    check_typed(text, LONGEST_ARTICLE)
    check_typed(file.title, LONGEST_TITLE)
    title = canonical(title or file.title or first_words(text)).strip()
    known = find_version_by_text(session, text)
    if known:
        _update_metadata(known.article, file)
        return AddedArticle(known.article, known, "known")
    article = find_article(session, slug) if slug else None
    if article is not None and article.title != title:
        article = None
    outcome = "revised" if article else "new"
    if article is None:
        article = Article(
            slug=free_slug(session, slug or slugify(title)), title=title, created_at=now
        )
        session.add(article)
    _update_metadata(article, file)
    session.flush()
    version = _version(text, blocks, now)
    version.article_id = article.id
    version.number = 1 + _newest_number(session, article)
    session.add(version)
    session.flush()
    return AddedArticle(article, version, outcome)


def _newest_number(session: Session, article: Article) -> int:
    newest = select(func.max(ArticleVersion.number)).where(ArticleVersion.article_id == article.id)
    return session.scalar(newest) or 0


def draft_version(file: ArticleFile) -> ArticleVersion:
    """Return the version that a file would become, without storing it."""
    return _version(*compose(file.parts), None)


def _version(text: str, blocks: list[Block], now: datetime | None) -> ArticleVersion:
    measured = readability(text, sentences(text, blocks))
    return ArticleVersion(
        text=text,
        sha256=sha256(text),
        layout=[list(block) for block in blocks],
        words=measured.words,
        minutes=measured.minutes,
        flesch_ease=measured.flesch_ease,
        grade=measured.grade,
        created_at=now,
    )


def _update_metadata(article: Article, file: ArticleFile) -> None:
    """Take what the file says; what it does not say stays as it was."""
    for name in _METADATA:
        value = getattr(file, name)
        if value and getattr(article, name) != value:
            setattr(article, name, value)


def find_article(session: Session, slug: str) -> Article | None:
    """Return the article of this slug."""
    return session.scalar(select(Article).where(Article.slug == slug))


def newest_version(session: Session, article: Article) -> ArticleVersion:
    """Return the version that new questions are asked about."""
    return session.scalars(
        select(ArticleVersion)
        .where(ArticleVersion.article_id == article.id)
        .order_by(ArticleVersion.number.desc())
        .limit(1)
    ).one()


def find_version_by_text(session: Session, text: str) -> ArticleVersion | None:
    """Return a version with exactly this text, the oldest if there are several."""
    return session.scalar(
        select(ArticleVersion)
        .where(ArticleVersion.sha256 == sha256(text), ArticleVersion.text == text)
        .order_by(ArticleVersion.id)
        .limit(1)
    )


_newest = (
    select(ArticleVersion.article_id, func.max(ArticleVersion.number).label("number"))
    .group_by(ArticleVersion.article_id)
    .subquery()
)
_ARTICLES = (
    select(Article, ArticleVersion)
    .join(ArticleVersion, ArticleVersion.article_id == Article.id)
    .join(
        _newest,
        (_newest.c.article_id == Article.id) & (_newest.c.number == ArticleVersion.number),
    )
    .order_by(Article.title)
)
_SOME_ARTICLES = _ARTICLES.where(Article.id.in_(bindparam("ids", expanding=True)))


def articles(
    session: Session, ids: Collection[int] | None = None
) -> Sequence[tuple[Article, ArticleVersion]]:
    """Return articles, all or those of `ids`, each with its newest version, by title."""
    if ids is None:
        rows = session.execute(_ARTICLES)
    else:
        rows = session.execute(_SOME_ARTICLES, {"ids": list(ids)})
    return [(article, version) for article, version in rows]


def slugify(title: str) -> str:
    """Return small letters, digits and dashes, at most 60: what an address can hold."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > 60:
            break
        slug = f"{slug}-{word}" if slug else word[:60]
    return slug or "article"


def slug_of_stem(stem: str) -> str:
    """Return a file's name as a slug when somebody chose it as one, else ''."""
    return stem if re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", stem) else ""


def free_slug(session: Session, slug: str) -> str:
    """Return the slug, or the first of slug-2, slug-3 … that nobody has."""
    number = 1
    free = slug
    while find_article(session, free):
        number += 1
        free = f"{slug}-{number}"
    return free


def first_words(text: str) -> str:
    """Return a title for a text that has none: its first words, up to 60 characters."""
    line = " ".join(text.split("\n", 1)[0].split())
    if len(line) <= 60:
        return line or "Untitled"
    return line[:60].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def save_reading_settings(session: Session, person_id: int, chosen: dict[str, Any]) -> None:
    """Keep how a person likes the text set, for every browser that they sign in at."""
    kept = read_settings(chosen)._asdict()
    session.execute(update(User).where(User.id == person_id).values(reading_settings=kept))
