"""The key of a number: what is near enough, how it is written, and what is wrong with it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from quizapp.core.numbers import Number, read_number
from quizapp.core.scores import number_text
from quizapp.kinds.contract import Content, Fault, Share, Strict

LARGEST = Decimal(10) ** 30
MOST_UNITS = 20
LONGEST_UNIT = 40


def _a_number(value: Any) -> Any:
    """Refuse in words what pydantic would refuse in its own."""
    if isinstance(value, str):
        try:
            return Decimal(value.strip())
        except ArithmeticError as wrong:
            raise ValueError("this takes a number in digits, such as 12 or 2.5") from wrong
    return value


_READ = BeforeValidator(_a_number)
Exact = Annotated[Decimal, Field(ge=-LARGEST, le=LARGEST, decimal_places=20), _READ]
Distance = Annotated[Decimal, Field(ge=0, le=LARGEST, decimal_places=20), _READ]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=20), _READ]
UnitText = Annotated[str, Field(min_length=1, max_length=LONGEST_UNIT)]


class Near(Strict):
    """How far a number may be off and still earn a part of the points."""

    tolerance: Distance
    credit: Share


class NumericContent(Content):
    """A stem and a number with what it may be off by, or a range of numbers, ends included.

    `percent` is a tolerance too, in hundredths of the number. `unit` lists the spellings of
    one unit that are taken. An answer without it is right all the same, unless `needs_unit`.
    """

    value: Exact | None = None
    range: tuple[Exact, Exact] | None = None
    tolerance: Distance = Decimal(0)
    percent: Percent | None = None
    near: tuple[Near, ...] = Field((), max_length=5)
    unit: tuple[UnitText, ...] = Field((), max_length=MOST_UNITS)
    needs_unit: bool = False


def credit_of(value: Fraction, content: NumericContent) -> Fraction:
    """Return what a number earns, whatever stands beside it."""
    if content.range:
        low, high = content.range
        return Fraction(int(low <= value <= high))
    if content.value is None:
        return Fraction(0)
    off = abs(value - Fraction(content.value))
    if off <= tolerance_of(content):
        return Fraction(1)
    credits = [Fraction(near.credit) for near in content.near if off <= near.tolerance]
    return max(credits, default=Fraction(0))


def tolerance_of(content: NumericContent) -> Fraction:
    """Return how far a number may be off and still be right."""
    if content.percent is None:
        return Fraction(content.tolerance)
    return abs(Fraction(content.value or 0)) * Fraction(content.percent) / 100


def with_unit(credit: Fraction, number: Number, content: NumericContent) -> tuple[Fraction, str]:
    """Return what is left of a credit once the unit is looked at, and why."""
    if not content.unit or _bare(number.unit) in {_unit(one, content) for one in content.unit}:
        return credit, words_for(credit)
    if number.unit:
        return Fraction(0), f"“{number.unit}” is not the right unit."
    if content.needs_unit:
        return Fraction(0), "This is missing the unit, which is needed here."
    return credit, f"{words_for(credit)[:-1]}, though it is missing the unit."


def _bare(unit: str) -> str:
    return " ".join(unit.casefold().split())


def _unit(unit: str, content: NumericContent) -> str | None:
    """Return a unit as it is read behind a number; None where it cannot be."""
    read = read_number(f"30 {unit}", content.language)
    return _bare(read.unit) or None if read and read.value == 30 else None


def words_for(credit: Fraction) -> str:
    """Return what a credit says of a number."""
    if credit == 1:
        return "This is the right number."
    return "This is nearly the right number." if credit else "Another number is right."


def written(value: Decimal, content: NumericContent) -> str:
    """Return a number with the decimal mark of the article's language."""
    text = number_text(value)
    for shown in (text, text.replace(".", ",")):
        read = read_number(shown, content.language)
        if read and read.value == Fraction(value):
            return shown
    return text


def with_its_unit(number: str, content: NumericContent) -> str:
    """Return a number with the first spelling of its unit behind it, if there is one."""
    return f"{number} {content.unit[0]}" if content.unit else number


def around(off: Fraction, content: NumericContent) -> str:
    """Return the numbers that are at most `off` from the right one; '' for none but itself."""
    if content.value is None or not off:
        return ""
    ends = (Fraction(content.value) - off, Fraction(content.value) + off)
    low, high = (Decimal(end.numerator) / Decimal(end.denominator) for end in ends)
    return f"{written(low, content)} to {written(high, content)}"


# --- what an author got wrong --------------------------------------------------------------


def faults_of(content: NumericContent) -> list[Fault]:
    """Report a key that is none, tolerances that contradict, and units that cannot be read."""
    return [*_key_faults(content), *_near_faults(content), *_unit_faults(content)]


def _key_faults(content: NumericContent) -> Iterator[Fault]:
    if (content.value is None) == (content.range is None):
        yield Fault(("value",), "give either one number (`value:`) or two ends (`range:`)")
    if content.range and content.range[0] >= content.range[1]:
        yield Fault(("range",), "a range runs from the lower number to the higher one")
    if content.range and (content.tolerance or content.percent is not None):
        yield Fault(("tolerance",), "a range says already what is near enough")
    if content.tolerance and content.percent is not None:
        yield Fault(("percent",), "give a tolerance or a percent, not both")
    if content.percent is not None and content.value == 0:
        yield Fault(("percent",), "a percent of 0 is nothing; give a tolerance")


def _near_faults(content: NumericContent) -> Iterator[Fault]:
    if content.near and content.range:
        yield Fault(("near",), "a range says already what is near enough")
    least, most = tolerance_of(content), Fraction(1)
    for index, near in enumerate(content.near):
        if near.tolerance <= least:
            wrong = "each distance is larger than the one before, the first than the tolerance"
            yield Fault(("near", index, "tolerance"), wrong)
        if not 0 < near.credit < most:
            wrong = "a number that is farther off earns less, and more than nothing"
            yield Fault(("near", index, "credit"), wrong)
        least, most = Fraction(near.tolerance), Fraction(near.credit)


def _unit_faults(content: NumericContent) -> Iterator[Fault]:
    if content.needs_unit and not content.unit:
        yield Fault(("needs_unit",), "`needs_unit: true` takes a `unit:`")
    seen: set[str | None] = set()
    for index, unit in enumerate(content.unit):
        read = _unit(unit, content)
        if read is None:
            wrong = f"“{unit}” cannot be read as a unit behind a number"
            yield Fault(("unit", index), wrong)
        elif read in seen:
            yield Fault(("unit", index), f"the unit “{unit}” is given twice")
        seen.add(read)
