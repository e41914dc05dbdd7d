"""Names: which a passage holds, what short forms they have, and who else bears them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizapp.core.matching.terms import Term, folded
from quizapp.core.matching.words import LIMITS, NEGATORS, NEUTRAL, TITLES

_JOINTS = "of the|of|de la|de|van|von|der|da|del|di|al|el|bin|ibn|ten"
_SMALL = frozenset(_JOINTS.replace(" ", "|").split("|"))
_CAPITAL = r"(?:[A-Z]\.|(?:[a-z]{1,3}[-'\u2019])?[^\W\d_]*[A-Z\u00c0-\u00de][\w'\u2019-]*)"
_NAME = re.compile(rf"{_CAPITAL}(?:(?:\s+(?:{_JOINTS}))?\s+{_CAPITAL})*")
_SENTENCE = re.compile(r"(?:^|[.!?:]['\"\u201d\u2019)]*\s+|[\"\u201c\u2018]|\n\s*)$")
_ALIAS = re.compile(
    r"\(|\b(?:called|known|named|alias|aka|born|nicknamed|pseudonym|renamed|formerly|now|or|"
    r"pen name|real name|stands for|short for|is|was)\b",
    re.IGNORECASE,
)


class Names(NamedTuple):
    """The names of a passage, each as its words in lower case."""

    found: frozenset[tuple[str, ...]]

    def bearers(self, part: Sequence[str]) -> set[tuple[str, ...]]:
        """Return the longer names that hold these words."""
        return {name for name in self.found if len(name) > len(part) and set(part) <= set(name)}


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, articles and possessive aside."""
    text = re.sub("['\u2019]s\\b", "", text)
    words = re.findall(r"[^\W_]+", folded(text))
    return tuple(word for word in words if word not in ("the", "a", "an"))


def names_in(text: str) -> Names:
    """Return the names in a text: runs of words in capitals, joints such as "of" between."""
    found: set[tuple[str, ...]] = set()
    unsure: set[tuple[str, ...]] = set()
    for match in _NAME.finditer(text):
        words = name_words(match[0])
        first = words[0] if words else ""
        if first in NEUTRAL or first in LIMITS or first in NEGATORS:
            words = words[1:]
        elif len(words) == 1 and _SENTENCE.search(text, match.start() - 4, match.start()):
            unsure.add(words)
            continue
        if words:
            found.add(words)
            found.add(untitled(words))
    lower = set(re.findall(r"\b[a-z]+\b", text))
    found |= {words for words in unsure if words[0] not in lower and len(words[0]) > 2}
    return Names(frozenset(found))


def untitled(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without the titles that it begins with."""
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return words


def is_named(terms: Sequence[Term]) -> bool:
    """Is this a name: every word that says something in a capital, or a joint of a name?"""
    said = [term for term in terms if not term.is_neutral]
    return bool(said) and all(
        (term.is_name or term.text in _SMALL) and term.value is None for term in said
    )


def initials(terms: Sequence[Term], small: bool) -> str:
    """Return the first letters of words, those of "of" and "the" only if wanted."""
    return "".join(term.text[0] for term in terms if small or not term.is_neutral)


def abbreviates(short: Term, long: Sequence[Term]) -> bool:
    """Is a word made of the first letters of others: DOJ for Department of Justice?"""
    if not 2 <= len(short.text) <= 6 or short.value is not None:
        return False
    if len(short.text) == 2 and not short.raw.isupper():
        return False
    return short.text in (initials(long, True), initials(long, False))


def may_be_the_same(one: Sequence[str], other: Sequence[str], text: str) -> bool:
    """Does a text bring two names together as if they might be one and the same?

    It does where they share the beginning of a word, as Poland and Polish do, or stand close
    together with "known as", a bracket or the like between them.
    """
    if any(a[:4] == b[:4] and a != b for a in one for b in other):
        return True
    low = folded(text)
    first, second = (re.escape(" ".join(name)) for name in (one, other))
    between = rf"(?:{first}\b(.{{0,40}}?)\b{second}|{second}\b(.{{0,40}}?)\b{first})"
    for found in re.finditer(between, low):
        middle = found[1] if found[1] is not None else found[2]
        if _ALIAS.search(middle) or len(middle.strip(" ,")) == 0:
            return True
    return False
