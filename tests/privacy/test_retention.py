"""What was kept long enough goes, and nothing before its time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.actions import add_guest
from quizapp.models import Attempt, AuditEvent, Member, SignInSession, User
from quizapp.privacy.retention import (
    Periods,
    preview,
    purge_idle_guests,
    purge_people,
    purge_spent,
)
from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests.build import NOW

PERIODS = Periods(guests=30, leavers=730, audit=730)
SOON = NOW + timedelta(days=29)
LATE = NOW + timedelta(days=31)
YEARS = NOW + timedelta(days=731)


@pytest.fixture
def guests(session, school):
    """One who began a quiz, and one who only came."""
    busy, idle = add_guest(session, "Robin", NOW), add_guest(session, "Kim", NOW)
    start(session, school.practice, busy, 1, NOW)
    session.flush()
    return busy, idle


def counted(session, now):
    return {over.name: over.rows for over in preview(session, PERIODS, now)}


def test_guests_are_forgotten_when_their_time_is_over(session, guests):
    assert purge_people(session, PERIODS, SOON) == 0
    assert counted(session, LATE)["guests"] == 2
    assert purge_people(session, PERIODS, LATE) == 2
    assert {guest.name.split()[0] for guest in guests} == {"Erased"}
    assert purge_people(session, PERIODS, LATE) == 0


def test_whoever_began_something_since_is_not_gone(session, school, guests):
    """A guest and a student who left, each with an attempt of lately."""
    busy, _ = guests
    session.get_one(Member, (school.class_.id, school.people["bob"].id)).state = "left"
    start(session, school.practice, school.people["bob"], 1, YEARS - timedelta(days=1))
    submit(session, session.scalars(select(Attempt)).first(), LATE)
    session.flush()
    assert counted(session, LATE)["guests"] == 1
    assert busy.erased_at is None
    assert counted(session, YEARS)["leavers"] == 0


def test_the_daily_job_forgets_only_who_did_nothing(session, guests):
    busy, idle = guests
    assert purge_idle_guests(session, 30, SOON) == 0
    assert purge_idle_guests(session, 30, LATE) == 1
    assert (busy.erased_at, idle.erased_at) == (None, LATE)


def test_a_guest_who_is_still_there_stays(session, guests):
    _, idle = guests
    ends = LATE + timedelta(days=1)
    session.add(SignInSession(token_sha256="x", user_id=idle.id, created_at=NOW, expires_at=ends))
    session.flush()
    assert purge_idle_guests(session, 30, LATE) == 0


@pytest.mark.parametrize(
    ("left", "now", "forgotten"), [(True, YEARS, 1), (False, YEARS, 0), (True, SOON, 0)]
)
def test_who_left_every_class_is_forgotten_in_time(session, school, left, now, forgotten):
    bob = school.people["bob"]
    start(session, school.practice, bob, 1, NOW)
    if left:
        session.get_one(Member, (school.class_.id, bob.id)).state = "left"
    session.flush()
    assert counted(session, now)["leavers"] == forgotten
    assert purge_people(session, PERIODS, now) == forgotten
    names = session.scalars(select(User.name).where(User.id == bob.id)).all()
    assert (names == ["Bob"]) == (not forgotten)


def test_what_opens_nothing_any_more_goes_and_nothing_else(session, school, kept):
    assert counted(session, NOW)["sessions"] == 0
    assert purge_spent(session, NOW) == 0
    counts = counted(session, SOON)
    assert (counts["sessions"], counts["one_time_links"], counts["sign_in_cards"]) == (2, 2, 2)
    assert purge_spent(session, SOON) == 6
    assert set(counted(session, SOON).values()) == {0}


def test_the_log_is_counted_and_kept(session, school, kept):
    before = len(session.scalars(select(AuditEvent.id)).all())
    assert counted(session, YEARS)["audit_events"] == before
    purge_spent(session, YEARS)
    assert len(session.scalars(select(AuditEvent.id)).all()) == before
