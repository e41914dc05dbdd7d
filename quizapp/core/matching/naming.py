"""Rules for names: short ones, those with a title, initials, and another one's."""

from collections.abc import Sequence

from quizapp.core.matching.case import Case, Outcome, accepted, rejected, unsure
from quizapp.core.matching.ground import Ground
from quizapp.core.matching.names import abbreviates, is_named, may_be_the_same, name_words
from quizapp.core.matching.places import COUNTRIES, PEOPLE
from quizapp.core.matching.terms import Term, Terms
from quizapp.core.matching.words import CLASSES, NEUTRAL, TITLES


def by_short_name(case: Case) -> Outcome | None:
    """Accept a part of a name that nobody and nothing else in the passage bears."""
    if not is_named(case.key) or not case.paired:
        return None
    if all(term.text in TITLES for term in (*case.extra, *case.missing)):
        return accepted("title", "the same name but for a title", 0.96)
    if case.extra or any(term.value is not None for term in case.key):
        return None
    words = [term.text for term in case.key if not term.is_neutral]
    part = [term.text for term in case.paired]
    if part != words[-len(part) :] and part != words[: len(part)]:
        return None
    if any(term.text in CLASSES or term.text in TITLES for term in case.paired):
        return None
    if not case.ground.text:
        return unsure("short_name", "a part of the name", 0.7)
    if not _is_enough(case, part, words):
        return unsure("short_name", "a part of the name, which others bear too", 0.5)
    return accepted("short_name", "the name in short", 0.95)


def _is_enough(case: Case, part: list[str], words: list[str]) -> bool:
    """Does the passage know only one bearer of this part of a name?"""
    whole = set(words)
    others = [name for name in case.ground.names.bearers(part) if not _fits(name, whole)]
    if others:
        return False
    is_last = part == words[-len(part) :]
    alone = tuple(part) in case.ground.names.found
    kind = case.missing[-1].text in CLASSES if case.missing else False
    return alone or kind or (is_last and case.ground.asks_person)


def _fits(name: Sequence[str], whole: set[str]) -> bool:
    """Is a name the same one, perhaps with a title or a class?"""
    known = whole | TITLES | CLASSES | NEUTRAL
    return all(word in known for word in name)


def by_other_name(case: Case) -> Outcome | None:
    """Reject exactly another name of the passage."""
    ground = case.ground
    if case.paired or not case.extra or not is_named(case.key):
        return None
    typed, key = name_words(" ".join(t.raw for t in case.answer)), _words(case.key)
    names = ground.names.found
    if typed not in names or not _is_known(key, ground) or not _are_apart(case, typed, key):
        return None
    if _is_people(typed) != _is_people(key):
        return unsure("other_kind", "another kind of name", 0.3)
    if may_be_the_same(typed, key, ground.text):
        return unsure("other_name", "another name from the passage, perhaps of the same", 0.3)
    if ground.asks("where") and (_is_wide(typed) or _in_one_sentence(typed, key, ground)):
        return unsure("other_place", "another place from the passage", 0.3)
    return rejected("other_entity", "another name from the passage")


def _is_people(words: Sequence[str]) -> bool:
    """Is it one word for a people or its language, such as British?"""
    return len(words) == 1 and bool(PEOPLE.search(words[0]))


def _is_wide(words: Sequence[str]) -> bool:
    """Is it a country or a continent, which may hold the place of the key?"""
    return " ".join(words) in COUNTRIES


def _words(terms: Terms) -> tuple[str, ...]:
    return name_words(" ".join(term.raw for term in terms))


def _is_known(key: tuple[str, ...], ground: Ground) -> bool:
    return key in ground.names.found or any(set(key) <= set(name) for name in ground.names.found)


def _are_apart(case: Case, typed: tuple[str, ...], key: tuple[str, ...]) -> bool:
    """Do the names share no word and no initials?"""
    if set(typed) & set(key):
        return False
    shorts = [(case.answer, case.key), (case.key, case.answer)]
    return not any(len(one) == 1 and abbreviates(one[0], _said(many)) for one, many in shorts)


def _said(terms: Terms) -> list[Term]:
    return [term for term in terms if not term.is_neutral]


def _in_one_sentence(one: tuple[str, ...], other: tuple[str, ...], ground: Ground) -> bool:
    sentences = ground.text.lower().split(". ")
    return any(" ".join(one) in line and " ".join(other) in line for line in sentences)
