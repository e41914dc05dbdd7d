"""Migrations make the tables that the models describe, and keep every row."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
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
def test_sqlite_keeps_the_rules_of_the_house(engine):
    with engine.connect() as connection:
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
