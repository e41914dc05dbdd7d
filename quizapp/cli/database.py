"""How commands reach the database: brought up to date first, closed afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from quizapp import config, db, migrations
from quizapp.web.closing import close_what_is_over


def load_settings() -> config.Settings:
    """Return the settings, or refuse in words."""
    try:
        return config.load()
    except config.WrongSetting as wrong:
        raise click.ClickException(str(wrong)) from wrong


def prepare(settings: config.Settings) -> Engine:
    """Return the engine of a database that has the tables of today."""
    engine = db.make_engine(settings.database_url)
    try:
        if not migrations.is_current(engine):
            kept = _keep_a_copy(engine, settings.instance)
            if kept:
                click.echo(f"Before the update the database was copied to {kept}", err=True)
            migrations.upgrade(engine)
    except OperationalError as fault:
        raise click.ClickException(
            f"The database cannot be reached: {fault.orig}\n"
            "Check QUIZAPP_DATABASE_URL and QUIZAPP_INSTANCE."
        ) from fault
    return engine


def _keep_a_copy(engine: Engine, instance: Path) -> Path | None:
    """Copy a SQLite database that holds something; PostgreSQL is backed up by whoever runs it."""
    if engine.dialect.name != "sqlite" or not inspect(engine).get_table_names():
        return None
    folder = instance / "backups"
    folder.mkdir(exist_ok=True)
    path = folder / f"before-update-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM INTO :path"), {"path": str(path)})
    return path


@contextmanager
def database(*, writes: bool) -> Iterator[Session]:
    """Give a session to a command, which commits for itself; what is over is handed in before."""
    engine = prepare(load_settings())
    try:
        close_what_is_over(engine)
        with db.open_session(engine, writes=writes) as session:
            yield session
    finally:
        engine.dispose()
