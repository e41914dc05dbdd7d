"""Rules against answers that turn the key round: not it, its opposite, it or something else."""

import re

from quizapp.core.matching.case import Case, Outcome, numbers, rejected, unsure
from quizapp.core.matching.slips import opposes
from quizapp.core.matching.terms import Term
from quizapp.core.matching.words import CHOICE, GROUPS, NEGATORS, NEUTRAL

# Before the key, they deny it.
_DENIALS = (
    *(
        ("not",),
        ("non",),
        ("neither",),
        ("never",),
        ("no",),
        ("anything", "but"),
        ("everything", "but"),
        ("all", "but"),
    ),
    *(("anything", "except"), ("everything", "except"), ("anyone", "but"), ("everyone", "but")),
    *(("anybody", "but"), ("everybody", "but"), ("anything", "other", "than")),
    *(("anywhere", "but"), ("everyone", "except"), ("everybody", "except"), ("except",)),
    *(("everywhere", "but"), ("everywhere", "except"), ("other", "than"), ("far", "from")),
)
_NOBODY = frozenset("nobody nothing never nowhere none".split())
_FRAME = NEUTRAL | {"no", "definitely", "certainly", "surely"}


def by_denial(case: Case) -> Outcome | None:
    """Reject what denies the key; send any other difference in negation to a person."""
    if not case.negators:
        return None
    if _denies(case) or _is_turned(case) or _is_nobody(case):
        return rejected("negation", "it says that it is not so")
    return unsure("negation_inside", "a “not” or “no” on one side only", 0.2)


def _denies(case: Case) -> bool:
    """Does the answer begin by denying the whole key?"""
    if case.missing or any(term.text in NEGATORS for term in case.key):
        return False
    key = [term.plain for term in case.key if not term.is_neutral]
    texts = [term.text for term in case.answer]
    after = _after_denial(texts)
    if after is None or texts[after : after + 1] == ["to"]:
        return False  # it denies nothing, or says what is avoided: so as not to
    left = [term for term in case.answer[after:] if term.text not in NEGATORS]
    said = [term.plain for term in left if not term.is_neutral]
    return said[: len(key)] == key


def _is_turned(case: Case) -> bool:
    """Is one "not" or "no" all the difference? Then, to say what is avoided aside, it tells."""
    left = [*case.extra, *case.missing]
    texts = [term.text for term in (*case.answer, *case.key)]
    avoids = any(texts[at : at + 2] == ["not", "to"] for at in range(len(texts)))
    return len(left) == 1 and left[0].text in NEGATORS and bool(case.paired) and not avoids


def _is_nobody(case: Case) -> bool:
    """Does the answer say nothing but nobody, never or none, where the key names something?"""
    said = [term for term in case.answer if not term.is_neutral]
    return bool(said) and not case.paired and all(t.text in _NOBODY for t in said)


def _after_denial(texts: list[str]) -> int | None:
    """Return where words go on after a denial that nothing but small words stands before."""
    for at, text in enumerate(texts):
        for denial in _DENIALS:
            if tuple(texts[at : at + len(denial)]) == denial:
                return at + len(denial)
        if text not in _FRAME:
            return None
    return None


def by_opposite(case: Case) -> Outcome | None:
    """Reject the key with one word turned into its opposite; doubt any other opposite."""
    extra, missing = case.pairing.extra, case.pairing.missing
    found = [(a, k) for a in extra for k in missing if opposes(a.text, k.text)]
    if found:
        if _is_alone(case, *found[0]):
            return rejected("opposite", "the opposite")
        return unsure("opposite_inside", "perhaps the opposite", 0.2)
    for group, words in GROUPS.items():
        others = [(a, k) for a in extra for k in missing if {a.text, k.text} <= words]
        if others and _is_alone(case, *others[0]) and others[0][0].plain != others[0][1].plain:
            return rejected("other_of_group", f"another {group}")
    return None


def _is_alone(case: Case, typed: Term, meant: Term) -> bool:
    """Do answer and key differ in nothing but one word each?"""
    return all(term is typed for term in case.extra) and all(t is meant for t in case.missing)


def by_number_inside(case: Case) -> Outcome | None:
    """Reject the key with a number changed; doubt a number on one side only."""
    extra, missing = numbers(case.extra), numbers(case.missing)
    if extra and missing:
        rest = [t for t in (*case.extra, *case.missing) if t.value is None]
        if not rest and len(extra) == len(missing):
            return rejected("number_inside", "a number differs")
        return unsure("numbers_differ", "perhaps a number differs", 0.2)
    if _digits_differ(case):
        return rejected("number_inside", "a number differs")
    return None


def _digits_differ(case: Case) -> bool:
    """Are the only different words ones such as CD8 and CD11?"""
    if len(case.extra) != 1 or len(case.missing) != 1:
        return False
    one, other = case.extra[0].text, case.missing[0].text
    return one != other and re.sub(r"\d+", "0", one) == re.sub(r"\d+", "0", other) != one


def by_choice(case: Case) -> Outcome | None:
    """Stop what offers the key and something else: Paris or Lyon."""
    if not any(term.text in CHOICE for term in case.choices):
        return None
    others = [term for term in case.extra if term.text not in CHOICE]
    if not case.missing and others and _are_rivals(case, others):
        return rejected("either_or", "it offers two answers")
    return unsure("either_or", "it offers more than one answer", 0.2)


def by_second(case: Case) -> Outcome | None:
    """Reject the key with a rival beside it: both of two names, a list of numbers."""
    if case.missing or not case.extra or case.ground.says(case.typed):
        return None
    joined = any(term.text == "and" for term in case.pairing.extra) or "," in case.typed
    if not joined or not _are_rivals(case, list(case.extra)):
        return None
    is_both = any(term.text == "and" for term in case.pairing.extra)
    if numbers(case.key) or is_both or case.ground.asks_person:
        return rejected("two_answers", "it gives two answers")
    return unsure("two_answers", "it gives two answers", 0.2)


def _are_rivals(case: Case, others: list[Term]) -> bool:
    """Is the second option a number beside a number, or another name of the passage?"""
    if numbers(others) and numbers(case.key):
        return len(numbers(others)) == len(others)
    words = tuple(term.text for term in others)
    return words in case.ground.names.found and all(term.is_name for term in case.paired)
