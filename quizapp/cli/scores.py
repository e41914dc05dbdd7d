"""./quiz scores: list assignments, export their scores."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from quizapp.cli.database import database
from quizapp.core.scores import ROW_KINDS
from quizapp.formats import SCORE_FORMATS
from quizapp.formats.contract import TooManyRows
from quizapp.results import actions


@click.group()
def scores() -> None:
    """List assignments, export their scores."""


@scores.command("list")
def list_() -> None:
    """List every assignment, its id first."""
    with database(writes=False) as session:
        for row in actions.assignments(session):
            click.echo(f"{row.id}  {row.class_}: {row.title}, {row.submitted} handed in")


@scores.command()
@click.argument("assignment", type=int)
@click.option("--format", "format_", type=click.Choice(list(SCORE_FORMATS)), default="csv")
@click.option(
    "--rows",
    type=click.Choice(list(ROW_KINDS)),
    default="attempts",
    help="Which rows a CSV holds; xlsx and json hold both.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Default: standard output.")
def export(assignment: int, format_: str, rows: str, output: Path | None) -> None:
    """Write the scores of ASSIGNMENT (see ./quiz scores list), one row per attempt or response.

    Example: ./quiz scores export 1 --format xlsx -o scores.xlsx
    """
    wanted = SCORE_FORMATS[format_]
    _note(assignment, wanted.name)
    with database(writes=False) as session:
        found = actions.find_assignment(session, assignment)
        if found is None:
            raise click.ClickException(
                f"there is no assignment {assignment}; see ./quiz scores list"
            )
        try:
            with actions.score_tables(session, found, wanted, rows) as tables:
                _write(output, wanted.write(tables))
        except TooManyRows as refusal:
            raise click.ClickException(str(refusal)) from refusal
    if output is None:
        return
    held = " and ".join(ROW_KINDS) if wanted.holds_both else rows
    click.echo(f"{output}  {held} of “{found.title}”")


def _note(assignment: int, format_: str) -> None:
    with database(writes=True) as session:
        if actions.find_assignment(session, assignment) is not None:
            actions.note_export(session, assignment, None, datetime.now(UTC), format=format_)
        session.commit()


def _write(path: Path | None, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all: a half-written one would look like all there is."""
    if path is None:
        sys.stdout.buffer.writelines(pieces)
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(path)
    except OSError as fault:
        raise click.ClickException(f"{path}: {fault.strerror}") from fault
    finally:
        with suppress(OSError):
            part.unlink()
