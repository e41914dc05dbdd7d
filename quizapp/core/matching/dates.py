"""Dates, as far as they are given: 18 May 1756, May 1756, 1756, 18/5/1756."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizapp.core.matching.terms import Term
from quizapp.core.matching.words import MONTHS, WEEKDAYS

_DIGITS = re.compile(r"\s*(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})\s*\.?\s*")
_ERAS = {"bc": -1, "bce": -1, "ad": 1, "ce": 1}


class Date(NamedTuple):
    """Year, month and day, each None where it is not told; before Christ below nought."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def conflicts(self, other: "Date") -> bool:
        """Do both tell something, and not the same?"""
        both = zip(self, other, strict=True)
        return any(a is not None and b is not None and a != b for a, b in both)

    def in_century_of(self, other: "Date") -> "Date":
        """Return the date with its year in full where only its last two digits are told."""
        if self.year is None or other.year is None or other.year % 100 != self.year:
            return self
        return self._replace(year=other.year)

    def tells_all_of(self, other: "Date") -> bool:
        """Does it tell whatever the other tells, and the same?"""
        return all(b is None or a == b for a, b in zip(self, other, strict=True))


def dates_in_digits(text: str) -> list[Date]:
    """Return what a date such as 5/6/2020 or 2020-06-05 may mean: either order of day, month."""
    found = _DIGITS.fullmatch(text)
    if not found:
        return []
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if first > 31:
        orders = [Date(first, second, third)]
    else:
        orders = [Date(third, second, first), Date(third, first, second)]
    return [date for date in orders if _is_day(date)]


def _is_day(date: Date) -> bool:
    return date.year is not None and 1 <= (date.month or 0) <= 12 and 1 <= (date.day or 0) <= 31


def date_of(terms: Sequence[Term]) -> Date | None:
    """Return the date that terms are, and nothing else but small words; None for others.

    A bare number is a year only from 1000 to 2100, since others may count something.
    """
    months = [MONTHS[term.text] for term in terms if term.text in MONTHS]
    numbers = [term for term in terms if term.value is not None]
    others = [term for term in terms if term.value is None and term.text not in MONTHS]
    if len(months) > 1 or not all(_may_stand_in_a_date(term) for term in others):
        return None
    year, day, is_all = _year_and_day(numbers)
    if not is_all or (day is not None and not months):
        return None
    if not months and not (year is not None and 1000 <= year <= 2100):
        return None
    era = min((_ERAS[term.text] for term in others if term.text in _ERAS), default=1)
    return Date(None if year is None else era * year, months[0] if months else None, day)


def _may_stand_in_a_date(term: Term) -> bool:
    return term.text in _ERAS or term.text in WEEKDAYS or term.is_neutral or term.text == "year"


def _year_and_day(numbers: Sequence[Term]) -> tuple[int | None, int | None, bool]:
    """Return year and day among numbers, and whether these are all of them."""
    values = [int(term.value) for term in numbers if term.value is not None]
    whole = all(term.value == value for term, value in zip(numbers, values, strict=True))
    days = [value for value in values if 1 <= value <= 31]
    years = [value for value in values if value > 31]
    is_all = whole and len(days) < 2 and len(years) < 2 and len(days) + len(years) == len(values)
    return years[0] if years else None, days[0] if days else None, is_all
