"""./quiz classes roster: put the students of a file into a class."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.classes.enrolling import Enrolled, Outdated
from quizapp.classes.importing import take_in
from quizapp.classes.rosters import plan
from quizapp.cli.database import database
from quizapp.formats.rosters import (
    LARGEST_FILE,
    BadRow,
    Roster,
    Unreadable,
    bad_rows_file,
    read_roster,
)
from quizapp.models import Class


@click.command()
@click.argument("class_", metavar="CLASS")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--bad", type=click.Path(path_type=Path), help="Where to write the rows left out.")
def roster(class_: str, file: Path, bad: Path | None) -> None:
    """Put the students of FILE (CSV or .xlsx) into CLASS, its id or its exact name.

    Each row that cannot go in is named as file:line: message; all others go in, and the
    status is then 1. The same file twice changes nothing.

    Example: ./quiz classes roster "7b English" 7b.csv --bad 7b-bad.csv
    """
    sent = _read(file)
    with database(writes=True) as session:
        found = _class(session, class_)
        made = plan(session, found, sent.rows, None)
        try:
            done = take_in(session, made, None, datetime.now(UTC))
        except Outdated as refusal:
            raise click.ClickException(str(refusal)) from refusal
        session.commit()
        _tell(file, sent, refused := sorted([*sent.bad, *made.bad]))
        click.echo(f"{found.id}  {found.name}: {_summary(done)}")
    if refused:
        _keep(bad, sent, refused)
        raise click.ClickException(f"rows that did not go in: {len(refused)}")


def _read(file: Path) -> Roster:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise click.ClickException(f"{file}: is larger than 10 MB")
        return read_roster(file.read_bytes())
    except OSError as fault:
        raise click.ClickException(f"{file}: {fault.strerror}") from fault
    except Unreadable as refusal:
        raise click.ClickException(f"{file}: {refusal}") from refusal


def _class(session: Session, wanted: str) -> Class:
    """Return the class of this id, else of this name; refuse where that is not one class."""
    open_ones = select(Class).where(~Class.is_practice, Class.closed_at.is_(None))
    named = session.scalars(open_ones.where(Class.name == wanted).order_by(Class.id)).all()
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 18:
        by_id = session.scalars(open_ones.where(Class.id == int(wanted))).all()
        named = by_id or named
    if len(named) > 1:
        ids = ", ".join(str(found.id) for found in named)
        raise click.ClickException(f"several classes are called “{wanted}”: give an id of {ids}")
    if not named:
        raise click.ClickException(f"there is no open class “{wanted}”; see ./quiz classes list")
    return named[0]


def _tell(file: Path, sent: Roster, refused: Sequence[BadRow]) -> None:
    for note in sent.not_understood:
        click.echo(f"{file}: {note}", err=True)
    for row in refused:
        click.echo(f"{file}:{row.line}: {row.words}", err=True)


def _summary(done: Enrolled) -> str:
    return (
        f"{done.new} new, {done.let_in} let in, {done.back} back, {done.here} here already, "
        f"{done.groups} new groups"
    )


def _keep(bad: Path | None, sent: Roster, refused: Sequence[BadRow]) -> None:
    """Write the rows that were left out, to be put right and sent again."""
    if bad is None:
        return
    try:
        bad.write_bytes(bad_rows_file(sent.columns, refused))
    except OSError as fault:
        raise click.ClickException(f"{bad}: {fault.strerror}; the good rows are in") from fault
