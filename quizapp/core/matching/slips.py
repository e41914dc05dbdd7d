"""Slips of the pen, and what looks like one but says the opposite or something else."""

import re
from collections.abc import Callable, Collection

from rapidfuzz.distance import OSA

from quizapp.core.matching.near_words import NEAR_WORDS
from quizapp.core.matching.words import OPPOSITES
from quizapp.core.number_words import PARTS

_NEGATING = (
    "un in im il ir dis non mis anti a ab counter de under over sub super pre post re semi".split()
)
# Words that begin with one of a pair and go on alike are not each other.
_BEGINNINGS = [
    tuple(pair.split("/"))
    for pair in (
        "en/de in/ex im/ex inter/intra inter/extra intra/extra pre/post pre/pro pre/per hyper/hypo "
        "macro/micro mono/poly mono/multi uni/multi uni/bi bi/tri mono/bi over/under up/down "
        "anti/pro for/back in/out im/em endo/exo homo/hetero sub/super max/min in/de as/des"
    ).split()
]
# Words that go on from the same stem with two of these are not each other: chivalry, chivalric.
_ENDINGS = frozenset(
    """
    y ic ical al ous ity ness ist ism ian an ia er or ee ive ion ment ate ite ide ine ane ene yne
    ful less ish ese est age ance ence ant ent ology ologist ical able
    """.split()
)
_LETTERS = re.compile(r"\b[A-Za-z]{5,}\b")
_NUMBER_WORDS = {
    letter: [word for word in PARTS if len(word) > 4 and word.isalpha() and word[0] == letter]
    for letter in "bdefhmnqstz"
}
_PLAIN_ENDINGS = frozenset(["", "s", "es", "e", "ed", "ing"])


def opposes(one: str, other: str) -> bool:
    """Do two words say the opposite: hot and cold, happy and unhappy, import and export?"""
    if other in OPPOSITES.get(one, ()):
        return True
    if one[-3:] == other[-3:]:
        return (
            _is_negated(one, other)
            or _is_negated(other, one)
            or any(_swapped(one, other, *pair) for pair in _BEGINNINGS)
        )
    return _is_less(one, other)


def _is_negated(longer: str, shorter: str) -> bool:
    return len(shorter) > 3 and any(
        longer.startswith(prefix) and longer[len(prefix) :] == shorter for prefix in _NEGATING
    )


def _swapped(one: str, other: str, first: str, second: str) -> bool:
    """Do two words differ only in that one begins with this and the other with that?"""
    for a, b in ((first, second), (second, first)):
        if one.startswith(a) and other.startswith(b):
            rest = one[len(a) :]
            if len(rest) > 2 and rest == other[len(b) :]:
                return True
    return False


def _is_less(one: str, other: str) -> bool:
    """Is one word with -less what the other is with -ful, or without an ending?"""
    for a, b in ((one, other), (other, one)):
        stem = a.removesuffix("less")
        if stem != a and len(stem) > 2 and b in (stem, stem + "ful", stem + "y", stem + "s"):
            return True
    return False


def most_slips(word: str) -> int:
    """Return how many slips a word may hold and still be known for what it is."""
    return 0 if len(word) < 5 else 1 if len(word) < 8 else 2


def is_slip(typed: str, meant: str, words: Callable[[], Collection[str]]) -> bool:
    """Is this word another one with a slip or two, and not a word of its own?

    Words are those of the passage, the evidence and the question.
    """
    most = most_slips(meant)
    if not most or abs(len(typed) - len(meant)) > most or not (typed + meant).isalpha():
        return False
    distance = OSA.distance(typed, meant, score_cutoff=most)
    if distance > most or typed in NEAR_WORDS or typed in words():
        return False
    return not (_differ_in_meaning(typed, meant) or _is_nearer(typed, meant, distance, words()))


def with_number_words(text: str) -> str:
    """Return a text with the slips in its number words mended: two millon is two million."""
    return _LETTERS.sub(lambda found: _number_word(found[0]), text)


def _number_word(word: str) -> str:
    low = word.lower()
    if low in PARTS or low in NEAR_WORDS:
        return word
    near = [part for part in _NUMBER_WORDS.get(low[0], ()) if OSA.distance(part, low) == 1]
    return near[0] if len(near) == 1 and low != near[0] + "s" else word


def _differ_in_meaning(typed: str, meant: str) -> bool:
    if typed[0] != meant[0] and typed[:2] != meant[1::-1]:
        return True
    if opposes(typed, meant):
        return True
    return any(
        typed.endswith(ending) and _goes_on(meant, typed.removesuffix(ending), ending)
        for ending in (*_ENDINGS, *_PLAIN_ENDINGS)
    )


def _goes_on(word: str, stem: str, ending: str) -> bool:
    """Does a word go on from this stem with another ending, one of both deriving a new word?"""
    if len(stem) < 4 or not word.startswith(stem):
        return False
    other = word[len(stem) :]
    ours = {ending, other}
    if ours == {"ic", "ical"} or (stem.endswith("ic") and ours == {"", "al"}):
        return False  # astronomic and astronomical are one
    return ending != other and bool(ours & _ENDINGS) and ours <= _ENDINGS | _PLAIN_ENDINGS


def _is_nearer(typed: str, meant: str, distance: int, words: Collection[str]) -> bool:
    """Is it at least as near to another word of the passage?"""
    return any(
        word != meant
        and abs(len(word) - len(typed)) <= distance
        and word[0] == typed[0]
        and not _inflected(word, meant)
        and OSA.distance(typed, word, score_cutoff=distance) <= distance
        for word in words
    )


def _inflected(one: str, other: str) -> bool:
    """Do two words begin alike to within an ending, so that a slip may mean either?"""
    short, long = sorted((one, other), key=len)
    return long.startswith(short[:-1]) and len(long) - len(short) < 4
