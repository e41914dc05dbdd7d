"""Rules for answers that are dates, numbers and measures."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from quizapp.core.matching.case import Case, Outcome, accepted, numbers, rejected, unsure
from quizapp.core.matching.dates import Date, date_of, dates_in_digits
from quizapp.core.matching.ground import Ground
from quizapp.core.matching.terms import Term
from quizapp.core.matching.units import SIZES
from quizapp.core.matching.words import APPROXIMATE, LIMITS
from quizapp.core.numbers import read_number

_SCALES = (100, 1000, 10**6, 10**9, 10**12)
_LOWER_LIMITS = frozenset(
    "over above more greater exceeding exceeds after since morethan atleast".split()
)
_STRICT = frozenset("before after morethan lessthan".split())
_UPPER_LIMITS = frozenset(
    "under below less fewer before until almost nearly lessthan atmost".split()
)


class Amount(NamedTuple):
    """A number, its unit if it is one of ours, and whether it is called rough."""

    value: Fraction
    unit: str
    is_rough: bool
    raw: str


def amount_of(terms: Sequence[Term]) -> Amount | None:
    """Return the one number among terms, with its unit; None where there are several."""
    found = numbers(terms)
    if len(found) != 1:
        return None
    units = [term.plain for term in terms if term.plain in SIZES and term.value is None]
    if len(units) > 1:
        return None
    is_rough = any(term.text in APPROXIMATE for term in terms)
    value = found[0].value or Fraction(0)
    return Amount(value, units[0] if units else "", is_rough, found[0].raw)


def by_date(case: Case) -> Outcome | None:
    """Judge a date by a date."""
    keys, typed = _dates(case.key, case.meant), _dates(case.answer, case.typed)
    if not keys or not typed or has_bound(case):
        return None
    typed = [date.in_century_of(keys[0]) for date in typed]
    if set(keys) == set(typed) or (len(keys) == 1 and keys[0] in typed):
        return accepted("date", "the same date")
    if len(keys) > 1 or len(typed) > 1:
        return unsure("unclear_date", "a date that can be read in two ways", 0.4)
    if typed[0].conflicts(keys[0]):
        return rejected("other_date", "another date")
    return _by_exactness(case, typed[0], keys[0])


def has_bound(case: Case) -> bool:
    """Is "by" or "from" before a date on one side only, which the question has not?"""
    texts = {term.text for term in (*case.pairing.extra, *case.pairing.missing)}
    asked = {term.text for term in case.ground.question}
    return bool((texts - asked) & {"by", "from"}) and bool(_dates(case.key, case.meant))


def _dates(terms: Sequence[Term], text: str) -> list[Date]:
    """Return the date that a text is, or the two that its digits may be."""
    date = date_of(terms)
    return [date] if date else dates_in_digits(text)


def _by_exactness(case: Case, date: Date, key: Date) -> Outcome:
    if key.tells_all_of(date):
        wanted = (("year", key.year, date.year), ("month", key.month, date.month))
        for word, theirs, ours in wanted:
            if (
                theirs is not None
                and theirs == ours
                and case.ground.asks(f"what {word}", f"which {word}", f"the {word}")
            ):
                return accepted("date_asked", f"the {word} that was asked for")
        return unsure("vague_date", "a less exact date", 0.6)
    if case.ground.says(case.typed):
        return accepted("fuller_date", "a fuller date, as in the passage", 0.95)
    return unsure("fuller_date", "a more exact date", 0.6)


def by_number(case: Case) -> Outcome | None:
    """Judge a number by a number where nothing else of weight is said."""
    key, typed = amount_of(case.key), amount_of(case.answer)
    if key is None or typed is None or not (case.extra or case.missing):
        return None
    others = [*case.extra, *case.missing]
    left = [t for t in others if t.value is None and t.plain not in SIZES]
    limits = [t for t in left if t.text in LIMITS and t in case.extra]
    if not case.in_question(t for t in left if t not in limits) or case.negators:
        return None
    return _by_limit(limits, key, typed, case.ground) if limits else _by_value(case, key, typed)


def _by_limit(limits: list[Term], key: Amount, typed: Amount, ground: Ground) -> Outcome | None:
    """Reject a limit that the key's number does not keep: over 300 for 200."""
    said = {term.text for term in limits}
    if key.unit != typed.unit or (said & _LOWER_LIMITS and said & _UPPER_LIMITS):
        return None
    too_much = said & _LOWER_LIMITS and key.value < typed.value
    too_little = said & _UPPER_LIMITS and key.value > typed.value
    # More than 40 is wrong for 40, unless the passage itself is not so exact about it.
    is_beside = key.value == typed.value and said & _STRICT and ground.limits(key.raw) is False
    if too_much or too_little or is_beside:
        return rejected("beyond_limit", "the number is not within that limit")
    return None


