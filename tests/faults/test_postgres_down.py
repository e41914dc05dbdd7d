"""PostgreSQL is restarted and killed in mid-exam: students wait and send again, no more."""

import random
import time

import pytest

from tests.faults.conftest import KILLS, hall_at
from tests.faults.server import APP, Served
from tests.faults.students import at_work

pytestmark = pytest.mark.long

WORDS = 100  # at least so many are given between two falls
CONTROL_ROUNDS = 10
CHANCE = random.Random()  # noqa: S311  when, not whom
HASTY = "tests.faults.controls:create_hasty"


@pytest.fixture
def hall(cluster, tmp_path):
    """The students, on a server that falls."""
    return hall_at(tmp_path, cluster.url)


def fall(cluster, crowd, how):
    """Let PostgreSQL fall at a moment that nobody chose, and get up again."""
    crowd.wait_for(CHANCE.randint(WORDS, 2 * WORDS))
    time.sleep(CHANCE.uniform(0, 0.05))
    how()
    cluster.start()


def test_restarted_and_killed_it_keeps_every_word_and_students_only_wait(hall, cluster):
    ways = (cluster.stop, cluster.kill)
    with Served(hall.settings, APP) as server, at_work(hall.students, server.port) as crowd:
        for number in range(max(4, KILLS // 4)):
            fall(cluster, crowd, ways[number % 2])
        crowd.wait_for(WORDS)
    assert crowd.stuck() == set()
    # Now and then the busy server's own socket gives no answer (0), and it is sent again.
    assert {200, 503} <= set(crowd.ledger.statuses) <= {200, 503, 0}
    assert crowd.ledger.told[503] == {"Not saved"}
    assert hall.broken(crowd.ledger) == []


def test_one_that_does_not_wait_for_the_disk_loses_a_word(hall, cluster):
    """The control; what the killed server had not written yet is a matter of chance."""
    with Served(hall.settings, HASTY) as server, at_work(hall.students, server.port) as crowd:
        for _ in range(CONTROL_ROUNDS):
            fall(cluster, crowd, cluster.kill)
            if crowd.ledger.statuses[409]:  # somebody built upon a word that is gone
                break
            crowd.wait_for(WORDS)
    assert any(fault.startswith("lost: ") for fault in hall.broken(crowd.ledger))
