"""Places in a canonical text that prove an answer, and how they are found."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quizapp.core.text import whole_letters

CONTEXT = 32  # code points kept on either side, as web annotation tools do


class Span(NamedTuple):
    """A place: start and end in code points, end exclusive, with its quote and context."""

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


class Segment(NamedTuple):
    """A piece of text in which nothing changes: its text, and the labels that cover it."""

    start: int
    end: int
    text: str
    labels: tuple[str, ...]

    @property
    def by_kind(self) -> tuple[list[str], list[str], list[str]]:
        """The labels of words that are explained, which begin with g; of what a student picked,
        which begin with p; and all others.
        """
        words = [label for label in self.labels if label.startswith("g")]
        picks = [label for label in self.labels if label.startswith("p")]
        return words, picks, [label for label in self.labels if label[0] not in "gp"]


class QuoteNotFound(ValueError):
    """The quote does not stand in the text. `nearest` is the likeliest place, or ''."""

    def __init__(self, quote: str, nearest: str) -> None:
        hint = f"; the nearest is “{nearest}”" if nearest else ""
        super().__init__(f"the quote “{quote}” does not stand in the article{hint}")
        self.nearest = nearest


class QuoteAmbiguous(ValueError):
    """The quote stands in several places, and the context given does not tell which."""

    def __init__(self, quote: str, places: int) -> None:
        super().__init__(
            f"the quote “{quote}” stands {places} times in the article; "
            "add a prefix or suffix that tells which is meant"
        )


class WrongSpan(ValueError):
    """A span does not fit its text: the slice is not the quote."""


class SpanMismatch(WrongSpan):
    """What was picked, `quote`, is not what stands there: the two sides see different texts."""

    def __init__(self, quote: str, start: int, end: int) -> None:
        super().__init__(f"“{quote}” does not stand from {start} to {end}")
        self.quote = quote


def span_at(text: str, start: int, end: int) -> Span:
    """Return the span from `start` to `end`; WrongSpan when they are no place in the text."""
    if not 0 <= start < end <= len(text):
        raise WrongSpan(f"{start} to {end} is no place in a text of {len(text)} characters")
    return Span(
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def picked_span(text: str, start: int, end: int, quote: str) -> Span:
    """Return the span that somebody picked, widened to whole letters as one sees them.

    `quote` is what stood there on the page. SpanMismatch when it is not what stands from
    `start` to `end`, to the code point: nothing is looked for elsewhere.
    """
    if not 0 <= start < end <= len(text) or text[start:end] != quote:
        raise SpanMismatch(quote, start, end)
    return span_at(text, *whole_letters(text, start, end))


def find(text: str, quote: str, prefix: str = "", suffix: str = "") -> Span:
    """Return the one place where `quote` stands between `prefix` and `suffix`.

    Raises QuoteNotFound when there is none and QuoteAmbiguous when there are several:
    a span is never guessed.
    """
    if not quote.strip():
        raise QuoteNotFound(quote, "")
    places = [
        start
        for start in _occurrences(text, quote)
        if text.endswith(prefix, 0, start) and text.startswith(suffix, start + len(quote))
    ]
    if not places:
        raise QuoteNotFound(quote, _nearest(text, quote))
    if len(places) > 1:
        raise QuoteAmbiguous(quote, len(places))
    return span_at(text, places[0], places[0] + len(quote))


def verify(span: Span, text: str) -> None:
    """Raise WrongSpan unless the slice of `text` and its surroundings equal the span's."""
    if span_at(text, span.start, span.end) != span:
        raise WrongSpan(
            f"the text from {span.start} to {span.end} is "
            f"“{text[span.start : span.end]}”, not “{span.quote}”"
        )


def overlaps(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Do two places, each start and end, share a character?"""
    return first[0] < second[1] and second[0] < first[1]


def segments(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]
) -> list[Segment]:
    """Cut `text[start:end]` wherever one of `marks` (start, end, label) begins or ends.

    The texts of the segments joined are the slice to the letter; labels keep the order
    of `marks`.
    """
    inside = [mark for mark in marks if overlaps((start, end), (mark[0], mark[1]))]
    cuts = {start, end}
    for first, last, _ in inside:
        cuts.update((max(first, start), min(last, end)))
    edges = sorted(cuts)
    return [
        Segment(left, right, text[left:right], _labels(inside, left, right))
        for left, right in zip(edges, edges[1:], strict=False)
    ]


def _labels(marks: Iterable[tuple[int, int, str]], left: int, right: int) -> tuple[str, ...]:
    return tuple(label for first, last, label in marks if first <= left and right <= last)


def _occurrences(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _nearest(text: str, quote: str) -> str:
    """Return the stretch of text that looks most like the quote, to show what to type."""
    matcher = difflib.SequenceMatcher(None, text, quote, autojunk=False)
    block = matcher.find_longest_match()
    if block.size < max(6, len(quote) // 4):
        return ""
    start = max(0, block.a - block.b)
    return text[start : start + len(quote)].replace("\n", " ")