def _by_value(case: Case, key: Amount, typed: Amount) -> Outcome | None:
    if key.unit and typed.unit and key.unit != typed.unit:
        return _by_units(key, typed)
    if key.value == typed.value:
        return _by_missing_unit(case, key, typed)
    if _is_share(key, typed):
        return accepted("share", "the same share")
    if _reads_as(case.typed, key):
        return accepted("number", "the same number")
    if {key.unit, typed.unit} == {"percent", ""} and min(key.value, typed.value) < 1:
        return unsure("share", "perhaps the same share")
    if _is_rounded(typed, key) or round(typed.value) == key.value:
        return unsure("rounded", "a rounded number")
    if _differ_by_scale(typed.value, key.value) or typed.value * key.value == 1:
        return unsure("scale", "the same digits, but not as many of them", 0.4)
    return rejected("other_number", "another number")


def _is_share(key: Amount, typed: Amount) -> bool:
    """Is one a percentage and the other the same as a fraction: 50 % and a half?"""
    for one, other in ((key, typed), (typed, key)):
        if one.unit == "percent" and not other.unit and other.value < 1:
            return one.value == 100 * other.value
    return False


def _reads_as(text: str, key: Amount) -> bool:
    """Is it the same number written short, such as 2m?"""
    read = read_number(text)
    return read is not None and read.value == key.value and read.unit == key.unit == ""


def _by_units(key: Amount, typed: Amount) -> Outcome:
    dimension, size = SIZES[key.unit]
    other_dimension, other_size = SIZES[typed.unit]
    if dimension != other_dimension:
        return rejected("other_unit", "another kind of unit")
    exact, given = key.value * size, typed.value * other_size
    if exact == given:
        return accepted("converted", "the same amount in another unit")
    if exact and abs(given - exact) / abs(exact) < Fraction(1, 10):
        return unsure("converted", "about the same amount in another unit")
    if key.value == typed.value:
        return rejected("wrong_unit", "another unit")
    return unsure("other_amount", "perhaps another amount", 0.2)


def _by_missing_unit(case: Case, key: Amount, typed: Amount) -> Outcome | None:
    """Return what a right number is worth where a unit stands on one side only."""
    if key.unit == typed.unit:
        return None
    if case.ground.asks_unit(key.unit or typed.unit):
        return accepted("unit_asked", "the unit is clear from the question")
    if key.unit:
        return unsure("missing_unit", "missing the unit", 0.6)
    if case.ground.says(case.typed):
        return accepted("unit_told", "with the unit from the passage")
    return unsure("added_unit", "a unit that the key does not have", 0.6)


def _is_rounded(typed: Amount, key: Amount) -> bool:
    """Is the answer the key's number made rounder or finer, or near to one that is called rough?"""
    difference = abs(typed.value - key.value)
    if typed.is_rough or key.is_rough:
        return difference * 10 <= abs(key.value)
    if key.value < 10_000 and key.value.denominator == 1:
        return False  # a year or a count of people is told exactly
    return difference * 50 <= key.value and _digits(typed.value) != _digits(key.value)


def _differ_by_scale(one: Fraction, other: Fraction) -> bool:
    """Is one number a hundred, a thousand or a million times the other?"""
    return bool(one and other) and max(one / other, other / one) in _SCALES


def _digits(value: Fraction) -> int:
    """Return how many digits tell a number, to nine decimals; noughts at its end aside."""
    return len(str(round(abs(value) * 10**9)).rstrip("0"))
