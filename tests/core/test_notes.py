"""Words that somebody types off a text, and the one place where they stand."""

import pytest

from quizapp.core.notes import WordsNotFound, WordsTwice, place_of

TEXT = "The lamp, the lamp!\nIn fog the “first” lamp was a smudge 🐟 of été."


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        ("in fog", "In fog"),
        ("the first lamp", "the “first” lamp"),
        ("the lamp in FOG", "the lamp!\nIn fog"),
        ("  smudge of ", "smudge 🐟 of"),
        ("ÉTÉ", "été"),
        ("(.*) smudge", "smudge"),
    ],
)
def test_the_place_is_found_whatever_lies_between(typed, quote):
    span = place_of(TEXT, typed)
    assert span.quote == TEXT[span.start : span.end] == quote


@pytest.mark.parametrize("typed", ["smudg", "mudge", "lamp fog", "", "?!", "🐟"])
def test_what_is_not_there_is_said_to_be_not_there(typed):
    with pytest.raises(WordsNotFound):
        place_of(TEXT, typed)


def test_what_stands_twice_is_not_guessed():
    with pytest.raises(WordsTwice) as refusal:
        place_of(TEXT, "the lamp")
    assert refusal.value.times == 2
