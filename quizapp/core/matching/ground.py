"""What a question stands on: its own words, and those of the passage and the evidence."""

import re
from functools import cached_property, lru_cache

from quizapp.core.matching.names import Names, names_in
from quizapp.core.matching.terms import Term, Terms, folded, terms_of
from quizapp.core.matching.verdicts import Asked
from quizapp.core.matching.words import ARTICLES, LIMITS, NEUTRAL, PERSON_WORDS, QUANTITIES

_PERSONS = PERSON_WORDS
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_BOUNDS = frozenset("by from to".split())
_MARK = re.compile(r"[^\w\s'-]+")


class Ground:
    """A question read once for all its answers; the passage only when a rule wants it."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.question = terms_of(asked.question, asked.language)
        self.is_english = asked.language.replace("_", "-").split("-")[0].lower() == "en"
        lost_e = {t.plain + "e" for t in self.question if t.text.endswith(("ing", "ed"))}
        self.question_words = lost_e | {term.plain for term in self.question}
        self.keys = tuple(readings(key, asked.language) for key in asked.keys)

    @cached_property
    def text(self) -> str:
        """Return the passage, or what is known of it."""
        return self.asked.passage or self.asked.evidence

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words of passage, evidence and question as they stand there."""
        everything = f"{self.asked.question} {self.asked.evidence} {self.asked.passage}"
        return frozenset(_WORD.findall(folded(everything.replace("\u2019", "'"))))

    @cached_property
    def names(self) -> Names:
        """Return the names in the passage."""
        return names_in(self.text)

    @cached_property
    def evidence_terms(self) -> Terms:
        """Return the terms of the evidence, where it is known."""
        return terms_of(self.asked.evidence[:3000], self.asked.language)

    @cached_property
    def line(self) -> str:
        """Return the words of evidence and passage, one blank apart, marks kept as such."""
        both = f"{self.asked.evidence} | {self.asked.passage}"
        return f" {words_and_marks(both)} "

    def says(self, text: str) -> bool:
        """Does the passage say this, word for word, small words around it aside?"""
        words = words_and_marks(text).split()
        while words and words[0] in NEUTRAL:
            words = words[1:]
        while words and words[-1] in NEUTRAL:
            words = words[:-1]
        return bool(words) and f" {' '.join(words)} " in self.line

    def limits(self, number: str) -> bool | None:
        """Does the passage set a limit before a number? None where it has not the number."""
        found = re.search(rf" (\S+) (\S+) {re.escape(words_and_marks(number))} ", self.line)
        return found and (found[1] in LIMITS or found[2] in LIMITS or found[2] in _BOUNDS)

    @cached_property
    def asks_person(self) -> bool:
        """Does the question ask who?"""
        return any(term.text in _PERSONS for term in self.question)

    def asks_unit(self, unit: str) -> bool:
        """Does the question tell the unit of its answer?"""
        if unit == "year" and self.asks("how old", "what age", "at which age"):
            return True
        return unit in self.question_words

    def asks(self, *phrases: str) -> bool:
        """Does the question hold one of these phrases?"""
        line = " " + " ".join(term.text for term in self.question) + " "
        return any(f" {phrase} " in line for phrase in phrases)


def words_and_marks(text: str) -> str:
    """Return a text in lower case, its words one blank apart; a mark stands between two."""
    text = folded(text.replace("\u2019", "'")).strip(" .!?\"'\u201c\u201d")
    words = _MARK.sub(" ", text).replace("-", " ").split()
    return " ".join(word for word in words if word not in ARTICLES)


@lru_cache(maxsize=16)
def ground_of(asked: Asked) -> Ground:
    """Return what a question stands on; the last few are kept."""
    return Ground(asked)


_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def readings(key: str, language: str) -> tuple[Terms, ...]:
    """Return a key, and the key without what stands in brackets."""
    whole = terms_of(key, language)
    bare = terms_of(_ASIDE.sub(" ", key), language)
    return (whole, bare) if bare and bare != whole else (whole,)


def content(terms: Terms) -> list[Term]:
    """Return the terms that say something."""
    return [term for term in terms if not term.is_neutral]


def has_quantity(terms: Terms) -> bool:
    """Is there a number in it, or a word such as several?"""
    return any(
        term.value is not None or term.text in QUANTITIES or any(map(str.isdigit, term.text))
        for term in terms
    )
