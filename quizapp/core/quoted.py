"""What a text quotes of a passage, and how many words it has."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

SHORTEST = 5  # words in a row; fewer are met by chance
MOST_PLACES = 40  # that read alike; a refrain that stands more often is looked up in these
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")

Quote = tuple[int, int, str]  # start and end in the passage, and what stands there


class _Word(NamedTuple):
    """A word of the passage, plain, with its place and the sentence that it stands in."""

    plain: str
    start: int
    end: int
    sentence: int


def count_words(text: str) -> int:
    """Return how many words a text has; what a hyphen or an apostrophe joins is one."""
    return len(_WORD.findall(unicodedata.normalize("NFC", text)))


def quoted(text: str, sentences: Sequence[tuple[int, int, str]]) -> list[Quote]:
    """Return the places of the passage that `text` repeats, in the order of `text`.

    A place is five or more words in a row, whatever their case, accents and punctuation.
    `sentences` are start, end and text of each sentence; a quote that runs on from one into
    the next gives a place in each. A place that is quoted twice is given once.
    """
    passage = _words(sentences)
    said = [_plain(word) for word in _PART.findall(unicodedata.normalize("NFC", text))]
    begins = defaultdict(list)
    for place in range(len(passage) - SHORTEST + 1):
        begins[tuple(word.plain for word in passage[place : place + SHORTEST])].append(place)
    found: dict[Quote, None] = {}
    at = 0
    while at <= len(said) - SHORTEST:
        runs = [
            (_length(said, at, passage, place), -place)
            for place in begins.get(tuple(said[at : at + SHORTEST]), ())[:MOST_PLACES]
        ]
        length, place = max(runs, default=(1, 0))
        if runs:
            found.update(dict.fromkeys(_quotes(passage[-place : length - place], sentences)))
        at += length
    return list(found)


def _words(sentences: Sequence[tuple[int, int, str]]) -> list[_Word]:
    return [
        _Word(_plain(match[0]), start + match.start(), start + match.end(), number)
        for number, (start, _, text) in enumerate(sentences)
        for match in _PART.finditer(text)
    ]


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word).casefold()
    return "".join(one for one in letters if one.isalnum())


def _length(said: Sequence[str], at: int, passage: Sequence[_Word], place: int) -> int:
    """Return how many words both have alike from there on."""
    length = 0
    most = min(len(said) - at, len(passage) - place)
    while length < most and said[at + length] == passage[place + length].plain:
        length += 1
    return length


def _quotes(words: Sequence[_Word], sentences: Sequence[tuple[int, int, str]]) -> list[Quote]:
    """Return the place of a run of words in each sentence that it touches."""
    places: dict[int, tuple[int, int]] = {}
    for word in words:
        first, _ = places.get(word.sentence, (word.start, word.end))
        places[word.sentence] = first, word.end
    return [
        (
            start,
            end,
            sentences[number][2][start - sentences[number][0] : end - sentences[number][0]],
        )
        for number, (start, end) in places.items()
    ]
