"""A link that has ended opens nothing, not even a form that was opened in time."""

from datetime import timedelta

from sqlalchemy import select

from quizapp.accounts import actions
from quizapp.models import User
from tests.build import NOW, PASSWORD

SECRET = "a-token-of-forty-letters-for-tests-only"


def test_a_form_sent_after_its_link_expired_makes_nobody(visit, session, time_machine):
    time_machine.move_to(NOW)
    actions.make_first_teacher_link(session, SECRET, NOW)
    session.commit()
    visitor = visit().get(f"/first-teacher/{SECRET}")
    time_machine.move_to(NOW + timedelta(hours=actions.LINK_HOURS, seconds=1))
    # The session has ended too, and with it the form's token: it is the link that refuses here.
    fresh = visit().get("/sign-in")
    fields = {"name": "Ada", "login": "ada", "password": PASSWORD, "csrf_token": fresh.token()}
    fresh.post(visitor.path, fields, status=404)
    assert session.scalars(select(User)).all() == []
