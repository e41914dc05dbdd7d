"""One's own account, and the password that is chosen before anything else."""

from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, request

from quizapp import db
from quizapp.accounts import actions
from quizapp.accounts.forms import ChooseForm
from quizapp.accounts.passwords import hash_password
from quizapp.models import User
from quizapp.web import sessions
from quizapp.web.access import Door, get_person

bp = Door("profile", __name__, audience="students")


def _own_account() -> User:
    """Return the row of whoever is signed in."""
    return db.get_session().get_one(User, get_person().id)


@bp.route("/choose-password")
def choose_password() -> Any:
    """Show the form to whoever signed in by a card."""
    if not sessions.owes_password():
        flask.abort(404)
    return render_template("accounts/choose_password.html", form=ChooseForm())


@bp.route("/choose-password", methods=["POST"])
def save_chosen_password() -> Any:
    """Keep the password, and go on."""
    if not sessions.owes_password():
        flask.abort(404)
    own = _own_account()
    form = ChooseForm(request.form).of(own.role, own.name, own.login or "")
    db.end_request_session()
    if not form.validate():
        return render_template("accounts/choose_password.html", form=form), 422
    _change_password(form.password.data)
    flask.flash("Your new password holds from now on.")
    return redirect("/", 303)


def _change_password(password: str) -> None:
    """Give whoever is signed in a new password; every other browser is signed out."""
    hashed = hash_password(password)
    session, own = db.get_session(), _own_account()
    actions.change_password(session, own, hashed, own.id, datetime.now(UTC))
    session.commit()
    sessions.sign_in(own.id)
