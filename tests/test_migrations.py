"""Migrations make the tables that the models describe, and keep every row."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp import db, migrations
from quizapp.core import feedback
from quizapp.models import Assignment, Base
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


# What a school had that used quizapp before the fifth migration.
YESTERDAY = (
    "INSERT INTO users (id, name, role, login, created_at) VALUES "
    "(1, 'Bob', 'student', 'bob', '2026-01-01 10:00:00')",
    "INSERT INTO classes (id, name, zone, is_practice, created_at) VALUES "
    "(1, 'Class 7b', 'UTC', false, '2026-01-01 10:00:00')",
    "INSERT INTO quizzes (id, title, created_at) VALUES (1, 'Lamps', '2026-01-01 10:00:00')",
    "INSERT INTO assignments (id, class_id, quiz_id, title, created_at) VALUES "
    "(1, 1, 1, 'Lamps', '2026-01-01 10:00:00')",
    "INSERT INTO articles (id, slug, title, byline, source, language, licence, level, "
    "advisory_topics, advisory_note, created_at) VALUES "
    "(1, 'lamps', 'Lamps', '', '', 'en', '', '', '[]', '', '2026-01-01 10:00:00')",
    "INSERT INTO article_versions (id, article_id, number, text, sha256, layout, words, "
    "minutes, created_at) VALUES (1, 1, 1, 'One.', "
    "'0123456789012345678901234567890123456789012345678901234567890123', '[]', 1, 1, "
    "'2026-01-01 10:00:00')",
    "INSERT INTO questions (id, article_id, name, state, created_at) VALUES "
    "(1, 1, 'q1', 'ready', '2026-01-01 10:00:00')",
    "INSERT INTO question_versions (id, question_id, number, article_version_id, kind, "
    "content, out_of, skill, created_at) VALUES "
    "(1, 1, 1, 1, 'written', '{}', 10000000, 'infer', '2026-01-01 10:00:00')",
    "INSERT INTO attempts (id, assignment_id, student_id, number, state, seed, started_at,"
    " submitted_at, answers_sha256) VALUES "
    "(1, 1, 1, 1, 'submitted', 7, '2026-01-01 10:00:00', '2026-01-01 10:30:00', 'c'), "
    "(2, 1, 1, 2, 'open', 7, '2026-01-01 11:00:00', NULL, NULL)",
    "INSERT INTO served_slots (attempt_id, number, question_version_id) VALUES (1, 1, 1)",
    "INSERT INTO set_aside_responses (id, attempt_id, slot, operation, base_revision, "
    "value, reason, received_at) VALUES "
    "(1, 1, 1, 'op', 0, '{}', 'late', '2026-01-01 10:31:00')",
)


def test_upgrading_from_0004_keeps_every_row(fresh_engine):
    migrations.upgrade(fresh_engine, "0004")
    with db.to_write(fresh_engine).begin() as connection:
        for statement in YESTERDAY:
            connection.execute(text(statement))
    names = ("assignments", "attempts", "set_aside_responses", "served_slots")
    before = _rows(fresh_engine, names)
    migrations.upgrade(fresh_engine)
    after = _rows(fresh_engine, names)
    for table, rows in before.items():
        for old, new in zip(rows, after[table], strict=True):
            assert {name: new[name] for name in old} == old, table
    assert [row["ended_by"] for row in after["attempts"]] == ["student", None]
    with Session(fresh_engine) as session:
        (given,) = session.scalars(select(Assignment)).all()
        assert feedback.preset_of(given.feedback) == "homework"
        assert (given.most_tries, given.cuts_at_close, given.limit_minutes) == (1, False, None)


def test_the_index_of_one_open_attempt_survives_a_rebuilt_table(engine):
    """SQLite makes a table anew for a constraint, and a condition is lost easily."""
    (index,) = [
        index
        for index in inspect(engine).get_indexes("attempts")
        if index["name"] == "uq_attempts_one_open"
    ]
    assert index["unique"]
    assert "open" in str(index["dialect_options"][f"{engine.dialect.name}_where"])


def _rows(engine, names=("users", "classes", "members", "sessions")):
    """Return the rows of the tables that hold people, as they are stored."""
    with engine.connect() as connection:
        return {
            table: [
                dict(row)
                for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")).mappings()  # noqa: S608  names of ours
            ]
            for table in names
        }
