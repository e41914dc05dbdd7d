"""English number words, and what each adds to the number that is being read."""

from fractions import Fraction
from typing import NamedTuple


class Part(NamedTuple):
    """A word of a number: its kind says what may follow it."""

    kind: str  # unit, teen, ten, zero, article, hundred, scale, fraction, and
    value: Fraction = Fraction(0)
    is_last: bool = False  # an ordinal ends its number


UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"dozen": 12, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = {
    **{"one": "first", "two": "second", "three": "third", "five": "fifth"},
    **{"eight": "eighth", "nine": "ninth", "twelve": "twelfth"},
}
# Which kind of word may follow which, within one number.
FOLLOWS: dict[str, frozenset[str]] = {
    kind: frozenset(following.split())
    for kind, following in {
        "": "unit teen ten zero article fraction",
        "literal": "hundred scale and",
        "unit": "hundred scale and",
        "teen": "hundred scale and",
        "ten": "unit hundred scale and",
        "hundred": "unit teen ten scale and",
        "scale": "unit teen ten and",
        "and": "unit teen ten fraction",  # a hundred and five
        "plus": "fraction",  # five and a half, never five and six
        "article": "hundred scale",
        "fraction": "hundred scale",
        "zero": "",
    }.items()
}
# Shorter than a word, and only where they touch the digits: 2m, 1.5k, 3bn.
SUFFIXES = {
    **{"k": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "mln": 10**6},
    **{"bn": 10**9, "tn": 10**12},
}
PIECES = "half third quarter fifth sixth seventh eighth ninth tenth".split()
_DENOMINATORS = [2, 3, 4, 5, 6, 7, 8, 9, 10]


def ordinal(word: str) -> str:
    """Return the ordinal of a number word: first, twentieth, hundredth."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"


def _cardinals() -> dict[str, Part]:
    parts = {word: Part("unit", Fraction(n)) for n, word in enumerate(UNITS, start=1)}
    parts |= {word: Part("teen", Fraction(n)) for n, word in enumerate(_TEENS, start=10)}
    parts |= {word: Part("ten", Fraction(10 * n)) for n, word in enumerate(_TENS, start=2)}
    parts |= {word: Part("scale", Fraction(n)) for word, n in _SCALES.items()}
    return parts | {"hundred": Part("hundred", Fraction(100))}


def _fractions() -> dict[str, Part]:
    """Return "a half", "half a", "three quarters" and their like, as if each were one word."""
    parts = {}
    for piece, below in zip(PIECES, _DENOMINATORS, strict=True):
        parts[f"one {piece}"] = Part("fraction", Fraction(1, below))
        plural = "halves" if piece == "half" else f"{piece}s"
        for above, word in enumerate(UNITS[1:], start=2):
            parts[f"{word} {plural}"] = Part("fraction", Fraction(above, below))
    half, quarter = parts["one half"], parts["one quarter"]
    parts |= {"half": half, "a half": half, "half a": half, "half an": half}
    return parts | {"quarter": quarter, "a quarter": quarter}


_CARDINALS = _cardinals()
PARTS: dict[str, Part] = {
    **_CARDINALS,
    **{ordinal(word): part._replace(is_last=True) for word, part in _CARDINALS.items()},
    **_fractions(),
    **dict.fromkeys(("zero", "nought", "nil"), Part("zero")),
    **dict.fromkeys(("a", "an"), Part("article", Fraction(1))),
    **{"and": Part("and"), "fourty": _CARDINALS["forty"], "millions": _CARDINALS["million"]},
}
