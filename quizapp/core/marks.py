"""Points and marks. A point is 10,000,000 units, so thirds and sevenths add up."""

from collections.abc import Callable, Set
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

UNITS = 10_000_000
LARGEST = 10**12  # points; nothing earns as much

VERDICTS = ("right", "partly", "wrong", "blank", "waiting")


class Mark(NamedTuple):
    """What a response earned: points and out of, both in units of 10⁻⁷ point, and why.

    `points` is None when a person must decide. Where the evidence was asked for too, the two
    flags keep apart whether the answer was right and whether its evidence was; None: not asked,
    or not decided yet. `detail` is what the decision rests on, as JSON.
    """

    points: int | None
    out_of: int
    reason: str
    answer_right: bool | None = None
    evidence_right: bool | None = None
    detail: dict[str, Any] | None = None


def units(points: Decimal | int | str) -> int:
    """Return points as units; ValueError when they are finer than 10⁻⁷ or negative."""
    number = Decimal(points)
    # Looked at before it is reckoned with: 1e-9999999 would fill the memory as a fraction.
    is_sane = number.is_finite() and 0 <= number < LARGEST
    if not is_sane or number != number.quantize(Decimal(1) / UNITS):
        raise ValueError(f"{points} points cannot be kept: at least 0, at most 7 decimals")
    # A Fraction, for a Decimal product is rounded to the precision of its context.
    return int(Fraction(number) * UNITS)


def award(fraction: Fraction, out_of: int) -> int:
    """Return the units that a fraction of `out_of` units is, rounded once, half up."""
    if not 0 <= fraction <= 1:
        raise ValueError(f"a mark of {fraction} is not between 0 and 1")
    return int(fraction * out_of + Fraction(1, 2))


def shares(out_of: int, parts: int) -> list[int]:
    """Return `out_of` units split into equal whole parts; the last one takes the remainder."""
    if parts < 1:
        raise ValueError("there is nothing to split among")
    each = out_of // parts
    return [each] * (parts - 1) + [out_of - each * (parts - 1)]


# --- named schemes of partial credit -------------------------------------------------------
# As PrairieLearn names them. Each takes what was picked, what is right, and how many there
# were to pick from, and returns a share of the points between 0 and 1.


class Scheme(NamedTuple):
    """A scheme of partial credit: what a teacher calls it, and what a student is told."""

    label: str
    words: str
    share: Callable[[Set[Any], Set[Any], int], Fraction]


def all_or_nothing(picked: Set[Any], key: Set[Any], options: int) -> Fraction:
    """Return 1 for exactly what is right, else 0."""
    return Fraction(int(picked == key))


def net_correct(picked: Set[Any], key: Set[Any], options: int) -> Fraction:
    """Return right picks less wrong ones, over what is right; never below 0."""
    return max(Fraction(len(picked & key) - len(picked - key), len(key)), Fraction(0))


def coverage(picked: Set[Any], key: Set[Any], options: int) -> Fraction:
    """Return the part of what is right that was picked, times the part of the picks that is."""
    right = len(picked & key)
    return Fraction(right * right, len(key) * len(picked)) if picked else Fraction(0)


def each_option(picked: Set[Any], key: Set[Any], options: int) -> Fraction:
    """Return the part of all options that are rightly picked or rightly left."""
    return Fraction(options - len(picked ^ key), options)


def overlap(picked: Set[Any], key: Set[Any], options: int) -> Fraction:
    """Return the F1 of picks: twice the right ones over all that were picked and all needed."""
    return Fraction(2 * len(picked & key), len(picked) + len(key))


SCHEMES: dict[str, Scheme] = {
    "all_or_nothing": Scheme(
        "All or nothing",
        "All the points for exactly the right ones, none otherwise.",
        all_or_nothing,
    ),
    "net_correct": Scheme(
        "Right minus wrong",
        "Each right one counts, and each wrong one takes one away.",
        net_correct,
    ),
    "coverage": Scheme(
        "Coverage", "The more of the right ones and the fewer others, the more points.", coverage
    ),
    "each_option": Scheme(
        "Each option", "Each one rightly picked or rightly left counts alike.", each_option
    ),
    "overlap": Scheme(
        "Overlap", "Picking more or less than is needed costs part of the points.", overlap
    ),
}


def decimal_points(amount: int) -> Decimal:
    """Return units as points, exact."""
    return Decimal(amount) / UNITS


def shown(amount: int | None) -> str:
    """Return units as a person reads them: at most two decimals, half up; '–' for None."""
    if amount is None:
        return "–"
    rounded = decimal_points(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return str(rounded).rstrip("0").rstrip(".")


def verdict(points: int | None, out_of: int, *, is_blank: bool) -> str:
    """Return one of VERDICTS. Part of the points is `partly`, never `right`.

    A blank that a person gave points, for what was said aloud say, reads by its points.
    """
    if points is None:
        return "waiting"
    if is_blank and points == 0:
        return "blank"
    if points >= out_of:
        return "right"
    return "partly" if points > 0 else "wrong"
