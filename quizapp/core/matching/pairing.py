"""Which terms of an answer stand for which of the key, and what is left on either side."""

from collections.abc import Callable
from typing import NamedTuple

from quizapp.core.matching.forms import are_forms
from quizapp.core.matching.names import abbreviates
from quizapp.core.matching.slips import is_slip
from quizapp.core.matching.terms import Term, Terms

SAME, INFLECTED, SLIP, SHORTENED = range(4)
# How a pair of terms is alike, in words; the worst of an answer is told.
ALIKE = {
    SAME: ("the same words", "same"),
    INFLECTED: ("another form of the same word", "inflected"),
    SLIP: ("a slip of spelling", "typo"),
    SHORTENED: ("a shortened form of the same name", "initials"),
}


class Pairing(NamedTuple):
    """Which term of the answer, by index, stands for which of the key, and how alike they are."""

    pairs: tuple[tuple[int, int, int], ...]
    extra: Terms  # what only the answer has, in its order
    missing: Terms  # what only the key has

    @property
    def worst(self) -> int:
        """Return how alike the least alike pair is."""
        return max((grade for _, _, grade in self.pairs), default=SAME)


def pair(answer: Terms, key: Terms, words: Callable[[], frozenset[str]]) -> Pairing:
    """Return the best pairing: the same terms first, then forms, slips and short forms.

    The words are those of the passage, and asked for only where a pair hangs on them.
    """
    pairs: list[tuple[int, int, int]] = []
    free, wanted = dict(enumerate(answer)), dict(enumerate(key))
    for grade, alike in ((SAME, _same), (INFLECTED, _inflected), (SLIP, _slipped)):
        for j, meant in list(wanted.items()):
            found = next((i for i, term in free.items() if alike(term, meant, words)), None)
            if found is not None:
                pairs.append((found, j, grade))
                del free[found], wanted[j]
    pairs += _shortened(free, wanted)
    return Pairing(tuple(sorted(pairs)), tuple(free.values()), tuple(wanted.values()))


def _same(typed: Term, meant: Term, words: Callable[[], frozenset[str]]) -> bool:
    return typed.text == meant.text


def _inflected(typed: Term, meant: Term, words: Callable[[], frozenset[str]]) -> bool:
    if typed.value != meant.value:
        return False
    if typed.plain != meant.plain and not are_forms(typed.text, meant.text):
        return False
    return not (meant.is_name and typed.is_name and typed.text in words())


def _slipped(typed: Term, meant: Term, words: Callable[[], frozenset[str]]) -> bool:
    return is_slip(typed.text, meant.text, words)


def _shortened(free: dict[int, Term], wanted: dict[int, Term]) -> list[tuple[int, int, int]]:
    """Pair NY with New York, V. with Vladimir, and the other way round; take them out."""
    pairs: list[tuple[int, int, int]] = []
    for i, term in list(free.items()):
        run = _run_for(term, wanted)
        pairs += [(i, j, SHORTENED) for j in run]
        if run:
            del free[i]
        for j in run:
            del wanted[j]
    for j, term in list(wanted.items()):
        run = _run_for(term, free)
        pairs += [(i, j, SHORTENED) for i in run]
        if run:
            del wanted[j]
        for i in run:
            del free[i]
    return pairs


def _run_for(short: Term, long: dict[int, Term]) -> list[int]:
    """Return the terms that a short form stands for, if they stand side by side."""
    places = sorted(long)
    if len(short.text) == 1 and short.is_name:
        named = [
            i
            for i in places
            if long[i].is_name and long[i].text[0] == short.text and not long[i].raw.isupper()
        ]
        return named[:1]
    if not 2 <= len(short.text) <= 6:
        return []
    starts = [at for at, i in enumerate(places) if long[i].text[0] == short.text[0]]
    for first in starts:
        for length in range(len(short.text) + 2, len(short.text) - 1, -1):
            run = places[first : first + length]
            if run[-1] - run[0] == len(run) - 1 and abbreviates(short, [long[i] for i in run]):
                return run
    return []
