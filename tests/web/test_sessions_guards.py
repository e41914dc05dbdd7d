"""What a session is to somebody who has none, or has just ended theirs."""

import flask
import pytest
from sqlalchemy import delete, select

from quizapp.accounts.actions import token_sha256
from quizapp.models import SignInSession
from quizapp.web import sessions
from quizapp.web.access import Door, get_person

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def plant(app):
    """Let anybody put something to a view of the test's own."""

    def planted(view):
        app._got_first_request = False
        door = Door("planted", __name__, audience="everyone")
        door.route("/planted", methods=["GET", "PUT"])(view)
        app.register_blueprint(door)

    return planted


def test_a_browser_without_a_session_is_looked_up_nowhere(app, count_queries):
    assert app.test_client().get("/nowhere").status_code == 404
    assert count_queries == []


def test_a_worker_forgets_a_session_that_has_ended(app, bob, session):
    bob.get("/")
    key = token_sha256(bob.client.get_cookie("quizapp").value)
    assert key in app.session_interface._remembered
    session.execute(delete(SignInSession))
    session.commit()
    bob.get("/")
    assert key not in app.session_interface._remembered


def test_whoever_signed_out_is_nobody_at_once_and_leaves_nothing_to_who_comes_next(
    bob, plant, session
):
    def leave():
        flask.session["chosen"] = "by bob"
        sessions.sign_out()
        flask.session["note"] = "goodbye"
        return {"is_nobody": sessions.current_person() is None}

    plant(leave)
    assert bob.put("/planted", {}) == {"is_nobody": True}
    left = session.execute(select(SignInSession.user_id, SignInSession.data)).one()
    assert left == (None, {"note": "goodbye"})


def test_a_view_that_needs_somebody_turns_nobody_away(app, plant):
    plant(lambda: get_person().name)
    assert app.test_client().get("/planted").status_code == 401


# --- scripts are not sent to a page -------------------------------------------------------------


def test_a_script_of_nobody_is_told_so_and_a_page_leads_to_the_sign_in(app):
    asked = app.test_client().get("/teach", content_type="application/json")
    assert (asked.status_code, asked.get_json()["error"]) == (401, "Please sign in")
    assert app.test_client().get("/teach").status_code == 302


def test_a_browser_that_signed_out_keeps_no_session_at_all(bob, plant, session):
    plant(lambda: sessions.sign_out() or {})
    bob.put("/planted", {})
    assert bob.client.get_cookie("quizapp") is None
    assert session.scalars(select(SignInSession)).all() == []
