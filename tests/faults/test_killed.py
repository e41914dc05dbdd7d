"""The server is killed while two hundred students save: what they were told is there."""

import os
import random
import time

import pytest

from tests.faults.conftest import KILLS
from tests.faults.server import APP, Served
from tests.faults.students import at_work

pytestmark = pytest.mark.long

WORDS = 200  # at least so many are given between two kills
CONTROL_KILLS, CONTROL_WORDS = 3, 20
CHANCE = random.Random()  # noqa: S311  when, not whom


def kill_in_mid_save(server, crowd, words):
    """Kill the server at a moment that nobody chose, and start it again."""
    crowd.wait_for(CHANCE.randint(words, 2 * words))
    time.sleep(CHANCE.uniform(0, 0.05))
    server.kill()
    server.start()


def test_killed_again_and_again_it_keeps_every_word(hall):
    with Served(hall.settings, APP) as server, at_work(hall.students, server.port) as crowd:
        for _ in range(KILLS):
            kill_in_mid_save(server, crowd, WORDS)
        crowd.wait_for(WORDS)
    assert crowd.stuck() == set()
    assert set(crowd.ledger.statuses) == {200, 0}  # nothing, or an answer; no fault, no conflict
    assert crowd.ledger.statuses[0] >= KILLS
    assert len(crowd.ledger.words) >= KILLS * WORDS
    assert hall.broken(crowd.ledger) == []


def test_workers_that_are_killed_are_replaced_and_no_word_is_lost(sqlite_hall):
    """Each of them in turn: were one not replaced, in the end nobody would answer."""
    hall = sqlite_hall
    with Served(hall.settings, APP) as server, at_work(hall.students, server.port) as crowd:
        for _ in range(os.cpu_count()):
            crowd.wait_for(WORDS)
            server.kill_worker()
        crowd.wait_for(WORDS)
    assert crowd.stuck() == set()
    assert set(crowd.ledger.statuses) == {200, 0}
    assert hall.broken(crowd.ledger) == []


def test_one_that_answers_before_it_commits_loses_a_word(hall):
    """The control."""
    early = "tests.faults.controls:create_early"
    with Served(hall.settings, early) as server, at_work(hall.students, server.port) as crowd:
        for _ in range(CONTROL_KILLS):
            kill_in_mid_save(server, crowd, CONTROL_WORDS)
    assert any(fault.startswith("lost: ") for fault in hall.broken(crowd.ledger))
