"""./quiz articles: take articles in, list them, show one."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from quizapp.cli.database import database
from quizapp.core.text import RefusedText, sentences
from quizapp.formats import ARTICLE_FORMATS
from quizapp.formats.contract import ArticleFile, Unreadable
from quizapp.models import Article, ArticleVersion
from quizapp.reading.actions import (
    AddedArticle,
    add_article,
    find_article,
    newest_version,
    slug_of_stem,
)
from quizapp.reading.actions import articles as all_articles

LARGEST_FILE = 10 * 1024 * 1024  # bytes
_OUTCOMES = {
    "new": "was added",
    "revised": "has a new version",
    "known": "is known already",
}


@click.group()
def articles() -> None:
    """Take articles in, list them, show one."""


@articles.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", default="", help="The title; else the file's own, else its first words.")
def add(files: tuple[Path, ...], title: str) -> None:
    """Take in each FILE (.txt or .md). The same text twice is one article.

    Example: ./quiz articles add my-story.md
    """
    if title and len(files) > 1:
        raise click.UsageError("--title goes with one file.")
    read = [(path, read_article(path)) for path in files]
    with database(writes=True) as session:
        for path, file in read:
            try:
                added = add_article(
                    session, file, datetime.now(UTC), slug=slug_of_stem(path.stem), title=title
                )
            except RefusedText as refusal:
                raise click.ClickException(f"{path}: {refusal}") from refusal
            _report(path, file, added)
        session.commit()


def read_article(path: Path) -> ArticleFile:
    """Return the article in a file, or refuse in words that name the file."""
    formats = {
        suffix: format_ for format_ in ARTICLE_FORMATS.values() for suffix in format_.suffixes
    }
    format_ = formats.get(path.suffix.lower())
    if format_ is None:
        raise click.ClickException(f"{path}: takes {', '.join(formats)}, not “{path.suffix}”")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise click.ClickException(f"{path}: is larger than 10 MB")
        return format_.read(path.read_bytes())
    except OSError as fault:
        raise click.ClickException(f"{path}: {fault.strerror}") from fault
    except Unreadable as fault:
        raise click.ClickException(f"{path}: {fault}") from fault


def _report(path: Path, file: ArticleFile, added: AddedArticle) -> None:
    """Say what came of a file, the article's slug first on the last line."""
    for note in file.not_understood:
        click.echo(f"{path}: {note}", err=True)
    if not file.title and added.outcome == "new":
        click.echo(f"{path}: has no title; give one with --title if this will not do", err=True)
    kinds = [block.kind for block in added.version.blocks]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    click.echo(
        f"{added.article.slug}  “{added.article.title}” {_OUTCOMES[added.outcome]}: "
        f"{counted}; {added.version.words} words"
    )


@articles.command("list")
def list_() -> None:
    """List every article, its slug first."""
    with database(writes=False) as session:
        for article, version in all_articles(session):
            grade = "–" if version.grade is None else f"{version.grade:g}"
            click.echo(
                f"{article.slug}  “{article.title}”, {version.words} words, "
                f"{version.minutes} min, grade {grade}, version {version.number}"
            )


@articles.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Title, text, blocks and sentences as JSON.")
def show(slug: str, as_json: bool) -> None:
    """Show the article SLUG, its blocks one a line, or as JSON."""
    with database(writes=False) as session:
        article, version = get_article(session, slug)
        if as_json:
            click.echo(json.dumps(_as_json(article, version), ensure_ascii=False, indent=2))
            return
        click.echo(f"{article.title}\n")
        for block in version.blocks:
            click.echo(f"{block.kind:>10}  {version.text[block.start : block.end]}")
        click.echo(f"{article.slug}  version {version.number}, {version.words} words")


def get_article(session: Session, slug: str) -> tuple[Article, ArticleVersion]:
    """Return the article and its newest version, or refuse."""
    article = find_article(session, slug)
    if article is None:
        raise click.ClickException(f"there is no article “{slug}”; see ./quiz articles list")
    return article, newest_version(session, article)


def _as_json(article: Article, version: ArticleVersion) -> dict[str, object]:
    """Return an article as a script reads it; start and end count code points."""
    return {
        "slug": article.slug,
        "title": article.title,
        "byline": article.byline,
        "source": article.source,
        "date": article.published_on.isoformat() if article.published_on else None,
        "language": article.language,
        "licence": article.licence,
        "level": article.level,
        "advisory": {"topics": article.advisory_topics, "note": article.advisory_note},
        "version": version.number,
        "sha256": version.sha256,
        "words": version.words,
        "minutes": version.minutes,
        "flesch_ease": version.flesch_ease,
        "grade": version.grade,
        "text": version.text,
        "blocks": [block._asdict() for block in version.blocks],
        "sentences": [s._asdict() for s in sentences(version.text, version.blocks)],
    }
