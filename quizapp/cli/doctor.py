"""./quiz doctor: is everything sound?"""

import click
from sqlalchemy import text
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.authoring.actions import misplaced_evidence
from quizapp.cli.database import database


@click.command()
def doctor() -> None:
    """Look the installation over: the database, its rules, and every stored span."""
    with database(writes=False) as session:
        faults = [*_database_faults(session), *misplaced_evidence(session)]
        for fault in faults:
            click.echo(fault)
        if faults:
            raise click.ClickException(f"{len(faults)} faults")
        click.echo(f"sound  {_engine_name(session)}")


def _database_faults(session: Session) -> list[str]:
    if session.get_bind().dialect.name != "sqlite":
        return _faults_of_postgresql(session)
    faults = [
        f"the database file is damaged: {row[0]}"
        for row in session.execute(text("PRAGMA integrity_check"))
        if row[0] != "ok"
    ]
    faults += [
        f"a row of {row[0]} refers to a row of {row[2]} that is gone"
        for row in session.execute(text("PRAGMA foreign_key_check"))
    ]
    return faults


# Each makes PostgreSQL say "committed" of what a power cut can take away or tear.
_MUST_BE_ON = ("fsync", "full_page_writes")


def _faults_of_postgresql(session: Session) -> list[str]:
    return [
        f"PostgreSQL runs with {name} = off, so a power cut can destroy saved answers: "
        f"set {name} = on in postgresql.conf, and restart it"
        for name in _MUST_BE_ON
        if session.scalar(text("SELECT current_setting(:name)"), {"name": name}) == "off"
    ]


def _engine_name(session: Session) -> str:
    name = session.get_bind().dialect.name
    if name != "sqlite":
        return name
    journal = session.execute(text("PRAGMA journal_mode")).scalar_one()
    return f"SQLite {db.sqlite_driver().sqlite_version}, journal {journal}"
