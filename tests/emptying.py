"""Empties the PostgreSQL database between tests, and puts kept rows into it."""

from typing import NamedTuple

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from quizapp.models import Base

TABLES = [sql.Identifier(table.name) for table in Base.metadata.sorted_tables]
_ONE = sql.SQL("(SELECT {} WHERE EXISTS (SELECT FROM {}))")
_FULL = sql.SQL(" UNION ALL ").join(
    _ONE.format(sql.Literal(table.name), sql.Identifier(table.name))
    for table in Base.metadata.sorted_tables
)
_LOCK = sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(sql.SQL(", ").join(TABLES))
_COUNTED = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"


class Kept(NamedTuple):
    """What a database held: rows by table, as COPY writes them, and the last ids given."""

    rows: dict[str, bytes]
    last_ids: dict[str, int]


class Keeper:
    """Holds a connection of its own to a database that many tests use in turn.

    TRUNCATE would make the files of every table and index anew: that took the server longer
    than most tests take.
    """

    def __init__(self, url: str) -> None:
        plain = make_url(url).set(drivername="postgresql").render_as_string()
        self._connection = psycopg.connect(plain, autocommit=True)

    def close(self) -> None:
        """Let the database go."""
        self._connection.close()

    def empty(self) -> None:
        """Delete every row, and count ids from one again."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            # A test that left a transaction open fails here instead of waiting for ever.
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            cursor.execute(_LOCK)
            # All rows go, so none has to be asked what refers to it.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for (name,) in cursor.execute(_FULL).fetchall():
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            for name, _last in cursor.execute(_COUNTED).fetchall():
                cursor.execute("SELECT setval(%s::regclass, 1, false)", [name])

    def take(self) -> Kept:
        """Return all that the database holds."""
        with self._connection.cursor() as cursor:
            rows = {}
            for (name,) in cursor.execute(_FULL).fetchall():
                with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))) as copy:
                    rows[name] = b"".join(map(bytes, copy))
            return Kept(rows, dict(cursor.execute(_COUNTED).fetchall()))

    def put(self, kept: Kept) -> None:
        """Put rows back into an empty database."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            # They obeyed every constraint when they were taken.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name, lines in kept.rows.items():
                with cursor.copy(
                    sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
                ) as copy:
                    copy.write(lines)
            for name, last in kept.last_ids.items():
                cursor.execute("SELECT setval(%s::regclass, %s)", [name, last])
