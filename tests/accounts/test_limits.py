"""Failures are counted for all workers together; the wait grows, and never for ever."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp import db
from quizapp.accounts import devices, limits
from quizapp.accounts.limits import JOIN, RESET, SIGN_IN
from quizapp.models import Tally
from tests.build import NOW


def fail(session, times, now=NOW, rule=SIGN_IN, subject="bob"):
    """Fail so often; return the seconds that one waits after each failure."""
    found = [limits.count_failure(session, subject, now, rule) for _ in range(times)]
    return [(one.wait_until - now).total_seconds() if one.wait_until else 0 for one in found]


def test_ten_failures_are_free_and_then_the_wait_grows_to_a_minute(session):
    assert fail(session, 9) == [0] * 9
    assert limits.try_again_at(session, "bob", NOW, SIGN_IN) is None
    assert fail(session, 9) == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    until = NOW + timedelta(seconds=60)
    assert limits.try_again_at(session, "bob", NOW, SIGN_IN) == until
    assert limits.try_again_at(session, "bob", until, SIGN_IN) is None


def test_a_quarter_of_an_hour_forgives_all(session):
    fail(session, 9)
    quarter = NOW + timedelta(minutes=15)
    assert fail(session, 9, quarter) == [0] * 9
    assert fail(session, 1, quarter) == [1]
    assert fail(session, 1, quarter + timedelta(minutes=14)) == [2]
    assert fail(session, 1, quarter + timedelta(minutes=30)) == [0]


@pytest.mark.parametrize(("rule", "free", "wait"), [(JOIN, 10, 60), (RESET, 5, 3600)])
def test_what_has_one_wait_begins_anew_when_it_is_over(session, rule, free, wait):
    assert fail(session, free, rule=rule) == [0] * (free - 1) + [wait]
    over = NOW + timedelta(seconds=wait)
    assert limits.try_again_at(session, "bob", over - timedelta(seconds=1), rule)
    assert fail(session, free, over, rule) == [0] * (free - 1) + [wait]


def test_each_is_counted_apart(session):
    fail(session, 10)
    assert fail(session, 1, subject="carol") == [0]
    assert fail(session, 1, rule=JOIN) == [0]
    assert limits.try_again_at(session, "carol", NOW, SIGN_IN) is None


def test_whoever_gets_in_is_forgiven(session):
    fail(session, 12)
    limits.forget(session, "bob", SIGN_IN)
    assert limits.try_again_at(session, "bob", NOW, SIGN_IN) is None
    assert fail(session, 1) == [0]


def test_no_name_stands_in_the_table(session):
    fail(session, 1)
    assert re.fullmatch(r"sign-in:[0-9a-f]{64}", session.scalars(select(Tally.subject)).one())


def test_eight_that_fail_at_once_are_counted_as_eight(engine, session):
    session.rollback()  # it holds SQLite's only lock for writers

    def one(_number):
        with db.open_session(engine, writes=True) as own:
            counted = [limits.count_failure(own, "bob", NOW, SIGN_IN).failures for _ in range(5)]
            own.commit()
            return counted

    with ThreadPoolExecutor(8) as pool:
        counted = sorted(number for part in pool.map(one, range(8)) for number in part)
    assert counted == list(range(1, 41))


def test_a_browser_is_known_for_a_year_to_whoever_signed_in_there(session, school):
    bob, carol = school.people["bob"].id, school.people["carol"].id
    devices.remember(session, "token", bob, NOW)
    year = NOW + timedelta(days=devices.DEVICE_DAYS)
    assert devices.is_known(session, "token", bob, year - timedelta(seconds=1))
    assert not devices.is_known(session, "token", bob, year)
    assert not devices.is_known(session, "token", carol, NOW)
    assert not devices.is_known(session, "", bob, NOW)
    devices.remember(session, "token", bob, year)
    assert devices.is_known(session, "token", bob, year)
