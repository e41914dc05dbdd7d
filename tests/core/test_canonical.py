"""The canonical form of a text, and what may be typed."""

import hashlib
import unicodedata

import pytest
from hypothesis import given

from quizapp.core.text import LongText, RefusedText, canonical, check_typed, sha256
from tests.core.strategies import anything, steady


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("one\x85two", "one\ntwo"),
        ("one\u2028two", "one\ntwo"),
        ("one\u2029two", "one\ntwo"),
        ("one\r\r\ntwo\n\rthree", "one\n\ntwo\n\nthree"),
        ("one\ttwo\nthree", "one\ttwo\nthree"),
        ("cafe\u0301", "caf\u00e9"),
        ("\u212b", "\u00c5"),  # the Angstrom sign is the letter
        ("\ufb01sh \u2460", "\ufb01sh \u2460"),  # NFC, not NFKC: ligatures are kept
        ("\ufeffone\ufefftwo", "onetwo"),
        ("n\x00u\x00l", "nul"),
        ("\x01\x08\x0b\x0c\x0e\x1fa\x7f\x80\x84\x86\x9f", "a"),
        ("lone \ud83d and \udc1f", "lone  and "),
        ("e\x00\u0301", "\u00e9"),  # what a dropped character held apart is joined
        ("whole \U0001f41f", "whole \U0001f41f"),
        ("\u202eשלום\u200d", "\u202eשלום\u200d"),
        ("", ""),
    ],
)
def test_canonical_text_has_one_form(given_text, kept):
    assert canonical(given_text) == kept


@steady
@given(anything)
def test_canonical_twice_is_canonical_once(text):
    once = canonical(text)
    assert canonical(once) == once


@steady
@given(anything)
def test_canonical_text_holds_nothing_that_cannot_be_stored(text):
    made = canonical(text)
    made.encode()
    assert unicodedata.is_normalized("NFC", made)
    assert made.splitlines() == made.removesuffix("\n").split("\n") or made == ""
    assert not [
        letter for letter in made if unicodedata.category(letter) == "Cc" and letter not in "\n\t"
    ]


@pytest.mark.parametrize("text", ["", "plain", "tab\tand\nline", "\u202eשלום", "\U0001f41f" * 10])
def test_what_can_be_stored_may_be_typed(text):
    check_typed(text, 20)


@pytest.mark.parametrize("text", ["a\x00b", "\x00", "\ud800", "a\udfffb"])
def test_nul_and_lone_surrogates_may_not_be_typed(text):
    with pytest.raises(RefusedText, match="cannot be stored"):
        check_typed(text, 20)


def test_the_longest_text_may_be_typed_and_one_more_code_point_may_not():
    check_typed("\U0001f41f" * 5, 5)
    with pytest.raises(LongText, match="6 characters, at most 5"):
        check_typed("\U0001f41f" * 6, 5)


def test_a_long_number_of_characters_is_shown_readably():
    with pytest.raises(LongText, match="10,000 characters, at most 4,000"):
        check_typed("x" * 10_000, 4_000)


def test_a_text_is_known_by_the_sha_256_of_its_utf_8():
    assert sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256("é") == hashlib.sha256(b"\xc3\xa9").hexdigest()
