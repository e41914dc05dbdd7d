"""A place never cuts a letter as one sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.text import whole_letters
from tests.core.strategies import anything, steady

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
DOCTOR = "\U0001f469\U0001f3fd\u200d\u2695\ufe0f"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
FLAGS = "\U0001f1eb\U0001f1f7\U0001f1e9\U0001f1ea"  # of France and of Germany


@pytest.mark.parametrize(
    "letter",
    [
        "e\u0323\u0302",
        FAMILY,
        DOCTOR,
        WALES,
        "2\ufe0f\u20e3",
        "ก้",
        "க்",
        "가\u11a8",
        "\u1100\u1161\u11a8",
        "\u1100가",
        "ｶ\uff9e",
        "נ\u05b8",
    ],
)
def test_a_place_inside_of_a_letter_takes_it_whole(letter):
    text = f"a{letter}b"
    for start in range(1, len(text) - 1):
        for end in range(start + 1, len(text)):
            assert whole_letters(text, start, end) == (1, len(text) - 1)


@pytest.mark.parametrize(
    "text", ["abc", "a b", "가각가", "שלום", "\U0001f41f\U0001f41f", "\n\n\t", "灯台", "c\u00e9"]
)
def test_a_place_between_letters_stays_as_it_is(text):
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            assert whole_letters(text, start, end) == (start, end)


@pytest.mark.parametrize(
    ("place", "whole"),
    [((0, 1), (0, 2)), ((1, 2), (0, 2)), ((2, 3), (2, 4)), ((1, 3), (0, 4)), ((2, 4), (2, 4))],
)
def test_flags_side_by_side_are_told_apart(place, whole):
    assert whole_letters(FLAGS, *place) == whole


@pytest.mark.parametrize("text", ["\u0301a", "\n\u0301", "\u200da"])
def test_a_mark_without_a_letter_stands_alone(text):
    assert whole_letters(text, 0, 1) == (0, 1)


@steady
@given(anything.filter(len), st.data())
def test_what_is_whole_holds_the_place_and_stays_whole(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = whole_letters(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
    assert whole_letters(text, first, last) == (first, last)
