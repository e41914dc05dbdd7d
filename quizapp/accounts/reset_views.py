"""A forgotten password: a link by mail for staff, and whom to ask for everybody else."""

import secrets
from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.accounts import actions, resets
from quizapp.accounts.forms import ChooseForm, ForgottenForm
from quizapp.accounts.passwords import hash_password
from quizapp.models import User
from quizapp.web.access import Door
from quizapp.web.filters import public_url
from quizapp.web.mail import has_mail, send_later

bp = Door("reset", __name__, audience="everyone")


def find_owner(session: Session, _person_id: int | None, token: str) -> User | None:
    """Return whose new password the link is for."""
    return resets.find_owner(session, token, datetime.now(UTC))


@bp.route("/forgotten")
def forgotten() -> Any:
    """Say whom to ask, and show the form when this site can send mail."""
    return _forgotten_page(ForgottenForm())


@bp.route("/forgotten", methods=["POST"])
def ask() -> Any:
    """Send a link to a member of staff; a wrong address reads and takes the same."""
    form = ForgottenForm(request.form)
    if not has_mail() or not form.validate():
        return _forgotten_page(form), 422
    token, session = secrets.token_urlsafe(32), db.get_session()
    owner = resets.ask(session, form.email.data, token, datetime.now(UTC))
    session.commit()
    if owner and owner.email:
        _send(owner.email, public_url("reset.new_password", token=token))
    return _forgotten_page(form, is_sent=True)


def _forgotten_page(form: ForgottenForm, *, is_sent: bool = False) -> str:
    return render_template(
        "accounts/forgotten.html", form=form, has_mail=has_mail(), is_sent=is_sent
    )


def _send(email: str, link: str) -> None:
    text = (
        f"Somebody asked for a new password for you. To choose one, open\n\n{link}\n\n"
        "It works once, for an hour. If it was not you, do nothing: your password stays.\n"
    )
    send_later(email, "Your new password", text)


@bp.route("/new-password/<token>", load=find_owner)
def new_password(owner: User) -> Any:
    """Show the form; opening the link does not spend it."""
    return render_template("accounts/new_password.html", form=ChooseForm(), owner=owner)


@bp.route("/new-password/<token>", load=find_owner, methods=["POST"])
def save_new_password(owner: User) -> Any:
    """Spend the link, and let its owner sign in with the new password."""
    form = ChooseForm(request.form).of(owner.role, owner.name, owner.login or "")
    if not form.validate():
        return render_template("accounts/new_password.html", form=form, owner=owner), 422
    db.end_request_session()
    hashed = hash_password(form.password.data)
    token = (request.view_args or {})["token"]
    try:
        resets.use(db.get_session(), token, hashed, datetime.now(UTC))
    except actions.LinkSpent:
        flask.abort(404)
    db.get_session().commit()
    flask.flash("Your new password holds from now on.")
    return redirect(url_for("accounts.sign_in"), 303)
