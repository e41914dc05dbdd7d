"""Authors' regular expressions: read by RE2 alone, and refused in words."""

import pytest

from quizapp.core import patterns
from quizapp.core.patterns import PatternRefused, check_pattern, is_match


@pytest.mark.parametrize(
    ("pattern", "text", "is_one"),
    [
        ("(the )?harbou?r", "The Harbour", True),
        ("(the )?harbou?r", "harbor", True),
        ("harbou?r", "the harbour", False),
        ("harbou?r", "harbours", False),
        ("HARBOUR", "harbour", True),
        ("guild|guilds", "guilds", True),
        (r"\p{Greek}+", "λάμπα", True),
        ("", "", True),
        ("a|", "b", False),
    ],
)
def test_a_pattern_takes_the_whole_answer_in_any_case(pattern, text, is_one):
    assert is_match(pattern, text) is is_one


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(a", "the pattern “(a” cannot be read: missing ): (a"),
        ("(?=a)b", "the pattern “(?=a)b” cannot be read: invalid perl operator: (?="),
        (r"(a)\1", r"the pattern “(a)\1” cannot be read: invalid escape sequence: \1"),
        ("a{1001}", "the pattern “a{1001}” cannot be read: invalid repetition size: {1001}"),
        (
            r"((\pL{9}){9}){9}",
            r"the pattern “((\pL{9}){9}){9}” cannot be read: pattern too large - compile failed",
        ),
        ("a" * 201, "a pattern has at most 200 characters"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_in_words(pattern, words):
    for use in (check_pattern, lambda pattern: is_match(pattern, "a")):
        with pytest.raises(PatternRefused) as refused:
            use(pattern)
        assert str(refused.value) == words


def test_a_pattern_of_200_characters_is_taken():
    check_pattern("a" * 200)


def test_where_the_library_is_missing_every_pattern_is_refused(monkeypatch):
    monkeypatch.setattr(patterns, "re2", None)
    with pytest.raises(PatternRefused, match="google-re2, which is not installed here"):
        check_pattern("guild")


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(.*)*x", "(a?){99}a{99}"])
def test_what_is_slow_elsewhere_is_answered(pattern):
    """Each takes longer than the age of the world where a search goes back; here it ends."""
    assert is_match(pattern, "a" * 500 + "!") is False
