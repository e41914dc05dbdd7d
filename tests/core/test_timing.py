"""Windows, limits and grants come to one deadline."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core import timing
from quizapp.core.timing import Granted, Window

BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CLOSE = BEGIN + 20 * MINUTE


@pytest.mark.parametrize(
    ("window", "due"),
    [
        (Window(), None),
        (Window(closes_at=CLOSE), CLOSE),
        (Window(limit=30 * MINUTE), BEGIN + 30 * MINUTE),
        (Window(limit=30 * MINUTE, closes_at=CLOSE), BEGIN + 30 * MINUTE),
        (Window(limit=30 * MINUTE, closes_at=CLOSE, cuts_at_close=True), CLOSE),
        (Window(limit=10 * MINUTE, closes_at=CLOSE, cuts_at_close=True), BEGIN + 10 * MINUTE),
        (Window(limit=10 * MINUTE, cuts_at_close=True), BEGIN + 10 * MINUTE),
    ],
)
def test_the_deadline_is_the_limit_or_the_close_where_the_teacher_chose_so(window, due):
    assert timing.deadline(window, BEGIN) == due


@pytest.mark.parametrize(
    ("grants", "minutes"),
    [
        ([], 30),
        ([Granted(150)], 45),
        ([Granted(100, 5 * MINUTE)], 35),
        ([Granted(150, 5 * MINUTE)], 50),
        ([Granted(120), Granted(150, 3 * MINUTE)], 57),
        ([Granted(None)], None),
        ([Granted(None), Granted(150, 5 * MINUTE)], None),
        ([Granted(150), Granted(None)], None),
    ],
)
def test_grants_stretch_the_limit_then_lengthen_it(grants, minutes):
    window = timing.window_with(Window(limit=30 * MINUTE), grants)
    assert window.limit == (None if minutes is None else minutes * MINUTE)


def test_without_a_limit_more_time_is_none():
    assert timing.window_with(Window(), [Granted(200, 10 * MINUTE)]) == Window()


def test_the_more_personal_dates_hold():
    later, latest = CLOSE + MINUTE, CLOSE + 2 * MINUTE
    grants = [Granted(closes_at=latest), Granted(opens_at=BEGIN, closes_at=later)]
    window = timing.window_with(Window(closes_at=CLOSE), grants)
    assert (window.opens_at, window.closes_at) == (BEGIN, later)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (BEGIN - timedelta(seconds=1), "early"),
        (BEGIN, "open"),
        (CLOSE - timedelta(seconds=1), "open"),
        (CLOSE, "over"),
    ],
)
def test_one_begins_from_the_opening_until_before_the_close(now, told):
    assert timing.standing(Window(BEGIN, CLOSE), now) == told
    assert timing.standing(Window(), now) == "open"


def test_the_grace_is_not_shown_as_time_left_but_counts():
    assert timing.seconds_left(CLOSE, CLOSE - timedelta(seconds=1.5)) == 2
    assert timing.seconds_left(CLOSE, CLOSE + timedelta(seconds=30)) == 0
    assert timing.seconds_left(None, BEGIN) is None
    assert not timing.is_over(CLOSE, CLOSE + timing.GRACE)
    assert timing.is_over(CLOSE, CLOSE + timing.GRACE + timedelta(microseconds=1))
    assert not timing.is_over(None, CLOSE)


def test_an_end_is_never_after_the_deadline():
    assert timing.ended_at(CLOSE, CLOSE + MINUTE) == CLOSE
    assert timing.ended_at(CLOSE, BEGIN) == BEGIN
    assert timing.ended_at(None, CLOSE) == CLOSE


def test_time_is_never_taken_away():
    assert timing.lengthened(CLOSE, BEGIN) == CLOSE
    assert timing.lengthened(BEGIN, CLOSE) == CLOSE
    assert timing.lengthened(CLOSE, None) is timing.lengthened(None, CLOSE) is None


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (45 * MINUTE, "45 minutes"),
        (90 * MINUTE, "1 hour 30 minutes"),
        (timedelta(seconds=61), "1 minute 1 second"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(0), "no time"),
    ],
)
def test_times_in_words(time, said):
    assert timing.minutes_in_words(time) == said


# --- against another way to reckon it -----------------------------------------------------

SECONDS = st.integers(-7200, 7200)


@given(
    begun=SECONDS,
    closes=st.none() | SECONDS,
    limit=st.none() | st.integers(1, 7200),
    cuts=st.booleans(),
    percents=st.lists(st.none() | st.integers(100, 400), max_size=3),
    extra=st.integers(0, 600),
)
def test_the_deadline_is_what_adding_up_seconds_gives(begun, closes, limit, cuts, percents, extra):
    def at(seconds):
        return None if seconds is None else BEGIN + timedelta(seconds=seconds)

    window = Window(None, at(closes), None if limit is None else timedelta(seconds=limit), cuts)
    grants = [Granted(percent) for percent in percents] + [Granted(100, timedelta(seconds=extra))]
    due = timing.deadline(timing.window_with(window, grants), at(begun))
    if limit is None or None in percents:
        assert due == at(closes)
        return
    hundredths = limit
    for percent in percents:
        hundredths *= percent
    length = -(-hundredths // 100 ** len(percents)) + extra  # rounded up
    ends = begun + length
    if cuts and closes is not None and closes < ends:
        ends = closes
    assert due == at(ends)


MOMENTS = st.none() | SECONDS.map(lambda seconds: BEGIN + timedelta(seconds=seconds))


@given(due=MOMENTS, more=st.lists(MOMENTS, max_size=5))
def test_however_often_it_is_lengthened_it_never_comes_sooner(due, more):
    for new in more:
        later = timing.lengthened(due, new)
        assert later is None or (due is not None and later >= due)
        due = later


# --- the clocks of a class ----------------------------------------------------------------

ZONES = (
    *("Europe/Berlin", "Europe/London", "Europe/Lisbon", "America/New_York", "America/St_Johns"),
    *("America/Santiago", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland"),
    *("Africa/Casablanca", "Asia/Jerusalem", "Asia/Kolkata"),
)


def transitions(zone, first=2024, last=2030):
    """Yield the moments between which a zone's clock jumps, found hour by hour."""
    clock, moment = ZoneInfo(zone), datetime(first, 1, 1, tzinfo=UTC)
    while moment.year <= last:
        later = moment + timedelta(minutes=30)
        if moment.astimezone(clock).utcoffset() != later.astimezone(clock).utcoffset():
            yield moment, later
        moment = later


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe"])
def test_a_time_that_is_not_there_or_comes_twice_is_asked_about(zone):
    _look_at_every_change(zone, 2026, 2026)


@pytest.mark.long
@pytest.mark.parametrize("zone", ZONES)
def test_every_change_of_the_clocks_until_2030(zone):
    changes = _look_at_every_change(zone, 2024, 2030)
    assert changes or zone == "Asia/Kolkata"


def _look_at_every_change(zone, first, last):
    clock, changes = ZoneInfo(zone), 0
    for before, after in transitions(zone, first, last):
        changes += 1
        jump = after.astimezone(clock).utcoffset() - before.astimezone(clock).utcoffset()
        wall = after.astimezone(clock).replace(tzinfo=None)
        inside = wall - abs(jump) / 2 if jump > timedelta(0) else wall + abs(jump) / 2
        wrong = timing.MissingTime if jump > timedelta(0) else timing.RepeatedTime
        # The change may fall in the half hour before `after`, so look at both of its ends.
        with pytest.raises(wrong):
            for minutes in range(-30, 31, 5):
                timing.instant(inside + timedelta(minutes=minutes), zone)
        for hours in (-3, 3):
            there = before + timedelta(hours=hours)
            assert timing.instant(there.astimezone(clock).replace(tzinfo=None), zone) == there
    return changes
