"""Bringing a database to the tables of today, from any table of yesterday, with every row."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from quizapp import db


class BrokenReferences(RuntimeError):
    """A migration left rows that refer to rows that are gone; nothing was changed."""


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, made here instead of read from a file."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def is_current(engine: Engine) -> bool:
    """Has this database the tables of today?"""
    with engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    return here == ScriptDirectory.from_config(config()).get_current_head()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to `revision` in one transaction, or leave it as it was.

    SQLite rebuilds a table to change it. With foreign keys on, dropping the old table
    would delete or refuse the rows that refer to it, so they are off meanwhile and
    checked before the commit.
    """
    with (
        db.to_write(engine).connect() as connection,
        _references_checked_at_the_end(connection),
        connection.begin(),
    ):
        command.upgrade(config(connection), revision)
        _check_references(connection)


@contextmanager
def _references_checked_at_the_end(connection: Connection) -> Iterator[None]:
    """Leave SQLite's foreign keys off meanwhile; other databases need no such thing."""
    if connection.dialect.name != "sqlite":
        yield
        return
    _pragma(connection, "foreign_keys=OFF")
    try:
        yield
    finally:
        _pragma(connection, "foreign_keys=ON")


def _pragma(connection: Connection, rule: str) -> None:
    """Set a rule outside any transaction, where alone SQLite heeds it."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {rule}")
    cursor.close()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise BrokenReferences(f"{len(broken)} rows of {tables} would refer to nothing")
