"""Numbers as people write them: digits in their language's manner, and English words."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from quizapp.core.number_words import FOLLOWS, PARTS, PIECES, SUFFIXES, Part


class Number(NamedTuple):
    """A number and the unit beside it: 2,000,000 and "people"; a percent sign is a unit."""

    value: Fraction
    unit: str


class Place(NamedTuple):
    """Where a number stands in a text, in code points, and its value."""

    start: int
    end: int
    value: Fraction


_BLANKS = "\u0020\u00a0\u2009\u202f"
_APOSTROPHES = "'\u2019"
_SIGNS = "-\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"
_POINT_LANGUAGES = frozenset("ar en ga he hi ja ko ms th zh".split())
_GROUPS = {"da": ".", "de": ".", "es": ".", "it": ".", "nl": ".", "pt": ".", "ro": ".", "tr": "."}
_VULGAR = "\u00bc-\u00be\u2150-\u215e\u2189"
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_CURRENCY = re.compile(r"[A-Z]{0,3}\s?[$€£¥₹₽₺₩¢]|EUR|USD|GBP|CHF")
_UNIT = re.compile(r"(?:[^\W\d_]|[°%‰$€£¥₹¢′″'\"])[^\d,;:!?]{0,40}")
_PERCENT = re.compile(r"per\s?cent|pct", re.IGNORECASE)
_WORD = "|".join(sorted((word.replace(" ", r"[\s-]+") for word in PARTS), key=len, reverse=True))
# A third is a piece where something is parted, and else the one after the second.
_PIECE = rf"an?\s(?:{'|'.join(PIECES)})\b(?=\s*(?:of\b|[.,;:!?)]|$))"
_WORDS = re.compile(rf"(?:{_WORD})\b", re.IGNORECASE)
_DIGIT = re.compile(rf"[\d{_VULGAR}]")
_COUNTING = frozenset(word.split()[-1] for word in PARTS) - {"a", "an", "and"} | {"half"}
_LETTERS = re.compile(r"[a-z]+")
_GAP = re.compile(r"[\s-]+")


def read_number(text: str, language: str = "en", units: Collection[str] = ()) -> Number | None:
    """Return the one number that a text is, and the unit beside it; None for any other text.

    A letter that means thousand or million after digits (2m) does not where it is one of
    the units that the question knows.
    """
    text = text.strip().rstrip(".!")
    places = numbers_in(text, language, SUFFIXES.keys() - set(units))
    if len(places) != 1:
        return None
    (place,) = places
    before, after = text[: place.start].strip(), text[place.end :].strip()
    if before and (after or not _CURRENCY.fullmatch(before)):
        return None
    if after and (not _UNIT.fullmatch(after) or len(after.split()) > 3):
        return None
    unit = before or after
    return Number(place.value, "%" if _PERCENT.fullmatch(unit) else unit)


def numbers_in(
    text: str, language: str = "en", suffixes: Collection[str] = ("k", "bn")
) -> list[Place]:
    """Return every number of a text in order.

    Number words are read in English only. Suffixes are the letters after digits that
    multiply them; "m" is not among them by default, since it may be a metre.
    """
    if not _DIGIT.search(text) and _COUNTING.isdisjoint(_LETTERS.findall(text.lower())):
        return []  # most texts hold no number, and this is quick to see
    return list(_numbers(text, language, suffixes))


def _numbers(text: str, language: str, suffixes: Collection[str]) -> Iterator[Place]:
    pattern = _pattern(language)
    has_words = language.split("-")[0].lower() == "en"
    at = 0
    while found := pattern.search(text, at):
        if found["piece"] and has_words:
            value, end = PARTS[f"one {found['piece'].split()[-1].lower()}"].value, found.end()
            kind = "fraction"
        elif found["word"] is None and found["piece"] is None:
            value, end = _of_digits(found, suffixes)
            kind = "literal"
        else:
            value, end, kind = Fraction(0), found.start(), ""
        if has_words:
            value, end = _count(text, end, value, kind)
        at = max(end, found.start() + 1)
        if end > found.start():
            yield Place(found.start(), end, -value if found["sign"] else value)


@lru_cache(maxsize=16)
def _pattern(language: str) -> re.Pattern[str]:
    """Return what finds a number, or the first word of one, in texts of a language."""
    point, group = _marks(language)
    other = "," if point == "." else "."
    # The other mark is taken for a decimal one where it cannot part thousands: 2,5 is 2.5.
    most = 2 if other in group else 30
    digits = (
        rf"\d{{1,3}}(?:(?P<group>[{group}])\d{{3}}(?:(?P=group)\d{{3}}){{0,9}})(?:[{point}]\d{{1,30}})?"
        rf"|\d{{0,40}}[{point}]\d{{1,30}}|\d{{1,40}}[{other}]\d{{1,{most}}}|\d{{1,40}}"
    )
    return re.compile(
        rf"(?P<sign>(?<![^\s(])[{_SIGNS}])?"
        rf"(?<![\w.,/])(?:(?:(?P<whole>\d{{1,9}})\s)?(?P<above>\d{{1,9}})/(?P<below>[1-9]\d{{0,8}})(?![/\d])"
        rf"|(?P<digits>{digits})(?![.,/]?\d)(?P<vulgar>\s?[{_VULGAR}])?"
        rf"|(?P<only>[{_VULGAR}]))"
        rf"(?:(?P<suffix>[a-z]{{1,3}})\b)?"
        rf"|\b(?P<piece>{_PIECE})|\b(?P<word>{_WORD})\b",
        re.IGNORECASE,
    )


def _marks(language: str) -> tuple[str, str]:
    """Return a language's decimal mark, and the marks that may stand between thousands."""
    names = language.replace("_", "-").split("-")
    if names[-1].upper() in ("CH", "LI"):
        return ".", _APOSTROPHES + _BLANKS
    primary = names[0].lower()
    if primary in _POINT_LANGUAGES:
        return ".", "," + _BLANKS
    return ",", _GROUPS.get(primary, "") + _BLANKS


