"""One answer beside one key, and the words for what a rule makes of them."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from quizapp.core.matching.ground import Ground
from quizapp.core.matching.names import is_named
from quizapp.core.matching.pairing import Pairing, pair
from quizapp.core.matching.terms import Term, Terms
from quizapp.core.matching.verdicts import ACCEPT, REJECT, REVIEW
from quizapp.core.matching.words import CHOICE, LIMITS, NEGATORS, TITLES


class Outcome(NamedTuple):
    """What a rule decides of an answer beside one key."""

    verdict: str
    p: float
    rule: str
    reason: str


def accepted(rule: str, reason: str, p: float = 0.98) -> Outcome:
    """Return that the answer is right."""
    return Outcome(ACCEPT, p, rule, reason)


def rejected(rule: str, reason: str, p: float = 0.02) -> Outcome:
    """Return that the answer is wrong."""
    return Outcome(REJECT, p, rule, reason)


def unsure(rule: str, reason: str, p: float = 0.5) -> Outcome:
    """Return that a person should look."""
    return Outcome(REVIEW, p, rule, reason)


class Texts(NamedTuple):
    """An answer and a key as they were typed."""

    typed: str
    meant: str


class Case:
    """An answer beside a key: their terms, how these pair, and what the question stands on."""

    def __init__(self, texts: Texts, answer: Terms, key: Terms, ground: Ground) -> None:
        self.typed, self.meant = texts
        self.answer, self.key, self.ground = answer, key, ground
        self.pairing: Pairing = pair(answer, key, lambda: ground.words)

    @cached_property
    def extra(self) -> tuple[Term, ...]:
        """Return what the answer says beyond the key."""
        return self._said(self.pairing.extra)

    @cached_property
    def missing(self) -> tuple[Term, ...]:
        """Return what the key says beyond the answer."""
        return self._said(self.pairing.missing)

    def _said(self, terms: Terms) -> tuple[Term, ...]:
        """Return the terms that say something; titles say nothing where the name is there."""
        leaves_titles = is_named(self.key) and any(t.text not in TITLES for t in self.paired)
        return tuple(
            term
            for term in terms
            if not term.is_neutral and not (leaves_titles and term.text in TITLES)
        )

    @cached_property
    def paired(self) -> tuple[Term, ...]:
        """Return the terms of the key that the answer has and that say something."""
        terms = (self.key[j] for _, j, _ in self.pairing.pairs)
        return tuple(term for term in terms if not term.is_neutral)

    def differs_by(self, words: frozenset[str]) -> list[Term]:
        """Return the terms among these words that only one of both has."""
        return [
            term
            for term in (*self.pairing.extra, *self.pairing.missing)
            if term.value is None and term.text in words
        ]

    @property
    def negators(self) -> list[Term]:
        """Return the negating words that only one of both has."""
        return self.differs_by(NEGATORS)

    @property
    def limits(self) -> list[Term]:
        """Return the limiting words that only one of both has, which the question has not."""
        asked = {term.text for term in self.ground.question}
        return [term for term in self.differs_by(LIMITS) if term.text not in asked]

    @property
    def choices(self) -> list[Term]:
        """Return the words that offer a choice in the answer only."""
        return [term for term in self.pairing.extra if term.text in CHOICE]

    def in_question(self, terms: Iterable[Term]) -> bool:
        """Does the question hold all of these?"""
        return all(term.plain in self.ground.question_words for term in terms)


def numbers(terms: Iterable[Term]) -> list[Term]:
    """Return the terms that are numbers."""
    return [term for term in terms if term.value is not None]
