"""The world of everybody, built once for all questions about doors."""

import shutil
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

import pytest

from quizapp import db
from tests import thrift
from tests.access.world import World, build_world


class Built(NamedTuple):
    """A SQLite database that holds the world, and the world."""

    path: Path
    world: World


@pytest.fixture(scope="session")
def built(sqlite_template) -> Built:
    """The world in a database of its own."""
    path = sqlite_template.with_name("everybody.sqlite")
    shutil.copyfile(sqlite_template, path)
    engine = db.make_engine(f"sqlite:///{path}")
    with closing(db.open_session(engine, writes=True)) as session:
        world = build_world(session)
    thrift.close_whole(engine)
    return Built(path, world)


@pytest.fixture(scope="session")
def sqlite_everybody(built) -> Path:
    """What `database` copies for a test that has everybody."""
    return built.path


@pytest.fixture
def everybody(request, database, session) -> World:
    """Everybody, with something behind each door."""
    if database.startswith("sqlite"):
        return deepcopy(request.getfixturevalue("built").world)
    return build_world(session)
