"""Places in a text: found, never guessed; checked; cut for a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.spans import (
    CONTEXT,
    QuoteAmbiguous,
    QuoteNotFound,
    Span,
    SpanMismatch,
    WrongSpan,
    find,
    overlaps,
    picked_span,
    segments,
    span_at,
    verify,
)
from tests.core.strategies import anything, steady

TEXT = "The first lamp was low. The second lamp was high. In fog the first lamp was a smudge."


def test_a_quote_that_stands_once_is_found():
    assert find(TEXT, "second lamp") == Span(
        28, 39, "second lamp", "The first lamp was low. The ", " was high. In fog the first lamp"
    )


def test_a_span_keeps_32_code_points_on_either_side():
    text = "a" * 40 + "Q" + "b" * 40
    assert span_at(text, 40, 41) == Span(40, 41, "Q", "a" * 32, "b" * 32)
    assert CONTEXT == 32


def test_a_quote_may_be_the_whole_text():
    assert find(TEXT, TEXT) == Span(0, len(TEXT), TEXT, "", "")


@pytest.mark.parametrize(
    ("context", "start"),
    [
        ({"prefix": "The "}, 4),
        ({"prefix": "fog the "}, 61),
        ({"suffix": " was low"}, 4),
        ({"suffix": " was a"}, 61),
        ({"prefix": "In fog the ", "suffix": " was a smudge."}, 61),
    ],
)
def test_context_tells_which_of_two_places_is_meant(context, start):
    found = find(TEXT, "first lamp", **context)
    assert (found.start, found.end) == (start, start + 10)


@pytest.mark.parametrize("context", [{}, {"prefix": "he "}, {"suffix": " was "}])
def test_a_quote_that_stands_twice_is_not_guessed(context):
    with pytest.raises(QuoteAmbiguous, match="stands 2 times"):
        find(TEXT, "first lamp", **context)


@pytest.mark.parametrize(
    "context", [{"prefix": "A "}, {"suffix": "s"}, {"prefix": "fog", "suffix": "low"}]
)
def test_context_that_stands_nowhere_finds_nothing(context):
    with pytest.raises(QuoteNotFound):
        find(TEXT, "first lamp", **context)


def test_occurrences_that_overlap_are_each_counted():
    with pytest.raises(QuoteAmbiguous, match="stands 3 times"):
        find("abababa", "aba")
    assert find("abababa", "aba", prefix="ab", suffix="ba").start == 2


def test_a_quote_that_is_absent_names_the_likeliest_place():
    with pytest.raises(QuoteNotFound, match="the nearest is “second lamp was high”") as caught:
        find(TEXT, "second lamp was tall")
    assert caught.value.nearest == "second lamp was high"


def test_the_likeliest_place_is_shown_on_one_line():
    with pytest.raises(QuoteNotFound) as caught:
        find("The second lamp\nwas high", "second lamp was high")
    assert caught.value.nearest == "second lamp was high"


def test_a_quote_like_nothing_in_the_text_names_no_place():
    with pytest.raises(QuoteNotFound) as caught:
        find(TEXT, "0123456789")
    assert caught.value.nearest == ""
    assert "nearest" not in str(caught.value)


@pytest.mark.parametrize("quote", ["", " ", "\n\t"])
def test_a_blank_quote_is_found_nowhere(quote):
    with pytest.raises(QuoteNotFound):
        find(TEXT, quote)


@pytest.mark.parametrize("quote", ["First lamp", "first  lamp", "first lamp was low"[::-1]])
def test_a_quote_must_stand_to_the_letter(quote):
    with pytest.raises(QuoteNotFound):
        find(TEXT, quote)


@pytest.mark.parametrize(
    ("text", "quote", "start", "end"),
    [
        ("\U0001f41f fish \U0001f41f\U0001f41f", "fish", 2, 6),
        ("a \U0001f469\u200d\U0001f52c reads", "reads", 6, 11),
        ("e\u0323\u0302 then x", "then", 4, 8),
        ("אמר: שלום לכם", "שלום", 5, 9),
        ("\u202eabc\u202c def", "def", 6, 9),
    ],
)
def test_offsets_are_code_points(text, quote, start, end):
    found = find(text, quote)
    assert (found.start, found.end, text[found.start : found.end]) == (start, end, quote)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, 86), (85, 86)])
def test_what_is_no_place_is_no_span(start, end):
    assert len(TEXT) == 85
    with pytest.raises(WrongSpan, match="no place in a text of 85"):
        span_at(TEXT, start, end)


def test_a_span_is_verified_against_its_text():
    span = find(TEXT, "second lamp")
    verify(span, TEXT)
    with pytest.raises(WrongSpan, match="not “second lamp”"):
        verify(span, TEXT.replace("low", "lower"))


@pytest.mark.parametrize(
    "change",
    [{"quote": "second Lamp"}, {"start": 27}, {"end": 40}, {"prefix": ""}, {"suffix": "s"}],
)
def test_a_span_with_one_wrong_part_does_not_verify(change):
    with pytest.raises(WrongSpan):
        verify(find(TEXT, "second lamp")._replace(**change), TEXT)


@steady
@given(anything.filter(str.strip), st.data())
def test_every_span_verifies_and_is_found_again_or_is_ambiguous(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = span_at(text, start, end)
    verify(span, text)
    assert span.prefix + span.quote + span.suffix in text
    if not span.quote.strip():
        return
    try:
        assert find(text, span.quote, span.prefix, span.suffix) == span
    except QuoteAmbiguous:
        whole = span.prefix + span.quote + span.suffix
        assert text.count(span.quote) > 1 or text.find(whole) != text.rfind(whole)


def test_what_was_picked_is_a_span_of_the_text():
    assert picked_span(TEXT, 28, 39, "second lamp") == find(TEXT, "second lamp")
    verify(picked_span(TEXT, 0, len(TEXT), TEXT), TEXT)


@pytest.mark.parametrize(
    ("text", "start", "end", "quote"),
    [
        (TEXT, 28, 39, "second lamb"),
        (TEXT, 28, 39, "second lamp "),
        (TEXT, 28, 39, ""),
        (TEXT, 27, 38, "second lamp"),
        (TEXT, 61, 71, "first  lamp"),
        (TEXT, 28, 28, ""),
        (TEXT, 39, 28, "second lamp"),
        (TEXT, -11, -1, TEXT[-11:-1]),
        (TEXT, -1, 3, ""),
        (TEXT, 80, 86, TEXT[80:]),
        (TEXT, 85, 90, ""),
        ("a caf\u00e9", 2, 6, "cafe\u0301"),  # a browser that normalised it
        ("a caf\u00e9", 2, 7, "cafe\u0301"),
        ("one\ntwo", 0, 7, "one\r\ntwo"),
        ("one\ntwo", 0, 8, "one\r\ntwo"),
        ("one\ntwo", 0, 7, "one two"),
        ("a \U0001f41f fish", 5, 9, "fish"),  # counted in UTF-16
    ],
)
def test_what_does_not_stand_there_is_refused(text, start, end, quote):
    with pytest.raises(SpanMismatch, match="does not stand from"):
        picked_span(text, start, end, quote)


def test_what_was_picked_is_widened_to_whole_letters():
    text = "a \U0001f469\u200d\U0001f52c reads e\u0323\u0302"
    assert picked_span(text, 4, 5, "\U0001f52c")[:3] == (2, 5, "\U0001f469\u200d\U0001f52c")
    assert picked_span(text, 6, 13, "reads e").quote == "reads e\u0323\u0302"


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ((0, 3), (2, 5), True),
        ((2, 5), (0, 3), True),
        ((0, 9), (3, 4), True),
        ((0, 3), (3, 5), False),
        ((3, 5), (0, 3), False),
        ((0, 1), (8, 9), False),
    ],
)
def test_places_overlap_when_they_share_a_character(first, second, shared):
    assert overlaps(first, second) is shared


def test_a_text_is_cut_where_marks_begin_and_end():
    cut = segments("abcdefghij", 0, 10, [(2, 6, "key"), (4, 8, "picked"), (0, 0, "nothing")])
    assert [(piece.text, piece.labels) for piece in cut] == [
        ("ab", ()),
        ("cd", ("key",)),
        ("ef", ("key", "picked")),
        ("gh", ("picked",)),
        ("ij", ()),
    ]


def test_a_mark_that_crosses_an_edge_is_cut_at_it():
    cut = segments("abcdefghij", 3, 6, [(0, 4, "left"), (5, 9, "right"), (7, 9, "outside")])
    assert [(piece.start, piece.end, piece.labels) for piece in cut] == [
        (3, 4, ("left",)),
        (4, 5, ()),
        (5, 6, ("right",)),
    ]


@steady
@given(st.data())
def test_segments_add_up_and_each_bears_the_labels_that_cover_it(data):
    text = data.draw(anything)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    start, end = data.draw(places)
    marks = [(*place, str(n)) for n, place in enumerate(data.draw(st.lists(places, max_size=6)))]
    cut = segments(text, start, end, marks)
    assert "".join(piece.text for piece in cut) == text[start:end]
    for piece in cut:
        for place in range(piece.start, piece.end):
            assert piece.labels == tuple(
                label for first, last, label in marks if first <= place < last
            )
