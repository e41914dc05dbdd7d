"""The words of a text that a teacher explains, and where they stand in it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
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
    wanted = tuple((word.label, word.word) for word in _longest_first(words))
    return list(_places(text, tuple(blocks), wanted))


def stands_in(text: str, blocks: Sequence[Block], word: Word) -> bool:
    """Does this word stand anywhere in the text, whatever other words are explained?"""
    pattern = _pattern(word.word)
    parts = (block for block in blocks if block.kind != "promo")
    return any(pattern.search(text, block.start, block.end) for block in parts)


# A class reads one text, and every page of a sitting asks. Looking takes a second for a long text
# and two hundred words.
@lru_cache(maxsize=64)
def _places(
    text: str, blocks: tuple[Block, ...], wanted: tuple[tuple[str, str], ...]
) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    patterns = [(label, _pattern(word)) for label, word in wanted]
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
    return tuple(found)


def _longest_first(words: Iterable[Word]) -> list[Word]:
    return sorted(words, key=lambda one: (-len(one.word), one.word))


def _pattern(word: str) -> re.Pattern[str]:
    """A hyphen or an apostrophe joins: what they join to another word is that word."""
    parts = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<![\w'’-]){parts}(?:s|es)?(?!\w|['’-]\w)", re.IGNORECASE)
