"""Which short answers are the same."""

import pytest
from hypothesis import given

from quizapp.core.matching import is_same, normalise
from tests.core.strategies import anything, steady


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("The Fishing GUILD", "fishing guild"),
        ("a guild", "the guild"),
        ("in the end the guild", "In end, guild."),
        ("cafe", "café"),
        ("fi\u0301shing", "fishing"),
        ("STRASSE", "Straße"),
        ("\uff27uild", "guild"),  # full width
        ("“guild!”", "guild"),
        ("guild's", "guild’s"),
        ("guilds", "guild's"),
        ("well-known", "well known"),
        ("two\u2013three", "two-three"),
        ("  the\tguild\n", "guild"),
        ("2.5", "2.5"),
        ("2.5.", "2.5"),
        ("1854,", "1854"),
        ("\u22125", "-5"),  # the typographic minus
        ("-5 degrees", "–5 degrees"),
        ("The Who", "who"),
        ("the", "The"),
        ("vitamin a", "Vitamin A"),
    ],
)
def test_case_accents_punctuation_and_articles_do_not_count(answer, key):
    assert is_same(answer, key)
    assert is_same(key, answer)


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("2.5", "25"),
        ("2,5", "25"),
        ("-5", "5"),
        ("it was -5", "it was 5"),
        ("10", "1"),
        ("not the guild", "the guild"),
        ("guild fishing", "fishing guild"),
        ("theguild", "the guild"),
        ("vitamin", "vitamin A"),
        ("hepatitis A", "hepatitis"),
        ("a", "the"),
        ("guilds", "guild"),
        ("a guild", "another guild"),
    ],
)
def test_what_says_something_else_is_not_the_same(answer, key):
    assert not is_same(answer, key)
    assert not is_same(key, answer)


@pytest.mark.parametrize("empty", ["", "  ", "?!", "\U0001f41f", "–", "_"])
def test_what_holds_no_word_is_the_same_as_nothing(empty):
    assert normalise(empty) == ""
    assert not is_same(empty, empty)


@pytest.mark.parametrize("words", ["שלום", "مرحبا", "灯台", "маяк"])
def test_other_scripts_are_words(words):
    assert is_same(f" {words}! ", words)


@steady
@given(anything)
def test_a_normal_form_is_words_one_blank_apart_without_capitals_or_accents(text):
    made = normalise(text)
    assert made == " ".join(made.split())
    assert is_same(text, text) == (made != "")
    assert normalise(f"  {text} ") == made
