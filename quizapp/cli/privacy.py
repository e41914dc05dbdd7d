"""./quiz privacy: hand out what is kept of a person, forget them, let go of what is old."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from quizapp.audit.people import LastAdministrator
from quizapp.cli.database import database, load_settings
from quizapp.formats import person_archive
from quizapp.models import User
from quizapp.privacy import erasure, retention
from quizapp.privacy.export import export_person
from quizapp.privacy.ownership import Scope, find_person


@click.group()
def privacy() -> None:
    """Hand out what is kept of a person, forget them, let go of what is old."""


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


@privacy.command()
@click.argument("who", metavar="[LOGIN|ID]", required=False)
@click.option("--answers", is_flag=True, help="Also empty what they typed; receipts then fail.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--from",
    "list_",
    type=click.Path(path_type=Path),
    help="Erase again, after a restore, whom this list names: ./quiz privacy erased --json.",
)
def erase(who: str | None, answers: bool, yes: bool, list_: Path | None) -> None:
    """Forget a person: their marks stay, under no name. It cannot be undone.

    Example: ./quiz privacy erase bob
    """
    if (who is None) == (list_ is None):
        raise click.UsageError("name one person, or a list with --from")
    if list_ is not None:
        _erase_again(list_)
        return
    with database(writes=False) as session:
        person = found(session, who or "")
        click.echo(f"{person.name}, number {person.id}:")
        for line in erasure.preview(session, person, clears_answers=answers):
            click.echo(f"  {line.words}")
        if answers:
            click.echo("  receipts of these answers no longer match them")
        person_id = person.id
    if not yes:
        click.confirm("Forget this person for good?", abort=True)
    with database(writes=True) as session:
        person = session.get_one(User, person_id)
        try:
            is_new = erasure.erase(session, person, None, datetime.now(UTC), clears_answers=answers)
        except LastAdministrator as refusal:
            raise click.ClickException(
                f"{person.name} is the only administrator: make another one first"
            ) from refusal
        session.commit()
        click.echo(f"{person_id}  {'is forgotten' if is_new else 'was forgotten before'}")


@privacy.command()
@click.option("--json", "as_json", is_flag=True, help="For ./quiz privacy erase --from.")
def erased(as_json: bool) -> None:
    """List who was forgotten: keep it beside the backups, which know them still.

    Example: ./quiz privacy erased --json > erased.json
    """
    with database(writes=False) as session:
        rows = erasure.erased(session)
    if as_json:
        click.echo(json.dumps([_plain(row) for row in rows], indent=2))
        return
    for row in rows:
        click.echo(f"{row.id}  forgotten on {row.erased_at:%Y-%m-%d}")


@privacy.command()
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def purge(dry_run: bool) -> None:
    """Let go of what was kept long enough, by the periods in the settings.

    Example: ./quiz privacy purge --dry-run
    """
    settings, now = load_settings(), datetime.now(UTC)
    periods = retention.Periods(
        settings.keep_guests_days, settings.keep_leavers_days, settings.keep_log_days
    )
    with database(writes=not dry_run) as session:
        for over in retention.preview(session, periods, now):
            click.echo(f"{over.name}  {over.rows} {over.words}")
        if dry_run:
            click.echo("nothing was changed")
            return
        people = retention.purge_people(session, periods, now)
        rows = retention.purge_spent(session, now)
        session.commit()
    click.echo(f"{rows + people} gone: {rows} rows deleted, {people} people forgotten")


def _plain(row: erasure.Erased) -> dict[str, object]:
    return {
        "id": row.id,
        "created_at": row.created_at.isoformat(),
        "erased_at": row.erased_at.isoformat(),
        "answers": "cleared" if row.are_answers_cleared else "kept",
    }


def _erase_again(path: Path) -> None:
    try:
        rows = [
            erasure.Erased(
                int(row["id"]),
                datetime.fromisoformat(row["created_at"]),
                datetime.fromisoformat(row["erased_at"]),
                row["answers"] == "cleared",
            )
            for row in json.loads(path.read_text("utf-8"))
        ]
    except OSError as fault:
        raise click.ClickException(f"{path}: {fault.strerror}") from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise click.ClickException(
            f"{path} is no list of ./quiz privacy erased --json: {fault}"
        ) from fault
    with database(writes=True) as session:
        again = erasure.erase_again(session, rows, datetime.now(UTC))
        session.commit()
    click.echo(f"{len(again)} of {len(rows)} forgotten again")


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