def _of_digits(found: re.Match[str], suffixes: Collection[str]) -> tuple[Fraction, int]:
    """Return the value of digits and what touches them, and where they end."""
    end = found.end()
    if found["suffix"]:
        end = found.start("suffix")
    if found["only"]:
        return vulgar(found["only"]), end
    if found["above"]:
        whole = int(found["whole"] or 0)
        return whole + Fraction(int(found["above"]), int(found["below"])), end
    plain = found["digits"].replace(found["group"] or " ", "").replace(",", ".")
    value = Fraction(plain)
    if found["vulgar"]:
        value += vulgar(found["vulgar"].strip())
    suffix = (found["suffix"] or "").lower()
    if suffix in suffixes:
        return value * SUFFIXES[suffix], found.end()
    return value, found.end() if suffix in _ORDINALS else end


def vulgar(sign: str) -> Fraction:
    """Return the value of a sign such as ½."""
    return Fraction(unicodedata.normalize("NFKC", sign).replace("\u2044", "/"))


def _count(text: str, at: int, value: Fraction, kind: str) -> tuple[Fraction, int]:
    """Return the number that words make, begun perhaps by digits, and where it ends."""
    count = _Count(value, kind)
    end = at
    while True:
        gap = _GAP.match(text, at)
        if count.kind and not gap:
            return value, end
        word = _WORDS.match(text, gap.end() if count.kind and gap else at)
        if not word or not count.take(PARTS[_GAP.sub(" ", word[0].lower())]):
            return value, end
        at = word.end()
        if count.kind not in ("and", "plus", "article"):
            value, end = count.value, at


class _Count:
    """A number being read word by word: nineteen, hundred, and, five."""

    def __init__(self, value: Fraction, kind: str) -> None:
        self.done, self.group, self.scale, self.kind = Fraction(0), value, Fraction(0), kind

    @property
    def value(self) -> Fraction:
        """Return what the words so far come to."""
        return self.done + self.group

    def take(self, part: Part) -> bool:
        """Add a word if it can follow, and say whether it did."""
        kind = part.kind
        if self._makes_a_year(part):
            self.group = 100 * self.group + part.value
        elif kind not in FOLLOWS[self.kind] or (kind == "scale" and 0 < self.scale <= part.value):
            return False
        elif kind == "hundred":
            self.group *= part.value
        elif kind == "scale":
            self.done += self.group * part.value
            self.group, self.scale = Fraction(0), part.value
        elif kind == "fraction" and self.scale and not self.group:
            self.done += part.value * self.scale
        else:
            self.group += part.value
        self._turn_to(part)
        return True

    def _makes_a_year(self, part: Part) -> bool:
        """Nineteen eighty is a year; twenty-one is not."""
        pair = {self.kind, part.kind} <= {"teen", "ten"}
        return pair and not self.scale and 13 <= self.group <= 20

    def _turn_to(self, part: Part) -> None:
        if part.kind == "and" and self.kind not in ("hundred", "scale"):
            self.kind = "plus"
        else:
            self.kind = "zero" if part.is_last else part.kind
