"""Sittings in any order; and what is planted in them must be found."""

import os

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import bindparam, func, select

from quizapp.core import timing
from quizapp.models import Response
from quizapp.taking import actions, saving
from tests.build import NOW
from tests.taking.sitting_doors import World
from tests.taking.sitting_machine import Machine

LONG_RUN = int(os.environ.get("QUIZAPP_SITTINGS", "1000"))
STEPS = 25
ENOUGH = 60  # sittings, to find what is planted


@pytest.fixture
def sit(app, school, session):
    """Run so many sittings, one after the other in the same school."""
    session.rollback()  # it holds SQLite's only lock for writers

    def run(sittings, **more):
        class Here(Machine):
            pass

        more |= {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
        rules = settings(max_examples=sittings, stateful_step_count=STEPS, **more)
        with time_machine.travel(NOW, tick=False) as clock:
            Here.world = World(app, school, clock)
            run_state_machine_as_test(Here, settings=rules)

    return run


@pytest.mark.parametrize("sittings", [30, pytest.param(LONG_RUN, marks=pytest.mark.long)])
def test_whatever_happens_in_whatever_order(sit, sittings):
    sit(sittings)


# --- planted faults ----------------------------------------------------------------------

_NEWEST = select(func.coalesce(func.max(Response.revision), 0)).where(
    Response.attempt_id == bindparam("attempt"), Response.slot == bindparam("slot")
)


def last_write_wins(monkeypatch):
    """A save is put upon whatever is there, as if nobody else had typed."""
    honest = saving.save

    def save(connection, slot, change, *rest):
        values = {"attempt": slot.attempt_id, "slot": slot.number}
        newest = connection.scalar(_NEWEST, values)
        return honest(connection, slot, change._replace(base_revision=newest), *rest)

    monkeypatch.setattr(saving, "save", save)


def what_lost_is_thrown_away(monkeypatch):
    monkeypatch.setattr(saving, "_set_aside", lambda *_: None)


def time_is_taken_back(monkeypatch):
    monkeypatch.setattr(timing, "lengthened", lambda _due_at, new: new)


def the_end_is_when_it_is_found(monkeypatch):
    monkeypatch.setattr(timing, "ended_at", lambda _due_at, now: now)


def there_is_no_grace(monkeypatch):
    monkeypatch.setattr(timing, "GRACE", timing.GRACE * 0)


def handing_in_again_is_a_second_time(monkeypatch):
    honest = actions.submit

    def submit(session, attempt, now, **more):
        if attempt.state != "open" and not more:
            attempt.submitted_at = now
            session.flush()
        return honest(session, attempt, now, **more)

    monkeypatch.setattr(actions, "submit", submit)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "plant",
    [
        pytest.param(last_write_wins, id="last write wins"),
        *(
            pytest.param(plant, marks=pytest.mark.long)
            for plant in (
                what_lost_is_thrown_away,
                time_is_taken_back,
                the_end_is_when_it_is_found,
                there_is_no_grace,
                handing_in_again_is_a_second_time,
            )
        ),
    ],
)
def test_what_is_planted_is_found(sit, plant, monkeypatch):
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        sit(ENOUGH, derandomize=True, phases=[Phase.generate])
