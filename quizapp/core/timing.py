"""When a quiz may be begun, and when an attempt at it ends: one deadline, told at the start."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import NamedTuple
from zoneinfo import ZoneInfo

from quizapp.core.counts import count

# After the deadline answers still come in: a slow network is nobody's fault. Students are told.
GRACE = timedelta(seconds=60)


class MissingTime(ValueError):
    """The clocks go forward over this time of day: it does not exist."""


class RepeatedTime(ValueError):
    """The clocks go back over this time of day: it comes twice."""


class Window(NamedTuple):
    """When a quiz is open, and how long an attempt may take; None: there is no such bound.

    The close ends an attempt without a limit. One that has a limit it leaves alone, unless
    `cuts_at_close`.
    """

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    limit: timedelta | None = None
    cuts_at_close: bool = False


class Granted(NamedTuple):
    """What somebody is granted on top: dates instead of the window's, and more time."""

    percent: int | None = 100  # of the limit; None: no limit
    extra: timedelta = timedelta(0)
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def window_with(window: Window, grants: Iterable[Granted]) -> Window:
    """Return the window as it is for somebody with these grants, the more personal ones last.

    Percents multiply and minutes add up, in this order: the limit is stretched, then lengthened.
    The last dates that were granted hold.
    """
    share, extra = Fraction(1), timedelta(0)
    for grant in grants:
        if grant.percent is None or window.limit is None:
            window = window._replace(limit=None)
        else:
            share *= Fraction(grant.percent, 100)
            extra += grant.extra
        window = window._replace(
            opens_at=grant.opens_at or window.opens_at,
            closes_at=grant.closes_at or window.closes_at,
        )
    if window.limit is None:
        return window
    seconds = ceil(Fraction(window.limit // timedelta(seconds=1)) * share)
    return window._replace(limit=timedelta(seconds=seconds) + extra)


def standing(window: Window, now: datetime) -> str:
    """Return whether one may begin now: `early`, `open` or `over`."""
    if window.opens_at is not None and now < window.opens_at:
        return "early"
    if window.closes_at is not None and now >= window.closes_at:
        return "over"
    return "open"


def deadline(
    window: Window, started_at: datetime, rested: timedelta = timedelta(0)
) -> datetime | None:
    """Return when an attempt begun at this moment ends; None: it does not by itself.

    `rested` is how long its clock stood.
    """
    if window.limit is None:
        return window.closes_at
    by_limit = started_at + window.limit + rested
    if window.cuts_at_close and window.closes_at is not None:
        return min(by_limit, window.closes_at)
    return by_limit


def lengthened(due_at: datetime | None, new: datetime | None) -> datetime | None:
    """Return the later of two deadlines, where None is the latest: time is never taken away."""
    return None if due_at is None or new is None else max(due_at, new)


def is_over(due_at: datetime | None, now: datetime) -> bool:
    """Has an attempt with this deadline ended, its grace too?"""
    return due_at is not None and now > due_at + GRACE


def ended_at(due_at: datetime | None, now: datetime) -> datetime:
    """Return the end of an attempt that is handed in now: the deadline at the latest."""
    return now if due_at is None else min(due_at, now)


def seconds_left(due_at: datetime | None, now: datetime) -> int | None:
    """Return how many whole seconds are left, 0 when time is up, None without a deadline."""
    return None if due_at is None else max(0, ceil((due_at - now).total_seconds()))


def instant(local: datetime, zone: str) -> datetime:
    """Return the moment, in UTC, at which clocks of a zone show this; MissingTime, RepeatedTime."""
    clock = ZoneInfo(zone)
    first, second = (local.replace(tzinfo=clock, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(clock).replace(tzinfo=None) != local:
        raise MissingTime
    if first != second:
        raise RepeatedTime
    return first


def minutes_in_words(time: timedelta) -> str:
    """Return a span of time as one says it: 45 minutes, 1 hour 30 minutes."""
    minutes, seconds = divmod(time // timedelta(seconds=1), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (seconds, "second")]
    said = [count(number, word) for number, word in parts if number]
    return " ".join(said) or "no time"
