"""Fixtures for every test: databases, the app, and people by role."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from quizapp import config, db, migrations
from quizapp.accounts import passwords
from quizapp.app import create_app
from tests import build, thrift
from tests.postgres import Cluster, why_not
from tests.visitor import Visitor

if TYPE_CHECKING:  # it needs psycopg, which may be missing
    from tests.emptying import Keeper, Kept

IN_CI = os.environ.get("CI") == "true"


@pytest.hookimpl(optionalhook=True)  # one file alone can run without xdist
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: while one waits for Chromium or PostgreSQL, another runs."""
    return (os.cpu_count() or 1) + 1


# --- two fixtures of pytest-flask, shadowed -------------------------------------------
# Its own keep one request context open for a whole test, so `g` and the signed-in person
# leak from client to client, and a missing commit goes unseen. tests/test_isolation.py
# proves that they do not here.


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Push no context."""


@pytest.fixture
def client(app):
    """A browser of its own for each test."""
    return app.test_client()


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch) -> None:
    """Hash at a low cost; tests/accounts/test_passwords.py holds the real one."""
    monkeypatch.setattr(passwords, "_hasher", build.CHEAP)
    monkeypatch.setattr(passwords, "_DUMMY", build.CHEAP.hash("nobody has this password"))


# --- databases -------------------------------------------------------------------------


def pytest_generate_tests(metafunc):
    """Run every test that touches a database on SQLite and on PostgreSQL."""
    if "database" in metafunc.fixturenames:
        only = metafunc.definition.get_closest_marker("database")
        wanted = [only.args[0]] if only else ["sqlite", "postgresql"]
        metafunc.parametrize("database", wanted, indirect=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    """An empty SQLite database, made by the migrations."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    engine = db.make_engine(f"sqlite:///{path}")
    migrations.upgrade(engine)
    thrift.close_whole(engine)
    return path


@pytest.fixture(scope="session")
def sqlite_school(sqlite_template) -> Path:
    """A SQLite database that holds the school."""
    path = sqlite_template.with_name("school.sqlite")
    shutil.copyfile(sqlite_template, path)
    engine = db.make_engine(f"sqlite:///{path}")
    _build_school(engine)
    thrift.close_whole(engine)
    return path


def _build_school(engine):
    with closing(db.open_session(engine, writes=True)) as session:
        build.school(session)
        session.commit()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A database in a throw-away PostgreSQL cluster, made by the migrations."""
    reason = why_not()
    if reason:
        (pytest.fail if IN_CI else pytest.skip)(reason)
    with Cluster() as cluster:
        engine = db.make_engine(cluster.url)
        migrations.upgrade(engine)
        engine.dispose()
        yield cluster.url


@pytest.fixture(scope="session")
def keeper(postgres_url) -> Iterator["Keeper"]:
    """What empties and fills the PostgreSQL database between tests."""
    from tests.emptying import Keeper

    with closing(Keeper(postgres_url)) as keeper:
        yield keeper


@pytest.fixture(scope="session")
def postgres_school(postgres_url, keeper) -> "Kept":
    """The rows of the school in PostgreSQL, whose database is empty again."""
    engine = db.make_engine(postgres_url)
    _build_school(engine)
    engine.dispose()
    kept = keeper.take()
    keeper.empty()
    return kept


@pytest.fixture
def empty_postgres(postgres_url, keeper) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, emptied again afterwards."""
    yield postgres_url
    keeper.empty()


@pytest.fixture
def database(request, tmp_path) -> str:
    """The URL of a database with the tables of today; it holds the first of these that the test
    has: on SQLite `everybody` of tests/access, what is `told` in tests/privacy, the school.

    Building the school anew for each test would take a third of the suite's time.
    """
    held = [name for name in ("everybody", "told", "school") if name in request.fixturenames]
    if request.param != "sqlite":
        url: str = request.getfixturevalue("empty_postgres")
        if held and held[0] != "everybody":
            kept = request.getfixturevalue(f"postgres_{held[0]}")
            request.getfixturevalue("keeper").put(kept)
        return url
    path = tmp_path / "quizapp.sqlite"
    shutil.copyfile(request.getfixturevalue(f"sqlite_{(held or ['template'])[0]}"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def settings(database, tmp_path) -> config.Settings:
    return config.Settings(
        instance=tmp_path,
        database_url=database,
        secret_key=build.SECRET_KEY,
        public_url="http://localhost",
    )


# The same long question on both databases: on PostgreSQL it is asked by CI.
ASKED_TWICE = ("tests/access/", "tests/browser/", "tests/models/", "tests/results/test_downloads")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        is_here = item.nodeid.startswith(ASKED_TWICE)
        if is_here and parameters.get("database") == "postgresql":
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def shared_by_apps(tmp_path_factory) -> Iterator[thrift.Shared]:
    """What each app would make anew, made once for all tests."""
    with thrift.routes_made_once():
        yield thrift.Shared(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings, shared_by_apps):
    """The app on an empty database, or on that of the school."""
    app = create_app(settings)
    shared_by_apps.give(app)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=True)
    yield app
    app.extensions["quizapp.engine"].dispose()


@pytest.fixture
def engine(app) -> Engine:
    return app.extensions["quizapp.engine"]


@pytest.fixture
def session(engine) -> Iterator[Session]:
    """A session that may write, for tests of actions and to look behind a page."""
    with closing(db.open_session(engine, writes=True)) as session:
        yield session


@pytest.fixture
def count_queries(engine):
    """A list that grows by each statement sent to the database."""
    seen: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    return seen


# --- people, by role ---------------------------------------------------------------------


@pytest.fixture
def school(session) -> build.School:
    """An article with its quiz, a class, and people around it."""
    made = build.find_school(session) or build.school(session)
    session.commit()
    return made


@pytest.fixture
def visit(app):
    """Make a visitor: a browser that checks every page it opens."""
    return lambda login=None: Visitor(app, login)


@pytest.fixture
def nobody(visit, school) -> Visitor:
    return visit()


@pytest.fixture
def alice(visit, school) -> Visitor:
    """Teaches the class."""
    return visit("alice")


@pytest.fixture
def bob(visit, school) -> Visitor:
    """Studies in the class."""
    return visit("bob")


@pytest.fixture
def carol(visit, school) -> Visitor:
    """Studies in the class too."""
    return visit("carol")


@pytest.fixture
def dave(visit, school) -> Visitor:
    """Teaches elsewhere."""
    return visit("dave")


@pytest.fixture
def mallory(visit, school) -> Visitor:
    """Studies nowhere here, and must not get in."""
    return visit("mallory")


@pytest.fixture
def ada(visit, school, session) -> Visitor:
    """Runs the site, and has no class."""
    build.person(session, "Ada", "administrator")
    session.commit()
    return visit("ada")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real input that is not ours to keep in the repository."""
    folder = os.environ.get("QUIZAPP_DATA")
    if not folder:
        pytest.skip("set QUIZAPP_DATA to the folder with seeds/ and data/ to run this")
    return Path(folder)
