"""A text as the terms that matching compares: words in plain form, numbers as values."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from quizapp.core.matching.forms import lemma
from quizapp.core.matching.units import UNITS
from quizapp.core.matching.words import MONTHS, NEUTRAL
from quizapp.core.number_words import PARTS
from quizapp.core.numbers import numbers_in


class Term(NamedTuple):
    """A word or a number of a text."""

    text: str  # in lower case without accents
    plain: str  # what inflected and otherwise spelled forms have in common
    raw: str  # as it was typed
    value: Fraction | None = None  # of a number

    @property
    def is_name(self) -> bool:
        """Does it begin with a capital letter?"""
        return self.raw[:1].isupper()

    @property
    def is_neutral(self) -> bool:
        """Does it neither add to an answer nor take from it?"""
        return self.value is None and self.text in NEUTRAL

    @property
    def said(self) -> str:
        """Return it as people say it: at least, not atleast."""
        return re.sub("^(at|more|less)(least|most|than)$", r"\1 \2", self.text)


Terms = tuple[Term, ...]

_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u0060\u00b4]")
_SIGNS = (
    (re.compile(r"(?<=[\d%])\s?[\u2010-\u2015\u2212-]\s?(?=\d)"), " to "),
    (re.compile(r"\bfrom (.{1,30}?) (?:until|till|to|through) ", re.IGNORECASE), r"\1 to "),
    (re.compile(r"\bbetween (\d[\d,.]*%?) and (?=\d)", re.IGNORECASE), r"\1 to "),
    (re.compile(r"(?:°\s?|\bdegrees? )(?:c|celsius)\b", re.IGNORECASE), " celsius "),
    (re.compile(r"(?:°\s?|\bdegrees? )(?:f|fahrenheit)\b", re.IGNORECASE), " fahrenheit "),
    (re.compile("°"), " degrees "),
    (re.compile(r"%|\bper cent\b|\bpct\b", re.IGNORECASE), " percent "),
    (re.compile(r"(?:US|U\.S\.)?\s?\$"), " dollar "),
    (re.compile("€"), " euro "),
    (re.compile("£"), " pound "),
    (re.compile(r"&|\+(?=\s)"), " and "),
    (re.compile(r"\bo'clock\b", re.IGNORECASE), " "),
    (re.compile(r"\bkm/h\b|\bkph\b"), " kmh "),
)
_AHEAD = rf" (?:\d|(?:{'|'.join(word for word in PARTS if word.isalpha())})\b)"
# One word for each way to say how a number is meant.
_LIMITS = (
    (re.compile(r"\b(?:at least|no (?:less|fewer) than|a minimum of)\b", re.IGNORECASE), "atleast"),
    (
        re.compile(
            rf"\b(?:at most|(?:no|not) more than|up to(?={_AHEAD})|a maximum of)\b", re.IGNORECASE
        ),
        "atmost",
    ),
    (
        re.compile(
            rf"\b(?:(?:more|greater|higher) than|(?:over|above)(?={_AHEAD}))\b", re.IGNORECASE
        ),
        "morethan",
    ),
    (
        re.compile(
            rf"\b(?:(?:less|fewer|lower) than|(?:under|below)(?={_AHEAD}))\b", re.IGNORECASE
        ),
        "lessthan",
    ),
    (re.compile(r"([\w.,]+) or more\b", re.IGNORECASE), r"atleast \1"),
    (re.compile(r"([\w.,]+) or (?:less|fewer)\b", re.IGNORECASE), r"atmost \1"),
)
_CONTRACTIONS = (
    (re.compile(r"\bcan't\b|\bcannot\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon't\b", re.IGNORECASE), "will not"),
    (re.compile(r"\bshan't\b", re.IGNORECASE), "shall not"),
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
    (re.compile(r"\b(it|that|what|there|here|he|she|who|where)'s\b", re.IGNORECASE), r"\1 is"),
    (re.compile(r"\b(i)'m\b", re.IGNORECASE), r"\1 am"),
    (re.compile(r"'re\b", re.IGNORECASE), " are"),
    (re.compile(r"'ve\b", re.IGNORECASE), " have"),
    (re.compile(r"'ll\b", re.IGNORECASE), " will"),
    (re.compile(r"'d\b", re.IGNORECASE), " would"),
    (re.compile(r"'s\b|(?<=s)'(?!\w)", re.IGNORECASE), ""),
)
_SPECIAL = re.compile(r"[^\w\s.,;!?()\"]|\d|\b(?:per|from|between) |\bpct\b", re.IGNORECASE)
_MONTHS = {name[:3]: name for name in MONTHS if len(name) > 4} | {"sept": "september"}
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def folded(text: str) -> str:
    """Return a text in lower case without accents."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def terms_of(text: str, language: str = "en") -> Terms:
    """Return the words and numbers of a text in order."""
    text = _APOSTROPHES.sub("'", text)
    if _SPECIAL.search(text):
        for pattern, instead in _SIGNS:
            text = pattern.sub(instead, text)
    if "'" in text or "annot" in text:
        for pattern, instead in _CONTRACTIONS:
            text = pattern.sub(instead, text)
    for pattern, instead in _LIMITS:
        text = pattern.sub(instead, text)
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    return tuple(_terms(text, language))


def _terms(text: str, language: str) -> Iterator[Term]:
    at = 0
    for place in numbers_in(text, language):
        if _is_part(text, place.end):
            continue
        yield from _words(text[at : place.start])
        number = str(place.value)
        yield Term(number, number, text[place.start : place.end], place.value)
        at = place.end
    yield from _words(text[at:])


def _is_part(text: str, end: int) -> bool:
    """Is a number only the beginning of a word, as in 1990s or 3D, and not before a unit?"""
    word = _WORD.match(text, end)
    return bool(word) and word is not None and word[0].lower() not in UNITS


def _words(text: str) -> Iterator[Term]:
    for found in _WORD.finditer(text):
        word = folded(found[0]).replace("'", "")
        if word:
            yield Term(word, plain(word), found[0])


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Return what the forms of a word have in common: one name for a unit, else its lemma."""
    return UNITS.get(word) or _MONTHS.get(word) or lemma(word)
