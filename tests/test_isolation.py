"""`g` and the signed-in person belong to one request, as they do on a real server."""

import flask
import pytest

from quizapp import db
from quizapp.models import User
from tests.build import NOW

pytestmark = pytest.mark.database("sqlite")


def test_no_context_is_open_outside_a_request(app):
    assert not flask.has_app_context()
    assert not flask.has_request_context()


def test_g_is_not_shared_between_clients(app):
    seen = []

    @app.before_request
    def look():
        seen.append(flask.g.get("visitor"))
        flask.g.visitor = "somebody"

    app.test_client().get("/")
    app.test_client().get("/")
    assert seen == [None, None]


def test_the_signed_in_person_is_not_shared_between_clients(nobody, alice):
    assert "Sign out" in alice.get("/").words()
    assert "Sign out" not in nobody.get("/").words()


def test_what_a_view_forgot_to_commit_is_gone(app, session):
    bp = flask.Blueprint("forgetful", __name__)

    @bp.route("/forgetful", methods=["POST"])
    def forget():
        db.get_session().add(User(name="Gone", role="guest", created_at=NOW))
        db.get_session().flush()
        return "said to be saved"

    app.register_blueprint(bp)
    app.config["WTF_CSRF_ENABLED"] = False
    session.rollback()
    assert app.test_client().post("/forgetful").status_code == 200
    assert session.query(User).count() == 0
