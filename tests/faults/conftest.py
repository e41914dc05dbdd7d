"""Two hundred students in mid-quiz, on each database, for the real server."""

import os
import secrets
import shutil
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import make_url, text

from bench.clients import Student
from bench.saves import prepare
from quizapp import config, db
from tests.conftest import IN_CI
from tests.faults.students import STUDENTS
from tests.postgres import Cluster, why_not

SECRET = "for these tests only, and long enough to be taken"
KILLS = int(os.environ.get("QUIZAPP_KILLS", "20"))


class Hall(NamedTuple):
    """Where they sit: the settings that the server gets, and how each one saves."""

    settings: config.Settings
    students: list[Student]

    def broken(self, ledger):
        """Return each way in which the database does not bear out what they were told."""
        engine = db.make_engine(self.settings.database_url)
        with closing_engine(engine):
            return ledger.broken(engine)


def closing_engine(engine):
    """Dispose of an engine at the end of a block."""
    return closing(_Closing(engine))


class _Closing:
    def __init__(self, engine):
        self.close = engine.dispose


def hall_at(folder: Path, url: str) -> Hall:
    """Fill an empty database with students who have begun."""
    settings = config.Settings(folder, url, SECRET, "http://localhost")
    return Hall(settings, prepare(settings, STUDENTS))


@pytest.fixture(scope="session")
def full_sqlite(tmp_path_factory) -> Hall:
    """A SQLite database of them that nobody uses, whole without its log."""
    folder = tmp_path_factory.mktemp("students")
    hall = hall_at(folder, f"sqlite:///{folder}/full.sqlite")
    with closing(db.sqlite_driver().connect(str(folder / "full.sqlite"))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return hall


def copied(full: Hall, folder: Path) -> Hall:
    """Return a SQLite hall of one's own in a folder."""
    shutil.copyfile(full.settings.instance / "full.sqlite", folder / "quizapp.sqlite")
    url = f"sqlite:///{folder}/quizapp.sqlite"
    return Hall(config.Settings(folder, url, SECRET, "http://localhost"), full.students)


@pytest.fixture
def sqlite_hall(full_sqlite, tmp_path) -> Hall:
    return copied(full_sqlite, tmp_path)


def require_postgresql():
    """Skip where there is none; in CI that is a failure."""
    reason = why_not()
    if reason:
        (pytest.fail if IN_CI else pytest.skip)(reason)


@pytest.fixture(scope="session")
def full_postgresql(tmp_path_factory):
    """A PostgreSQL that waits for its disk, with a database of them that nobody uses."""
    require_postgresql()
    with Cluster(fsync=True) as cluster:
        yield hall_at(tmp_path_factory.mktemp("students"), cluster.url)


@pytest.fixture
def postgresql_hall(full_postgresql, tmp_path) -> Hall:
    full = make_url(full_postgresql.settings.database_url)
    admin = full.set(database="template1").render_as_string(hide_password=False)
    engine = db.make_engine(admin).execution_options(isolation_level="AUTOCOMMIT")
    name = f"hall_{secrets.token_hex(4)}"
    with closing_engine(engine), engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {full.database}"))
    url = full.set(database=name).render_as_string(hide_password=False)
    settings = config.Settings(tmp_path, url, SECRET, "http://localhost")
    return Hall(settings, full_postgresql.students)


@pytest.fixture
def cluster():
    """A PostgreSQL of one's own, to be killed."""
    require_postgresql()
    with Cluster(fsync=True) as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def hall(request) -> Hall:
    """The students, on one database after the other."""
    return request.getfixturevalue(f"{request.param}_hall")
