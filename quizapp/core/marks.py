"""Points and marks. A point is 10,000,000 units, so thirds and sevenths add up."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

UNITS = 10_000_000

VERDICTS = ("right", "partly", "wrong", "blank", "waiting")


class Mark(NamedTuple):
    """What a response earned: points and out of, both in units of 10⁻⁷ point, and why.

    `points` is None when a person must decide.
    """

    points: int | None
    out_of: int
    reason: str


def units(points: Decimal | int | str) -> int:
    """Return points as units; ValueError when they are finer than 10⁻⁷ or negative."""
    # A Fraction, for a Decimal product is rounded to the precision of its context.
    exact = Fraction(Decimal(points)) * UNITS
    if exact.denominator != 1 or exact < 0:
        raise ValueError(f"{points} points cannot be kept: at least 0, at most 7 decimals")
    return int(exact)


def award(fraction: Fraction, out_of: int) -> int:
    """Return the units that a fraction of `out_of` units is, rounded once, half up."""
    if not 0 <= fraction <= 1:
        raise ValueError(f"a mark of {fraction} is not between 0 and 1")
    return int(fraction * out_of + Fraction(1, 2))


def decimal_points(amount: int) -> Decimal:
    """Return units as points, exact."""
    return Decimal(amount) / UNITS


def shown(amount: int | None) -> str:
    """Return units as a person reads them: at most two decimals, half up; '–' for None."""
    if amount is None:
        return "–"
    rounded = decimal_points(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def verdict(points: int | None, out_of: int, *, is_blank: bool) -> str:
    """Return one of VERDICTS. Part of the points is `partly`, never `right`."""
    if points is None:
        return "waiting"
    if is_blank:
        return "blank"
    if points >= out_of:
        return "right"
    return "partly" if points > 0 else "wrong"
