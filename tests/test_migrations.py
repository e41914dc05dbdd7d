"""Migrations make the tables that the models describe, and keep every row."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import IntegrityError

from quizapp import db, migrations
from quizapp.models import Base
from quizapp.models.base import Instant


def _compare_type(_context, _inspected, _meta, inspected_type, meta_type):
    """Instant is a timestamp to the database; everything else is compared as it is."""
    return False if isinstance(meta_type, Instant) else None


def test_migrations_equal_models(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": _compare_type, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_comparison_sees_a_missing_column(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        with connection.begin():
            connection.execute(text("ALTER TABLE users DROP COLUMN password_hash"))
            assert compare_metadata(context, Base.metadata)
            connection.rollback()


def test_check_constraints_are_in_the_database(engine):
    """Alembic does not compare checks, so their names are compared here."""
    found = inspect(engine)
    for table in Base.metadata.sorted_tables:
        wanted = {c.name for c in table.constraints if c.__visit_name__ == "check_constraint"}
        there = {c["name"] for c in found.get_check_constraints(table.name)}
        assert {str(name) for name in wanted} <= there, table.name


def test_nothing_that_holds_work_goes_by_a_cascade():
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            assert key.ondelete == "RESTRICT", f"{table.name}: {key.name}"


def test_upgrading_twice_changes_nothing(engine):
    migrations.upgrade(engine)
    assert migrations.is_current(engine)


@pytest.mark.database("sqlite")
def test_an_upgrade_that_breaks_a_reference_leaves_everything_as_it_was(engine, monkeypatch):
    def break_something(config, _revision):
        config.attributes["connection"].execute(
            text(
                "INSERT INTO members (class_id, user_id, role, joined_at) "
                "VALUES (9, 9, 'student', '2026-01-01')"
            )
        )

    monkeypatch.setattr(migrations.command, "upgrade", break_something)
    with pytest.raises(migrations.BrokenReferences):
        migrations.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM members")).scalar_one() == 0
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


@pytest.mark.database("sqlite")
def test_sqlite_keeps_the_rules_of_the_house(fresh_engine):
    # The engine of the tests' apps does not wait for the disk.
    with fresh_engine.connect() as connection:
        rules = {
            rule: connection.execute(text(f"PRAGMA {rule}")).scalar_one()
            for rule in ("foreign_keys", "synchronous", "trusted_schema", "busy_timeout")
        }
        journal = connection.execute(text("PRAGMA journal_mode")).scalar_one()
    assert rules == {
        "foreign_keys": 1,
        "synchronous": 2,  # FULL
        "trusted_schema": 0,
        "busy_timeout": 10_000,
    }
    is_safe = db.sqlite_driver().sqlite_version_info >= db.SAFE_SQLITE
    assert journal == ("wal" if is_safe else "delete")


def test_foreign_keys_hold(session, school):
    with pytest.raises(IntegrityError):
        session.execute(text("DELETE FROM articles"))


# --- from yesterday's tables -------------------------------------------------------------------


@pytest.fixture
def fresh_engine(database, tmp_path):
    """A database of the same make without any table."""
    if database.startswith("sqlite"):
        engine = db.make_engine(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
        yield engine
        engine.dispose()
        return
    server = create_engine(database, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE fresh"))
    engine = db.make_engine(make_url(database).set(database="fresh"))
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE fresh"))
    server.dispose()


def test_upgrading_from_0001_keeps_every_row(fresh_engine):
    migrations.upgrade(fresh_engine, "0001")
    with db.to_write(fresh_engine).begin() as connection:
        for statement in (
            "INSERT INTO users (id, name, role, login, password_hash, created_at) VALUES "
            "(1, 'Alice', 'teacher', 'alice', 'hash', '2026-01-01 10:00:00'), "
            "(2, 'Robin', 'guest', NULL, NULL, '2026-01-02 11:00:00')",
            "INSERT INTO classes (id, name, zone, is_practice, created_at) VALUES "
            "(1, 'Class 7b', 'UTC', false, '2026-01-01 10:00:00')",
            "INSERT INTO members (class_id, user_id, role, joined_at) VALUES "
            "(1, 1, 'teacher', '2026-01-01 10:00:00')",
            "INSERT INTO sessions (token_sha256, user_id, data, created_at, expires_at) VALUES "
            "('abc', 1, '{}', '2026-01-01 10:00:00', '2026-01-01 22:00:00')",
        ):
            connection.execute(text(statement))
    before = _rows(fresh_engine)
    migrations.upgrade(fresh_engine)
    assert migrations.is_current(fresh_engine)
    after = _rows(fresh_engine)
    added = {"members": {"state": "here"}, "classes": {"language": "en", "asks_teacher": 0}}
    for table, rows in before.items():
        for old, new in zip(rows, after[table], strict=True):
            assert {name: new.pop(name) for name in old} == old
            assert {name: value for name, value in new.items() if value is not None} == (
                added.get(table, {})
            )
    assert len(before["users"]) == 2


def _rows(engine):
    """Return the rows of the tables that hold people, as they are stored."""
    with engine.connect() as connection:
        return {
            table: [
                dict(row)
                for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")).mappings()  # noqa: S608  names of ours
            ]
            for table in ("users", "classes", "members", "sessions")
        }
