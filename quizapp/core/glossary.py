"""The words of a text that a teacher explains, and where they stand in it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizapp.core.spans import overlaps
from quizapp.core.text import Block


class Word(NamedTuple):
    """A word, or several, with what it means and how another language says it."""

    id: int
    word: str
    meaning: str
    translation: str = ""
    language: str = ""

    @property
    def label(self) -> str:
        """What marks its places in a passage."""
        return f"g{self.id}"


def places(text: str, blocks: Sequence[Block], words: Iterable[Word]) -> list[tuple[int, int, str]]:
    """Return start, end and label of each word where it first stands in each block.

    Whole words only, whatever their case, and with an s or es behind. Of two that stand at one
    place the longer one is taken. Link lines are left out, as they are never asked about.
    """
    found: list[tuple[int, int, str]] = []
    patterns = [(word.label, _pattern(word.word)) for word in _longest_first(words)]
    for block in blocks:
        if block.kind == "promo":
            continue
        here: list[tuple[int, int, str]] = []
        for label, pattern in patterns:
            taken = [(start, end) for start, end, _ in here]
            free = (
                match.span()
                for match in pattern.finditer(text, block.start, block.end)
                if not any(overlaps(match.span(), place) for place in taken)
            )
            place = next(free, None)
            if place:
                here.append((*place, label))
        found += sorted(here)
    return found


def _longest_first(words: Iterable[Word]) -> list[Word]:
    return sorted(words, key=lambda one: (-len(one.word), one.word))


def _pattern(word: str) -> re.Pattern[str]:
    """A hyphen or an apostrophe joins: what they join to another word is that word."""
    parts = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<![\w'’-]){parts}(?:s|es)?(?!\w|['’-]\w)", re.IGNORECASE)
