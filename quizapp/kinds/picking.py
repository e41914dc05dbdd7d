"""Picking places in the passage: what can be picked, which of it proves the answer, and what
a pick earns. Shared by the kind `evidence` and by asking any question for its evidence."""

import re
from collections.abc import Sequence
from fractions import Fraction

from quizapp.core.marks import SCHEMES
from quizapp.core.spans import overlaps
from quizapp.kinds.contract import Content

Place = tuple[int, int]  # start and end in code points
Units = Sequence[Place]  # what can be picked, numbered from 1 by its place in the list

_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")


def sentence_units(content: Content) -> list[Place]:
    """Return start and end of each sentence of the passage."""
    return [(start, end) for start, end, _ in content.sentences]


def word_units(content: Content) -> list[Place]:
    """Return start and end of each word that stands in a sentence."""
    return [
        (start + word.start(), start + word.end())
        for start, _, text in content.sentences
        for word in _WORD.finditer(text)
    ]


def touched(units: Units, places: Sequence[Place]) -> set[int]:
    """Return the numbers of the units that one of the places touches."""
    return {
        number
        for number, unit in enumerate(units, 1)
        if any(overlaps(unit, place) for place in places)
    }


def evidence_in(content: Content, units: Units) -> list[set[int]]:
    """Return, for each place of evidence, the numbers of the units that it touches."""
    return [touched(units, [(one.start or 0, one.end or 0)]) for one in content.evidence]


def numbered_sentences(content: Content) -> list[tuple[int, str]]:
    """Return each sentence on one line with its number, from 1."""
    return [
        (number, " ".join(text.split())) for number, (_, _, text) in enumerate(content.sentences, 1)
    ]


def pick_share(picked: set[int], places: Sequence[set[int]], need: str, scheme: str) -> Fraction:
    """Return what a pick earns, between 0 and 1.

    With `need` any, one place is wanted: the best of them counts, and picking a second
    sufficient one costs nothing. With all, each of them is wanted. Whoever picks all that is
    wanted and more has over-selected: right minus wrong then falls to the part of the picks
    that is right, and not to nothing.
    """
    wanted = [place for place in places if place]
    if not picked or not wanted:
        return Fraction(0)
    every = set[int]().union(*wanted)
    if need == "all":
        return _share(picked, every, scheme)
    return max(_share(picked - (every - place), place, scheme) for place in wanted)


def _share(picked: set[int], place: set[int], scheme: str) -> Fraction:
    share = SCHEMES[scheme].share(picked, place, len(picked | place))
    if scheme == "net_correct" and place <= picked:
        return Fraction(len(place), len(picked))
    return share


def is_found(picked: set[int], places: Sequence[set[int]]) -> bool:
    """Was one of the places picked whole, with at most as much again beside it?"""
    every = set[int]().union(*places)
    return any(
        place and place <= picked and len(picked - (every - place)) <= 2 * len(place)
        for place in places
    )
