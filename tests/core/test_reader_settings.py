"""The reader's settings as plain values."""

import re
from pathlib import Path

import pytest

from quizapp.core.reader_settings import CHOICES, ReaderSettings, read_settings

STYLE = Path(__file__).parents[2] / "static" / "style.css"


def test_nothing_stored_is_all_defaults():
    assert read_settings(None) == read_settings({}) == ReaderSettings()
    assert ReaderSettings().differing == {}


def test_the_defaults_are_choices():
    for name, value in ReaderSettings()._asdict().items():
        assert value in CHOICES[name]


def test_what_was_chosen_is_read_back():
    chosen = {name: list(values)[-1] for name, values in CHOICES.items()}
    assert read_settings(chosen)._asdict() == chosen


def test_only_what_differs_is_told():
    assert read_settings({"theme": "sepia", "size": "medium"}).differing == {"theme": "sepia"}


@pytest.mark.parametrize(
    "stored",
    [
        {"theme": "neon"},
        {"theme": None},
        {"theme": 7},
        {"theme": ["dark"]},
        {"theme": {"dark": 1}},
        {"colour": "dark"},
        ["dark"],
        "dark",
        7,
    ],
)
def test_an_unknown_or_wrong_value_is_the_default(stored):
    assert read_settings(stored) == ReaderSettings()


def test_one_wrong_value_spoils_no_other():
    assert read_settings({"theme": "neon", "lines": "on"}).differing == {"lines": "on"}


def test_the_style_sheet_knows_every_choice():
    """Each value but the defaults has its rule; `light` is what :root says itself."""
    style = STYLE.read_text("utf-8")
    known = set(re.findall(r'\[data-(\w+)(?:[\^]?="([\w-]+)")?\]', style))
    wanted = {
        (name, value)
        for name, values in CHOICES.items()
        for value in values
        if value != getattr(ReaderSettings(), name)
    }
    # What is only off or on has a rule without a value; scripts look at the last two.
    switches = {("lines", "on"), ("motion", "less"), ("ruler", "on"), ("shortcuts", "off")}
    assert wanted - known - switches - {("theme", "light")} == set()
    assert {("lines", ""), ("motion", "")} <= known
