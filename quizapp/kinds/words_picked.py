"""Words picked in the passage: copied from it, one place a line; the page's script does that too.

What the script picked comes with its place, and must stand there. A response is {"spans":
[[start, end] …] in code points, "unplaced": [lines that do not stand in the passage in just one
place]}. Nothing that was typed is lost: what has no place is kept.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from textwrap import shorten
from typing import Any

from pydantic import TypeAdapter
from pydantic import ValidationError as Unreadable
from wtforms import StringField, TextAreaField, ValidationError

from quizapp.core.spans import SpanMismatch, overlaps, picked_span
from quizapp.core.text import canonical, whole_letters
from quizapp.kinds.contract import AnswerForm, Content, Response, Sentence
from quizapp.kinds.picking import Place, touched, word_units
from quizapp.kinds.validators import Typed

LONGEST = 4_000  # code points in all quotes
LONGEST_PLACES = 3 * LONGEST  # in all of them as JSON
_READER = TypeAdapter(list[tuple[int, int, str]])  # start, end, and what the page has there
_AGAIN = "Delete that line, then pick or copy the words again."


def answer_form(content: Content) -> type[AnswerForm]:
    """Return a form with a box for what is copied from the passage, one place a line.

    `places` holds where lines were picked, as JSON; a line that is in none of them was typed.
    """

    class WordsForm(AnswerForm):
        quotes = TextAreaField(content.stem, [Typed(LONGEST)])
        places = StringField("Where the lines were picked")

        def validate_quotes(self, field: TextAreaField) -> None:
            fault = "" if field.errors else _fault(content, field.data or "", self.places.data)
            if field.errors or fault:
                # The lines are looked up by their words, if they are sent again as they are.
                self.places.data = ""
            if fault:
                raise ValidationError(fault)

        def response(self) -> Response:
            spans, unplaced = _resolved(content, self.quotes.data or "", self.places.data)
            if not spans and not unplaced:
                return None
            return {"spans": [list(place) for place in sorted(spans)], "unplaced": unplaced}

        @classmethod
        def data_for(cls, response: Response) -> dict[str, Any]:
            lines = _lines(content, response) if response else []
            return {"quotes": "\n".join(lines), "places": _places_data(content, response)}

    return WordsForm


def numbers(content: Content, response: dict[str, Any]) -> set[int]:
    """Return the numbers of the words that were picked."""
    return touched(word_units(content), [(start, end) for start, end in response["spans"]])


def text(content: Content, response: dict[str, Any]) -> str:
    """Return the picked words, each place in quotation marks, on one line."""
    return " ".join(f"“{line}”" for line in _lines(content, response))


def right_response(content: Content, places: list[Place]) -> Response:
    """Return the response that picks just these places."""
    return {"spans": [list(place) for place in sorted(places)], "unplaced": []}


def _lines(content: Content, response: dict[str, Any]) -> list[str]:
    passage = _passage(content.sentences)
    spans = [_on_one_line(passage[start:end]) for start, end in response["spans"]]
    return [*spans, *response["unplaced"]]


def _places_data(content: Content, response: Response) -> str:
    """Return the places of a response as the page's script writes them, to the letter."""
    passage = _passage(content.sentences)
    places = [(a, b, passage[a:b]) for a, b in response["spans"]] if response else []
    return json.dumps(places, ensure_ascii=False, separators=(",", ":")) if places else ""


def _on_one_line(quote: str) -> str:
    return " ".join(quote.split())


def _fault(content: Content, typed: str, places: Any) -> str:
    """Return what is wrong with the places that came along, in words for the student."""
    try:
        _resolved(content, typed, places)
    except Unreadable:
        return "It cannot be read where these words were picked. Please save them again."
    except SpanMismatch as wrong:
        line = shorten(wrong.quote, 60, placeholder="…")
        return f"The passage has other words where “{line}” was picked. {_AGAIN}"
    return ""


def _resolved(content: Content, typed: str, places: Any) -> tuple[set[Place], list[str]]:
    """Return the places of all lines, and the lines that have none.

    Raises Unreadable and SpanMismatch. A place without its line was taken back.
    """
    sentences = content.sentences
    lines = [line for line in map(_on_one_line, canonical(typed).split("\n")) if line]
    picked = _picked(sentences, set(lines), places)
    spans, others = set(), []
    for line in lines:
        if picked[line]:
            spans.add(picked[line].pop(0))
        else:
            others.append(line)
    unplaced = []
    for line in dict.fromkeys(others):
        place = _place_of(sentences, line)
        if place:
            spans.add(place)
        else:
            unplaced.append(line)
    return spans, unplaced


def _picked(
    sentences: tuple[Sentence, ...], lines: set[str], places: Any
) -> defaultdict[str, list[Place]]:
    """Return the places of each line that was picked; none where no sentence is in it."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for start, end, quote in _read(places):
        # What was typed was made canonical, but a place must hold its quote to the letter.
        line = _on_one_line(canonical(quote))
        place = _checked(sentences, start, end, quote) if line in lines else None
        if place:
            found[line].append(place)
    return found


def _read(places: Any) -> list[tuple[int, int, str]]:
    if not places:
        return []
    too_long = isinstance(places, str) and len(places) > LONGEST_PLACES
    return _READER.validate_json("" if too_long else places, strict=True)


def _checked(sentences: tuple[Sentence, ...], start: int, end: int, quote: str) -> Place | None:
    """Return a place without what cannot be picked at its ends; SpanMismatch where it is wrong."""
    if start < 0 or end - start != len(quote):
        raise SpanMismatch(quote, start, end)
    said = "".join(_said(sentences, start, quote))
    words = said.strip()
    if not words:
        return None
    first = start + len(said) - len(said.lstrip())
    try:
        span = picked_span(_passage(sentences), first, first + len(words), words)
    except SpanMismatch as wrong:
        raise SpanMismatch(quote, start, end) from wrong
    return span.start, span.end


def _said(sentences: tuple[Sentence, ...], start: int, quote: str) -> list[str]:
    """Return a quote as far as sentences stand there: what is between them is blank."""
    letters = [" "] * len(quote)
    for first, last, _ in sentences:
        if overlaps((first, last), (start, start + len(quote))):
            part = slice(max(first - start, 0), last - start)
            letters[part] = quote[part].replace("\n", " ")
    return letters


@lru_cache(maxsize=200)
def _passage(sentences: tuple[Sentence, ...]) -> str:
    """Return the passage as far as it can be picked, on one line: a line end is a blank."""
    letters = [" "] * (sentences[-1][1] if sentences else 0)
    for start, end, words in sentences:
        letters[start:end] = words.replace("\n", " ")
    return "".join(letters)


@lru_cache(maxsize=200)
def _flat(sentences: tuple[Sentence, ...]) -> tuple[str, Sequence[int]]:
    """Return the passage with one blank for many, and the place of each of its letters."""
    passage = _passage(sentences)
    places = [
        place
        for place, letter in enumerate(passage)
        if not letter.isspace() or not passage[place - 1 : place].isspace()
    ]
    return "".join(" " if passage[n].isspace() else passage[n] for n in places), places


def _place_of(sentences: tuple[Sentence, ...], line: str) -> Place | None:
    """Return where a line stands; None where it stands nowhere or in several places.

    Not by core.spans.find, which looks long for the likeliest place of what is nowhere.
    """
    flat, places = _flat(sentences)
    start = flat.find(line)
    if start < 0 or flat.find(line, start + 1) >= 0:
        return None
    end = places[start + len(line) - 1] + 1
    return whole_letters(_passage(sentences), places[start], end)
