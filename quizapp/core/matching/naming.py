"""Rules for names: short ones, those with a title, initials, and another one's."""

from collections.abc import Sequence

from quizapp.core.matching.agreement import is_list, restates
from quizapp.core.matching.case import Case, Outcome, accepted, rejected, unsure
from quizapp.core.matching.ground import Ground
from quizapp.core.matching.names import abbreviates, is_named, may_be_the_same, name_words, untitled
from quizapp.core.matching.places import COUNTRIES, PEOPLE
from quizapp.core.matching.terms import Term, Terms
from quizapp.core.matching.words import CLASSES, NEUTRAL, TITLES


def by_short_name(case: Case) -> Outcome | None:
    """Accept a part of a name that nobody and nothing else in the passage bears."""
    if not is_named(case.key) or not case.paired or is_list(case.key):
        return None
    if not case.missing or not case.in_question(case.extra) or not restates(case):
        return None
    words = [t.text for t in case.key if not t.is_neutral and t.text not in TITLES]
    part = [t.text for t in case.paired if t.text not in TITLES]
    if part != words[-len(part) :] and part != words[: len(part)]:
        return None
    if all(term.text in CLASSES or term.text in TITLES for term in case.paired):
        return None
    if not case.ground.text:
        return unsure("short_name", "a part of the name", 0.7)
    if not _is_enough(case, part, words):
        return unsure("short_name", "a part of the name, which others bear too")
    return accepted("short_name", "the name in short", 0.95)


def by_fuller_name(case: Case) -> Outcome | None:
    """Accept a name in full where the key has it in short: Ada Birch for Birch."""
    if case.missing or not case.extra or not is_named(case.answer):
        return None
    beside = {i for i, j, _ in case.pairing.pairs if not case.key[j].is_neutral}
    for i, term in enumerate(case.answer):
        near = beside & {i - 1, i + 1}
        if term in case.extra and not any(_is_one_name(case, i, other) for other in near):
            return None
    return accepted("fuller_name", "the name in full", 0.95)


def _is_one_name(case: Case, one: int, other: int) -> bool:
    """Are two neighbours in the answer one name of the passage, and the only one like it?"""
    words = [case.answer[i].text for i in sorted((one, other))]
    bearers = {untitled(name) for name in case.ground.names.bearers([case.answer[other].text])}
    return bearers == {tuple(words)}


def _is_enough(case: Case, part: list[str], words: list[str]) -> bool:
    """Does the passage know only one bearer of this part of a name?"""
    whole = set(words)
    others = [name for name in case.ground.names.bearers(part) if not _fits(name, whole)]
    if others:
        return False
    alone = tuple(part) in case.ground.names.found
    if part == words[: len(part)]:
        # The National Library, of Norway; and the Sargasso, which is a sea.
        is_person = case.ground.asks_person and len(words) == 2
        return alone or part[-1] in CLASSES or words[-1] in CLASSES or is_person
    return (alone or case.ground.asks_person) and not any(t.text == "of" for t in case.key)


def _fits(name: Sequence[str], whole: set[str]) -> bool:
    """Is a name the same one, perhaps with a title or a class?"""
    known = whole | TITLES | CLASSES | NEUTRAL
    return all(word in known for word in name)


def by_other_name(case: Case) -> Outcome | None:
    """Reject exactly another name of the passage."""
    ground = case.ground
    if not case.extra or not is_named(case.key):
        return None
    key = _full_name(_words(case.key), ground)
    typed = _full_name(_words(case.answer), ground)
    if typed is None or key is None or not _are_apart(case, typed, key):
        return None
    if _is_people(typed) != _is_people(key):
        return unsure("other_kind", "another kind of name", 0.3)
    if may_be_the_same(typed, key, ground.text):
        return unsure("other_name", "another name from the passage, perhaps of the same", 0.3)
    if ground.asks("where") and (_is_wide(typed) or _in_one_sentence(typed, key, ground)):
        return unsure("other_place", "another place from the passage", 0.3)
    return rejected("other_entity", "another name from the passage")


def _full_name(words: tuple[str, ...], ground: Ground) -> tuple[str, ...] | None:
    """Return the name of the passage that words are, or that they alone can be short for."""
    words = untitled(words)
    if words in ground.names.found:
        return words
    bearers = {untitled(name) for name in ground.names.bearers(words)}
    return bearers.pop() if len(bearers) == 1 else None


def _is_people(words: Sequence[str]) -> bool:
    """Is it one word for a people or its language, such as British?"""
    return len(words) == 1 and bool(PEOPLE.search(words[0]))


def _is_wide(words: Sequence[str]) -> bool:
    """Is it a country or a continent, which may hold the place of the key?"""
    return " ".join(words) in COUNTRIES


def _words(terms: Terms) -> tuple[str, ...]:
    return name_words(" ".join(term.raw for term in terms))


def _are_apart(case: Case, typed: tuple[str, ...], key: tuple[str, ...]) -> bool:
    """Has each name a word that the other has not, and is neither the other's initials?"""
    ours, theirs = set(typed) - NEUTRAL, set(key) - NEUTRAL
    if ours <= theirs or theirs <= ours:
        return False
    if ours & theirs & CLASSES and _head(typed) != _head(key):
        return False  # the British Parliament, and the Parliament of the United Kingdom
    shorts = [(case.answer, case.key), (case.key, case.answer)]
    return not any(len(one) == 1 and abbreviates(one[0], _said(many)) for one, many in shorts)


def _head(name: tuple[str, ...]) -> list[int]:
    """Return where the words stand that say what kind of thing bears a name."""
    return [at for at, word in enumerate(name) if word in CLASSES]


def _said(terms: Terms) -> list[Term]:
    return [term for term in terms if not term.is_neutral]


def _in_one_sentence(one: tuple[str, ...], other: tuple[str, ...], ground: Ground) -> bool:
    sentences = ground.text.lower().split(". ")
    return any(" ".join(one) in line and " ".join(other) in line for line in sentences)
