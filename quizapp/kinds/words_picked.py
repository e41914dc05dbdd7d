"""Words picked in the passage: copied from it, one place a line; the page's script does that too.

A response is {"spans": [[start, end] …] in code points, "unplaced": [lines that do not stand
in the passage in just one place]}. Nothing that was typed is lost: what has no place is kept.
"""

from functools import lru_cache
from typing import Any

from wtforms import TextAreaField

from quizapp.core.text import canonical
from quizapp.kinds.contract import AnswerForm, Content, Response, Sentence
from quizapp.kinds.picking import Place, touched, word_units
from quizapp.kinds.validators import Typed

LONGEST = 4_000  # code points in all quotes


def answer_form(content: Content) -> type[AnswerForm]:
    """Return a form with a box for what is copied from the passage, one place a line."""

    class WordsForm(AnswerForm):
        quotes = TextAreaField(content.stem, [Typed(LONGEST)])

        def response(self) -> Response:
            spans, unplaced = set(), []
            lines = map(str.strip, canonical(self.quotes.data or "").split("\n"))
            for line in dict.fromkeys(filter(None, lines)):
                place = _place_of(content.sentences, line)
                if place:
                    spans.add(place)
                else:
                    unplaced.append(line)
            if not spans and not unplaced:
                return None
            return {"spans": [list(place) for place in sorted(spans)], "unplaced": unplaced}

        @classmethod
        def data_for(cls, response: Response) -> dict[str, Any]:
            return {"quotes": "\n".join(_lines(content, response) if response else [])}

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
    return [*(passage[start:end] for start, end in response["spans"]), *response["unplaced"]]


@lru_cache(maxsize=200)
def _passage(sentences: tuple[Sentence, ...]) -> str:
    """Return the passage as far as it can be picked, on one line: a line end is a blank."""
    letters = [" "] * (sentences[-1][1] if sentences else 0)
    for start, end, words in sentences:
        letters[start:end] = words.replace("\n", " ")
    return "".join(letters)


def _place_of(sentences: tuple[Sentence, ...], quote: str) -> Place | None:
    """Return where a line stands; None where it stands nowhere or in several places.

    Not by core.spans.find, which looks long for the likeliest place of what is nowhere.
    """
    passage = _passage(sentences)
    start = passage.find(quote)
    if start < 0 or passage.find(quote, start + 1) >= 0:
        return None
    return start, start + len(quote)
