"""What a reader marks in a text: the named styles, and words that are typed off it."""

import re
from datetime import datetime
from typing import NamedTuple

from quizapp.core.spans import Span, span_at

# Named, because a colour alone is not seen by everybody.
STYLES = {
    "important": "Important",
    "question": "A question",
    "new_word": "New word",
    "disagree": "I disagree",
}
_PART = re.compile(r"[^\W_]+")


class WordsNotFound(ValueError):
    """The words that were typed do not stand in the text in a row."""


class WordsTwice(ValueError):
    """They stand there more than once; `times` says how often."""

    def __init__(self, times: int) -> None:
        super().__init__(f"these words stand {times} times in the text")
        self.times = times


class NoteRow(NamedTuple):
    """One mark of a reader's, as it leaves the site."""

    article: str
    version: int
    style: str
    quote: str
    note: str
    start: int
    end: int
    made_at: datetime


def place_of(text: str, typed: str) -> Span:
    """Return the one place where these words stand in a row, whatever lies between them.

    Case, punctuation and blanks do not matter. Raises WordsNotFound and WordsTwice.
    """
    parts = _PART.findall(typed)
    if not parts:
        raise WordsNotFound
    between = r"[\W_]+".join(map(re.escape, parts))
    pattern = re.compile(rf"(?<![^\W_]){between}(?![^\W_])", re.IGNORECASE)
    places = [match.span() for match in pattern.finditer(text)]
    if not places:
        raise WordsNotFound
    if len(places) > 1:
        raise WordsTwice(len(places))
    return span_at(text, *places[0])
