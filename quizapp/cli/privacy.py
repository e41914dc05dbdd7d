"""./quiz privacy: hand out what is kept of a person."""

from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from quizapp.cli.database import database
from quizapp.formats import person_archive
from quizapp.models import User
from quizapp.privacy.export import export_person
from quizapp.privacy.ownership import Scope, find_person


@click.group()
def privacy() -> None:
    """Hand out what is kept of a person."""


@privacy.command()
@click.argument("who", metavar="LOGIN|ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Default: person-ID.zip.")
def export(who: str, output: Path | None) -> None:
    """Write all that is kept of a person: a zip with a page, a table of answers, and JSON.

    Example: ./quiz privacy export bob -o bob.zip
    """
    with database(writes=True) as session:
        person = found(session, who)
        path = output or Path(f"person-{person.id}.zip")
        archive = export_person(session, person, Scope(person.id), None, datetime.now(UTC))
        _write(path, person_archive.write(archive))
        session.commit()
        click.echo(f"{path}  all that is kept of {person.name}")


def found(session: Session, who: str) -> User:
    """Return the person of this sign-in name or id, or refuse in words."""
    person = find_person(session, who)
    if person is None:
        raise click.ClickException(f"there is nobody “{who}”; see ./quiz users list")
    return person


def _write(path: Path, data: bytes) -> None:
    """Write a file that its owner alone may read."""
    try:
        path.touch(mode=0o600)
        path.write_bytes(data)
    except OSError as fault:
        raise click.ClickException(f"{path}: {fault.strerror}") from fault
