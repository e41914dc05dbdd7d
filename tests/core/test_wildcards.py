"""Accepted answers with a `*` in them."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.matching import is_same, normalise
from quizapp.core.wildcards import has_wildcard, is_like, plain
from tests.core.strategies import anything, steady


@pytest.mark.parametrize(
    ("answer", "accepted"),
    [
        ("the fishing guild", "the * guild"),
        ("the old fishing guild", "the * guild"),
        ("guild", "the * guild"),
        ("A GUILD!", "guild *"),
        ("guild of the sea", "guild *"),
        ("the guild of the sea", "* guild * sea *"),
        ("guild guild", "guild * guild"),
        ("guild sea guild sea", "guild * sea"),
        ("fog, rain and fog", "fog * fog"),
        ("it costs 5*", "it costs 5\\*"),
        ("café au lait", "cafe *"),
        ("vitamin A", "vitamin A"),
        ("an old guild", "an* guild"),
    ],
)
def test_an_answer_that_is_allowed(answer, accepted):
    assert is_like(answer, accepted)


@pytest.mark.parametrize(
    ("answer", "accepted"),
    [
        ("guild", "guild * guild"),
        ("the guild of the sea", "the * guild"),
        ("my guild", "guild *"),
        ("guilds", "guild*"),
        ("guild guild", "old guild"),
        ("sea sea guild", "old sea guild"),
        ("sea guild", "guild * sea"),
        ("guild sea guild", "guild * sea"),
        ("anything at all", "*"),
        ("anything at all", "* * *"),
        ("anything at all", "\\*"),
        ("", "*"),
        ("", "guild"),
        ("?!", "guild *"),
        ("it costs 5 pounds", "it costs 5\\*"),
        ("25", "2*5"),
        ("\ua66e", "guild"),
        ("\ua66e", "old guild"),
    ],
)
def test_an_answer_that_is_not(answer, accepted):
    assert not is_like(answer, accepted)


@pytest.mark.parametrize(
    ("text", "is_one", "shown"),
    [
        ("the * guild", True, "the … guild"),
        ("five\\*", False, "five*"),
        ("five\\* *", True, "five* …"),
        ("**", True, "……"),
        ("guild", False, "guild"),
    ],
)
def test_a_star_and_how_it_reads(text, is_one, shown):
    assert has_wildcard(text) is is_one
    assert plain(text) == shown


@steady
@given(anything, anything)
def test_without_a_star_only_the_same_is_allowed(answer, accepted):
    accepted = accepted.replace("*", "").replace("\ua66e", "")
    assert is_like(answer, accepted) == is_same(answer, accepted)


words = st.lists(st.sampled_from(["fog", "sea", "a", "lamp", "5"]), max_size=6)
stars = st.lists(st.sampled_from(["fog", "sea", "a", "lamp", "5", "*"]), max_size=6)


def is_allowed(answer, pattern):
    """The same by trying everything: right for short texts, slow for long ones."""
    if not pattern:
        return not answer
    if pattern[0] == "*":
        return any(is_allowed(answer[n:], pattern[1:]) for n in range(len(answer) + 1))
    return bool(answer) and answer[0] == pattern[0] and is_allowed(answer[1:], pattern[1:])


@steady
@given(words, stars)
def test_it_allows_what_trying_everything_allows(answer, pattern):
    accepted = " ".join(pattern)
    left = normalise(accepted.replace("*", "\ua66e")).replace("\ua66e", "*").split()
    wanted = is_allowed(normalise(" ".join(answer)).split(), left) and set(left) != {"*"}
    assert is_like(" ".join(answer), accepted) == bool(wanted and left)


def steps(work):
    """Return how many lines of Python are run by some work."""
    count = 0

    def tracer(frame, event, arg):
        nonlocal count
        count += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


EVIL = ["* fog " * 20, "* fog * fog * sea", "fog " * 60 + "*", "*" * 400, "* a * a * a * b"]


def is_linear(work):
    """Does twice as much more to do take twice as many more steps?"""
    few, some, many = (steps(lambda n=n: work(n)) for n in (5, 10, 20))
    return many - some <= 2.1 * (some - few)


@pytest.mark.parametrize("accepted", EVIL)
@pytest.mark.parametrize("word", ["fog ", "a ", "a fog ", "fog fog sea "])
def test_no_accepted_text_makes_a_long_answer_slow(accepted, word):
    assert is_linear(lambda n: is_like(word * n * 10, accepted))


def test_the_count_of_steps_sees_what_is_not_linear():
    """The control: trying everything grows faster than the answer does."""
    pattern = ["*", "fog", "*", "fog", "*", "sea"]
    assert not is_linear(lambda n: is_allowed(["fog"] * n, pattern))


def test_only_a_star_is_a_wildcard():
    """Whatever letter stands for one within is a letter to whoever types it."""
    assert not is_like("no keeper ever paid", "\ua66e keeper \ua66e")
    assert not is_like("no keeper ever paid", "\ua66e")
