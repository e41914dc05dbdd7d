"""Writers wait for their turn: nobody is told that the database is locked."""

import pytest

from tests.faults.server import APP, Served
from tests.faults.students import FormSitting, at_work

pytestmark = pytest.mark.long

WORDS = 1500
DEFERRED = "tests.faults.controls:create_deferred"


@pytest.mark.parametrize("target", [APP, DEFERRED], ids=["ours", "control"])
def test_two_hundred_post_at_once_and_with_a_plain_begin_they_lock_each_other_out(
    sqlite_hall, target
):
    """The second is the control: each reads first, and writes what it read upon."""
    hall, is_control = sqlite_hall, target == DEFERRED
    with (
        Served(hall.settings, target) as server,
        at_work(hall.students, server.port, FormSitting) as crowd,
    ):
        crowd.wait_for(WORDS)
        if is_control:
            crowd.wait_for(1, {503})
    assert set(crowd.ledger.statuses) - {0} == ({200, 503} if is_control else {200})
    assert crowd.stuck() == set()
    assert ("database is locked" in server.log.read_text()) == is_control
