"""When a session ends: of somebody, of a guest, and of nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from quizapp.models import SignInSession, User
from tests.build import NOW, PASSWORD

pytestmark = pytest.mark.database("sqlite")


def test_a_guests_lasts_for_days_and_a_students_for_hours(nobody, visit, app, session, school):
    practice = school.practice.id
    session.commit()
    app.config.update(GUEST_DAYS=3, SESSION_HOURS=5)
    visit("bob")
    nobody.get(f"/practice/{practice}").send(name="Robin")
    rows = session.execute(
        select(User.role, SignInSession.created_at, SignInSession.expires_at)
        .join(User, User.id == SignInSession.user_id)
        .order_by(User.id)
    ).all()
    lasting = [(role, end - begin) for role, begin, end in rows]
    assert lasting == [("student", timedelta(hours=5)), ("guest", timedelta(days=3))]


def test_that_of_nobody_is_not_lengthened(nobody, app, session, time_machine):
    nobody.get("/sign-in")
    ends = select(SignInSession.expires_at)
    before = session.scalars(ends).one()
    session.rollback()
    time_machine.move_to(datetime.now(UTC) + timedelta(hours=app.config["SESSION_HOURS"] * 0.6))
    nobody.get("/")
    assert session.scalars(ends).one() == before


def test_whose_session_has_expired_is_nobody(bob, session):
    session.execute(update(SignInSession).values(expires_at=NOW))
    session.commit()
    assert "Sign out" not in bob.get("/").words()


def test_who_is_disabled_is_nobody_though_a_session_is_left(bob, session, school):
    school.people["bob"].disabled_at = NOW
    session.commit()
    assert "Sign out" not in bob.get("/").words()


def test_who_signs_in_after_somebody_whose_session_is_half_gone_is_themselves(
    bob, app, session, school, time_machine
):
    bob.get("/sign-in")
    time_machine.move_to(datetime.now(UTC) + timedelta(hours=app.config["SESSION_HOURS"] * 0.6))
    bob.send("sign-in", login="carol", password=PASSWORD)
    held = session.scalars(select(SignInSession.user_id)).all()
    assert held == [school.people["carol"].id]
