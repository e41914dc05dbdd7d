"""The rules of feedback: which phase it is, what is told in it, and when more is."""

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.core import feedback
from quizapp.core.feedback import ITEMS, PHASES, PRESETS, RIGHT_AFTER, phase_of, preset, told

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("submitted", "closes", "phase"),
    [
        (None, None, "during"),
        (None, NOW - HOUR, "during"),
        (NOW, None, "after"),
        (NOW - RIGHT_AFTER, None, "later"),
        (NOW - HOUR, NOW + HOUR, "later"),
        (NOW - HOUR, NOW, "closed"),
        (NOW, NOW - HOUR, "closed"),
    ],
)
def test_which_phase_it_is(submitted, closes, phase):
    assert phase_of(submitted, closes, NOW) == phase


def test_what_nobody_has_heard_of_is_not_told():
    assert told({"after": ["marks", "the key"]}, "after") == {"marks"}
    assert told({}, "closed") == frozenset()


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_known_again_whatever_the_order(name):
    rules = {phase: list(reversed(items)) for phase, items in preset(name).items()}
    assert set(rules) == set(PHASES)
    assert feedback.preset_of(rules) == name
    assert feedback.preset_of({**rules, "after": ["overall"]}) is None


@pytest.mark.parametrize(
    ("rules", "closes", "when"),
    [
        (preset("homework"), NOW + HOUR, None),
        (preset("test"), NOW + HOUR, NOW + HOUR),
        (preset("test"), None, None),
        ({"later": ["marks"]}, None, NOW + RIGHT_AFTER),
        # What would be told later never is: it closes before.
        ({"later": ["marks"]}, NOW + RIGHT_AFTER / 2, None),
        ({"later": ["marks"], "closed": ["marks"]}, NOW + RIGHT_AFTER / 2, NOW + RIGHT_AFTER / 2),
    ],
)
def test_when_more_is_told(rules, closes, when):
    found = feedback.told_next(rules, NOW, closes, NOW)
    assert (found and found[0]) == when


def test_what_more_is_told_is_what_was_not():
    rules = {"after": ["answers", "marks"], "closed": list(ITEMS)}
    found = feedback.told_next(rules, NOW, NOW + HOUR, NOW)
    assert found == (NOW + HOUR, frozenset(ITEMS) - {"answers", "marks"})
