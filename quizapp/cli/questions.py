"""./quiz questions: check question sets and load them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from quizapp import config
from quizapp.authoring.loading import (
    FaultySet,
    LoadedSet,
    load_question_set,
    place_all,
    without_article,
)
from quizapp.classes.actions import open_practice
from quizapp.cli.articles import read_article
from quizapp.cli.database import database
from quizapp.formats.question_sets import Fault, QuestionSet, read
from quizapp.reading.actions import draft_version, find_article, newest_version

LARGEST_FILE = 5 * 1024 * 1024  # bytes


@click.group()
def questions() -> None:
    """Check question sets and load them."""


def _paths(files: tuple[Path, ...]) -> list[Path]:
    return list(files) or sorted((config.PROJECT / "questions").glob("*.yaml"))


@questions.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Name each fault of each FILE as file:line: message. Without FILE: all of questions/.

    Quotes are looked for in the article as it is in the database, else in seeds/.
    """
    found = 0
    paths = _paths(files)
    with database(writes=False) as session:
        for path in paths:
            for fault in _faults(session, read_set(path)):
                click.echo(f"{path}:{fault.line}: {fault.message}")
                found += 1
    if found:
        raise click.ClickException(f"{_faults_in_words(found)} in {len(paths)} question sets")
    click.echo(f"{len(paths)} question sets without a fault")


def _faults(session: Session, question_set: QuestionSet) -> list[Fault]:
    """Return every fault of a set, its quotes looked up where the article can be found."""
    article = find_article(session, question_set.article)
    if article:
        return place_all(question_set, newest_version(session, article), article.language)[1]
    for suffix in (".md", ".txt"):
        seed = config.PROJECT / "seeds" / f"{question_set.article}{suffix}"
        if question_set.article and seed.is_file():
            file = read_article(seed)
            return place_all(question_set, draft_version(file), file.language)[1]
    return without_article(question_set)


def read_set(path: Path) -> QuestionSet:
    """Return the set in a file, faults and all, or refuse a file that cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise click.ClickException(f"{path}: is larger than 5 MB")
        return read(path.read_bytes())
    except OSError as fault:
        raise click.ClickException(f"{path}: {fault.strerror}") from fault


@questions.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def load(files: tuple[Path, ...]) -> None:
    """Load each FILE, or all of questions/. All of them, or with one fault none.

    Loading twice changes nothing; a changed question gets a new version. A new set is open
    for practice at once.
    """
    lines = []
    with database(writes=True) as session:
        faulty: list[str] = []
        for path in _paths(files):
            try:
                loaded = load_question_set(session, read_set(path), datetime.now(UTC))
                lines.append(f"{loaded.quiz.question_set}  {summary(loaded)}")
            except FaultySet as faults:
                faulty.extend(in_lines(path, faults.faults))
        if faulty:
            click.echo("\n".join(faulty))
            raise click.ClickException(f"{_faults_in_words(len(faulty))}; nothing was loaded")
        open_practice(session, datetime.now(UTC))
        session.commit()
    click.echo("\n".join(lines))


def _faults_in_words(number: int) -> str:
    return "1 fault" if number == 1 else f"{number} faults"


def in_lines(path: Path, faults: Iterable[Fault]) -> list[str]:
    """Return faults as file:line: message."""
    return [f"{path}:{fault.line}: {fault.message}" for fault in faults]


def summary(loaded: LoadedSet) -> str:
    """Return what loading changed, in words."""
    return (
        f"{loaded.new} new, {loaded.revised} revised, "
        f"{loaded.retired} retired, {loaded.same} unchanged"
    )
