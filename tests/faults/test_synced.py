"""No word before the disk has it: as it is set on the connection that writes, in the server."""

import subprocess
from shutil import which

import pytest

from tests.faults.server import APP, Served
from tests.faults.students import at_work

pytestmark = pytest.mark.long

WORDS = 100
FULL = {"sqlite": "2", "postgresql": "on on"}  # synchronous; synchronous_commit and fsync
TRACE = ("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o")
UNSYNCED = "tests.faults.controls:create_unsynced"
TELLING = "tests.faults.controls:create_telling"


def test_every_commit_of_the_server_waits_for_the_disk(hall):
    told = hall.settings.instance / "told"
    with (
        Served(hall.settings, TELLING, QUIZAPP_TOLD=str(told)) as server,
        at_work(hall.students[:20], server.port) as crowd,
    ):
        crowd.wait_for(WORDS)
    lines = told.read_text().splitlines()
    assert len(lines) >= len(crowd.ledger.words)
    assert set(lines) == {FULL[hall.settings.database_url.split(":")[0].split("+")[0]]}


@pytest.fixture
def traced(tmp_path):
    """The start of a command that writes down each time that the disk is waited for."""
    tried = which("strace") and subprocess.run([*TRACE, "/dev/null", "true"], check=False)
    if not tried or tried.returncode:
        pytest.skip("strace is not installed, or may not look; the settings were read instead")
    return *TRACE, str(tmp_path / "syncs")


@pytest.mark.parametrize("target", [APP, UNSYNCED], ids=["ours", "control"])
def test_each_word_is_a_wait_for_the_disk(sqlite_hall, traced, target):
    """The control waits for it only when its log is full."""
    hall = sqlite_hall
    with (
        Served(hall.settings, target, traced) as server,
        at_work(hall.students[:20], server.port) as crowd,
    ):
        crowd.wait_for(WORDS)
    syncs = (hall.settings.instance / "syncs").read_text().splitlines()
    assert (len(syncs) >= len(crowd.ledger.words)) == (target == APP)
