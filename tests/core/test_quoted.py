"""What a student's paragraph quotes of the passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.quoted import SHORTEST, count_words, quoted
from quizapp.core.text import sentences
from tests.core.strategies import anything, composed, steady

TEXT = (
    "The keeper lit both lamps every night. In fog, the café’s lamp was no more than a smudge. "
    "“Who paid?” Nobody asked the harbour-master."
)
CUTS = [(0, 38), (39, 89), (90, 101), (102, 134)]
SENTENCES = [(start, end, TEXT[start:end]) for start, end in CUTS]


def found(text):
    return [quote for _, _, quote in quoted(text, SENTENCES)]


def test_the_passage_is_cut_as_the_table_thinks():
    assert [text[0] + text[-1] for _, _, text in SENTENCES] == ["T.", "I.", "“”", "N."]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("", []),
        ("I do not know.", []),
        ("keeper lit both lamps", []),  # four words
        ("He lit both lamps every night, always.", ["lit both lamps every night"]),
        ("LIT BOTH — lamps, every night!", ["lit both lamps every night"]),
        ("lit both new lamps every night", []),
        ("in fog the cafes lamp was gone", ["In fog, the café’s lamp was"]),
        ("In fog the cafe\u0301's lamp was gone", ["In fog, the café’s lamp was"]),
        # On from one sentence into the next: the parts of it in each.
        ("lamps every night. In fog, yes", ["lamps every night", "In fog"]),
        ("a smudge who paid nobody", ["a smudge", "Who paid", "Nobody"]),
        ("paid nobody asked the harbour master", ["paid", "Nobody asked the harbour-master"]),
        # Twice is once, and the order is that of the text.
        (
            "than a smudge. Who paid? The keeper lit both lamps. Than a smudge who paid!",
            ["than a smudge", "Who paid", "The keeper lit both lamps"],
        ),
        ("the keeper lit both lamps every NIGHT in fog the", [
            "The keeper lit both lamps every night", "In fog, the"]),
        ("lit both lamps every lit both lamps every night", ["lit both lamps every night"]),
    ],
)  # fmt: skip
def test_five_words_in_a_row_are_a_quote(text, quotes):
    assert found(text) == quotes


def test_places_are_those_of_the_passage():
    (place,) = quoted("it was no more than a smudge", SENTENCES)
    assert place == (63, 88, "was no more than a smudge")
    assert TEXT[63:88] == "was no more than a smudge"


def test_of_two_places_the_longer_one_is_taken_and_of_equal_ones_the_first():
    told = [(0, 13, "a b c d e. No"), (20, 35, "a b c d e f g h"), (40, 55, "a b c d e f g h")]
    assert quoted("a b c d e f g h", told) == [(20, 35, "a b c d e f g h")]


def test_a_long_quote_is_found_before_its_end_begins_another():
    told = [(0, 19, "a b c d e f g h i j")]
    assert quoted("a b c d e f x e f g h i j", told) == [
        (0, 11, "a b c d e f"),
        (8, 19, "e f g h i j"),
    ]


@steady
@given(
    composed, st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200)), max_size=4), anything
)
def test_what_is_quoted_stands_there_to_the_letter(made, cuts, other):
    text, blocks = made
    pinned = [(s.start, s.end, text[s.start : s.end]) for s in sentences(text, blocks)]
    answer = other.join(text[start : start + length] for start, length in cuts)
    for start, end, quote in quoted(answer, pinned):
        assert text[start:end] == quote != ""


@steady
@given(st.data())
def test_every_copied_sentence_of_five_words_is_recognised(data):
    words = data.draw(st.lists(st.sampled_from("abcdefg"), min_size=SHORTEST, max_size=12))
    sentence = " ".join(words)
    (first, *_) = quoted(f"He said: “{sentence}”", [(7, 7 + len(sentence), sentence)])
    assert first == (7, 7 + len(sentence), sentence)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n– ?! _ ", 0),
        ("One", 1),
        ("The keeper’s well-known lamp, 2 of them.", 7),
        ("don't – stop", 2),
        ("re\u0301sume\u0301", 1),
        ("слово שלום", 2),
    ],
)
def test_words_are_counted(text, words):
    assert count_words(text) == words
