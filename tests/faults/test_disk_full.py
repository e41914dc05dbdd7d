"""A full disk: nothing is called saved that is not, reading goes on, room is used at once."""

import urllib.request
from contextlib import ExitStack
from typing import NamedTuple

import pytest
from sqlalchemy import text

from quizapp import db
from tests.faults import disks
from tests.faults.conftest import KILLS, Hall, closing_engine, copied, hall_at
from tests.faults.server import APP, Served
from tests.faults.students import at_work
from tests.postgres import Cluster

pytestmark = pytest.mark.long

CYCLES = max(4, KILLS // 4)
WORDS, REFUSALS = 50, 50  # at least so many in each cycle
REFUSED = (503, 507)
CONTROLS = "tests.faults.controls:"


class Place(NamedTuple):
    """Students on a small disk, and what they are served."""

    hall: Hall
    disk: disks.SmallDisk | disks.SmallFile
    app: str
    deaf: str


@pytest.fixture(params=["tmpfs", "pages", "postgresql"])
def place(request, full_sqlite, tmp_path):
    """A disk in memory, or a file that may not grow, or a tablespace on a disk in memory."""
    if request.param == "pages":
        small = "create_small", "create_small_and_deaf"
        apps = [CONTROLS + name for name in small]
        yield Place(copied(full_sqlite, tmp_path), disks.SmallFile(tmp_path), *apps)
        return
    reason = disks.why_no_disk()
    if reason:
        pytest.skip(reason)
    with ExitStack() as stack:
        if request.param == "tmpfs":
            disk = stack.enter_context(disks.mounted(tmp_path / "disk", 24))
            hall = copied(full_sqlite, disk.folder)
        else:
            cluster = request.getfixturevalue("cluster")
            disk = stack.enter_context(disks.mounted(cluster.folder / "disk", 24))
            move_tables_to(cluster, disk)
            hall = hall_at(tmp_path, cluster.url)
        yield Place(hall, disk, APP, CONTROLS + "create_deaf")


def move_tables_to(cluster: Cluster, disk: disks.SmallDisk):
    """Let PostgreSQL make its tables on a disk; its log stays elsewhere.

    Where its log has no room it stops, and whoever runs it starts it again.
    """
    cluster.own(disk.folder)
    engine = db.make_engine(cluster.url).execution_options(isolation_level="AUTOCOMMIT")
    with closing_engine(engine), engine.connect() as connection:
        connection.execute(text(f"CREATE TABLESPACE small LOCATION '{disk.folder}'"))
        connection.execute(text("ALTER DATABASE postgres SET default_tablespace = small"))


def read(hall, port):
    """Open the page of a student's attempt; return its status."""
    student = hall.students[0]
    page = f"http://127.0.0.1:{port}/attempts/{student.attempt}"
    with urllib.request.urlopen(urllib.request.Request(page, headers=student.headers)) as answer:
        return answer.status


def test_full_and_free_again_it_keeps_every_word_without_a_restart(place):
    hall, disk = place.hall, place.disk
    with Served(hall.settings, place.app) as server, at_work(hall.students, server.port) as crowd:
        for _ in range(CYCLES):
            crowd.wait_for(WORDS)
            disk.fill()
            crowd.wait_for(REFUSALS, REFUSED)
            assert read(hall, server.port) == 200
            disk.free()
        crowd.wait_for(WORDS)
    assert crowd.stuck() == set()
    assert {*crowd.ledger.statuses} <= {200, *REFUSED, 0}
    assert {*crowd.ledger.told[507]} == {"Not saved: the disk is full"}
    assert {*crowd.ledger.told[503]} <= {"Not saved"}
    assert hall.broken(crowd.ledger) == []


def test_one_that_heeds_no_fault_loses_a_word(place):
    """The control."""
    hall = place.hall
    with Served(hall.settings, place.deaf) as server, at_work(hall.students, server.port) as crowd:
        crowd.wait_for(WORDS)
        place.disk.fill()
        crowd.wait_for(20 * WORDS)
        place.disk.free()
    assert any(fault.startswith("lost: ") for fault in hall.broken(crowd.ledger))
