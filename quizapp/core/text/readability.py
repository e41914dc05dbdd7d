"""How long and how hard a text is, by the two formulas that teachers know."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from quizapp.core.text.sentences import Sentence

WORDS_A_MINUTE = 200  # silent reading at school age; adults read about 240
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d[\d.,:]*")
_VOWELS = re.compile(r"[aeiouy]+")


class Readability(NamedTuple):
    """Counts and two scores of a text.

    `words` and `sentences` are counts, `minutes` whole minutes of reading (at least 1),
    `flesch_ease` about 0 (hard) to 100 (easy), `grade` the US school grade of
    Flesch-Kincaid; both rounded to one decimal, None for a text without words.
    """

    words: int
    sentences: int
    minutes: int
    flesch_ease: float | None
    grade: float | None


def readability(text: str, sentences: Sequence[Sentence]) -> Readability:
    """Measure the sentences of a text; headings and promo lines do not count.

    Flesch (1948): 206.835 - 1.015 words/sentences - 84.6 syllables/words.
    Kincaid and others (1975): 0.39 words/sentences + 11.8 syllables/words - 15.59.
    """
    words = [
        word
        for sentence in sentences
        for word in _WORD.findall(text[sentence.start : sentence.end])
    ]
    if not words:
        return Readability(0, 0, 1, None, None)
    length = len(words) / len(sentences)
    weight = sum(map(_syllables, words)) / len(words)
    return Readability(
        words=len(words),
        sentences=len(sentences),
        minutes=max(1, math.ceil(len(words) / WORDS_A_MINUTE)),
        flesch_ease=round(206.835 - 1.015 * length - 84.6 * weight, 1),
        grade=round(0.39 * length + 11.8 * weight - 15.59, 1),
    )


def _syllables(word: str) -> int:
    """Estimate the syllables of an English word: groups of vowels, less a silent ending."""
    word = word.lower()
    groups = len(_VOWELS.findall(word))
    is_silent_e = re.search(r"[^aeiouyl]e$", word) or re.search(r"[aeiou]le$", word)
    is_silent_ed = re.search(r"[^aeioutd]ed$", word)
    if groups > 1 and (is_silent_e or is_silent_ed or re.search(r"[^aeiouscxzgh]es$", word)):
        groups -= 1
    return max(1, groups)
