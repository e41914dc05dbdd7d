"""No word before the disk has it: as it is set on the connection that writes, in the server."""

import pytest

from tests.faults.server import Served
from tests.faults.students import at_work

pytestmark = pytest.mark.long

WORDS = 100
FULL = {"sqlite": "2", "postgresql": "on on"}  # synchronous; synchronous_commit and fsync
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
