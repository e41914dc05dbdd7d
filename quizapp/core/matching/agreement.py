"""Rules that accept what says the same as the key, or the same with more around it."""

import re

from quizapp.core.matching.case import Case, Outcome, accepted, numbers, unsure
from quizapp.core.matching.names import is_named
from quizapp.core.matching.pairing import ALIKE, SAME, SLIP
from quizapp.core.matching.quantities import has_bound
from quizapp.core.matching.terms import Terms
from quizapp.core.matching.units import SIZES
from quizapp.core.matching.words import AUXILIARIES, CLASSES, MONTHS, NEGATORS, TITLES, WAYS

_LIST_MARKS = frozenset({"and", "or", "plus"})
# Between two words they say who does what to whom.
_ROLES = frozenset("from to by before after than over into against for with like beats".split())
_SAID_OF = frozenset("of from in at near on by the".split())
# A comma that goes on to another one, and not to more about the same.
_LISTING = re.compile(r",(?!\s*(?:an?|the|who|which|whose|where)\b)", re.IGNORECASE)
MOST_EXTRA = 8  # words that say something: what is longer is an explanation


def by_limits(case: Case) -> Outcome | None:
    """Stop at a limiting word on one side only, unless the passage has the answer as it is."""
    limits = case.limits
    if has_bound(case):
        return unsure("limit", "a limit on one side only", 0.3)
    if not limits or (not case.missing and is_told(case)):
        return None
    return unsure("limit", f"“{limits[0].said}” stands on one side only", 0.3)


def by_same_terms(case: Case) -> Outcome | None:
    """Accept the same words and numbers, the numbers written in another way."""
    order = [i for i, _, _ in sorted(case.pairing.pairs, key=lambda found: found[1])]
    left = case.pairing.extra or case.pairing.missing
    if left or case.pairing.worst != SAME or order != sorted(order):
        return None
    return accepted("same_terms", "the same words")


def by_all_terms(case: Case) -> Outcome | None:
    """Accept where nothing that says something is left on either side."""
    if case.extra or case.missing or not case.paired:
        return None
    if _turns_way(case) or _comes_from(case):
        return unsure("way", "another direction, perhaps")
    by_key = sorted(case.pairing.pairs, key=lambda found: found[1])
    order = [i for i, j, _ in by_key if _says(case, j)]
    if order != sorted(order):
        return _by_order(case, order)
    reason, rule = ALIKE[case.pairing.worst]
    if rule == "same":
        return accepted("small_words", "the same but for small words")
    slips = sum(grade == SLIP for _, _, grade in case.pairing.pairs)
    if slips > 2:
        return unsure("typos", "many slips of spelling", 0.7)
    return accepted(rule, reason, 0.96)


def _says(case: Case, j: int) -> bool:
    return not case.key[j].is_neutral


def _turns_way(case: Case) -> bool:
    """Is "from" on one side where the other has "to"?"""
    ours = {term.text for term in case.pairing.extra} & WAYS
    theirs = {term.text for term in case.pairing.missing} & WAYS
    return bool(ours and theirs)


def _comes_from(case: Case) -> bool:
    """Does only the answer say "from", where the question asks for a place, but not whence?"""
    asked = {term.text for term in case.ground.question}
    says = any(term.text == "from" for term in case.pairing.extra)
    return says and "where" in asked and "from" not in asked


def _by_order(case: Case, order: list[int]) -> Outcome:
    """Judge the same words in another order: fine in a list or a name, not in who beat whom."""
    texts = {term.text for term in (*case.answer, *case.key)}
    listed = bool(texts & _LIST_MARKS) or is_named(case.key)
    between = {term.text for term in (*case.answer[min(order) :], *case.key)}
    if between & _ROLES or (not listed and len(order) > 4):
        return unsure("order", "the same words in another order", 0.6)
    if not listed and len(order) > 2 and order == sorted(order, reverse=True):
        return unsure("order", "the same words in another order", 0.6)
    return accepted("order", "the same words in another order", 0.95)


def by_question(case: Case) -> Outcome | None:
    """Accept where all that is left on either side is told by the question."""
    own = [term for term in case.paired if term.plain not in case.ground.question_words]
    if not own or not case.in_question(case.missing) or not case.in_question(case.extra):
        return None
    if case.missing and is_list(case.key):
        return unsure("half", "perhaps only a part of the answer")
    if case.extra and not restates(case):
        return unsure("restated", "the words of the question in another order", 0.6)
    if case.missing:
        return accepted("asked_words", "it leaves out words that the question has", 0.95)
    return accepted("restated", "with words of the question", 0.95)


def is_list(terms: Terms) -> bool:
    """Are these several things, with "and" or "or" between them?"""
    return any(term.text in _LIST_MARKS for term in terms)


def restates(case: Case) -> bool:
    """Does the answer repeat the question around the key without changing who does what?"""
    if any(term.text in _LIST_MARKS for term in case.pairing.extra):
        return False
    named = [
        term
        for before, term in zip((None, *case.answer), case.answer, strict=False)
        if term in case.extra
        and (term.is_name or term.value is not None)
        and not (before and before.text in _SAID_OF)
    ]
    if not named:
        return True
    asked = [term.text for term in case.ground.question]
    has_aux = any(word in AUXILIARIES for word in asked[:4])
    first = min(i for i, _, _ in case.pairing.pairs)
    last_extra = max(i for i, term in enumerate(case.answer) if term in case.extra)
    return not has_aux and first == 0 or has_aux and first > last_extra


def by_passage(case: Case) -> Outcome | None:
    """Accept the key inside words that stand so in the passage."""
    if case.missing or not case.extra or not case.paired:
        return None
    if not is_told(case):
        return None
    return accepted("told", "with more from the passage", 0.94)


def is_told(case: Case) -> bool:
    """Does the passage say the whole answer word for word, with nothing beside the key?"""
    if len(case.extra) > MOST_EXTRA or not case.ground.says(case.typed):
        return False
    if any(term.text in _LIST_MARKS for term in case.pairing.extra) or _LISTING.search(case.typed):
        return False
    rivals = (i for i, term in enumerate(case.answer) if term in case.extra)
    return not any(_is_rival(case, i) for i in rivals)


def _is_rival(case: Case, i: int) -> bool:
    """Is it a number or a name beside a key that is one, and not said of the key?"""
    term = case.answer[i]
    if term.value is not None:
        return bool(numbers(case.key))
    if i and case.answer[i - 1].text in _SAID_OF:
        return False
    known = term.text in TITLES or term.text in CLASSES or term.text in MONTHS
    is_new = term.plain not in case.ground.question_words
    return term.is_name and is_new and not known and any(key.is_name for key in case.key)


def _is_counted(case: Case) -> bool:
    """Is it the whole number that "how many" asks for, without what was counted?"""
    if not case.ground.asks("how many") or len(numbers(case.key)) != 1 or is_list(case.key):
        return False
    plain = not any(t.text in NEGATORS or t.plain in SIZES for t in case.missing)
    return plain and all(term.value is not None for term in case.paired)


def by_unit(case: Case) -> Outcome | None:
    """Doubt what is right but for a unit."""
    if case.extra or not case.missing or not case.paired:
        return None
    if all(term.plain in SIZES for term in case.missing):
        return unsure("missing_unit", "missing the unit", 0.6)
    if _is_counted(case):
        return accepted("counted", "the number that was asked for", 0.94)
    if is_list(case.key):
        return unsure("half", "perhaps only a part of the answer", 0.4)
    return unsure("part", "a part of the answer", 0.6)
