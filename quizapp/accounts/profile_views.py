"""One's own account, and the password that is chosen before anything else."""

from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.accounts import actions, limits, profile
from quizapp.accounts.forms import ChangeForm, ChooseForm, ProfileForm
from quizapp.accounts.passwords import hash_password, is_right
from quizapp.models import SignInSession, User
from quizapp.web import sessions
from quizapp.web.access import Door, get_person
from quizapp.web.waiting import Wait

bp = Door("profile", __name__, audience="students")


def _own_account() -> User:
    """Return the row of whoever is signed in."""
    return db.get_session().get_one(User, get_person().id)


def find_own_session(session: Session, person_id: int, key: str) -> SignInSession | None:
    """Return the session of one's own that the page names by `key`."""
    return profile.find_own_session(session, person_id, key)


@bp.route("/profile")
def show() -> Any:
    """Show the account, and where it is signed in."""
    own = _own_account()
    return _page(own, ProfileForm(name=own.name, language=own.language or ""))


def _page(own: User, form: ProfileForm, change: ChangeForm | None = None) -> str:
    """Draw the page; a guest's has neither password nor other browsers."""
    is_guest = own.role == "guest"
    this, now = sessions.session_sha256(), datetime.now(UTC)
    return render_template(
        "accounts/profile.html",
        form=form,
        change=None if is_guest else change or ChangeForm(),
        own=own,
        browsers=[] if is_guest else profile.open_sessions(db.get_session(), own.id, this, now),
    )


@bp.route("/profile", methods=["POST"])
def save() -> Any:
    """Keep name and language."""
    own, form = _own_account(), ProfileForm(request.form)
    if not form.validate() or not form.name.data.strip():
        return _page(own, form), 422
    profile.save_profile(db.get_session(), own, form.name.data, form.language.data)
    db.get_session().commit()
    flask.flash("Saved.")
    return redirect(url_for("profile.show"), 303)


@bp.route("/profile/password", methods=["POST"])
def change_password() -> Any:
    """Change the password for whoever knows the old one."""
    own = _own_account()
    if own.role == "guest":
        flask.abort(404)
    change = ChangeForm(request.form).of(own.role, own.name, own.login or "")
    if not change.validate():
        return _refuse(change), 422
    until = limits.try_again_at(
        db.get_session(), f"own {own.id}", datetime.now(UTC), limits.SIGN_IN
    )
    if until:
        change.old.errors = [f"There were many wrong passwords. {Wait(until).words}"]
        return _refuse(change), 429, Wait(until).headers
    db.end_request_session()
    if not is_right(own.password_hash, change.old.data):
        return _count_wrong(own.id, change)
    _change_password(change.password.data)
    flask.flash("Your new password holds from now on. Every other browser was signed out.")
    return redirect(url_for("profile.show"), 303)


def _refuse(change: ChangeForm) -> str:
    own = _own_account()
    return _page(own, ProfileForm(name=own.name, language=own.language or ""), change)


def _count_wrong(person_id: int, change: ChangeForm) -> Any:
    """Count a wrong old password: an open browser is no leave to guess."""
    session = db.get_session()
    limits.count_failure(session, f"own {person_id}", datetime.now(UTC), limits.SIGN_IN)
    change.old.errors = ["This is not the password that you have now."]
    page = _refuse(change)
    session.commit()
    return page, 422


@bp.route("/profile/sessions/<key>/end", load=find_own_session, methods=["POST"])
def end_session(ended: SignInSession) -> Any:
    """Sign one browser out, this one too."""
    is_this = ended.token_sha256 == sessions.session_sha256()
    profile.end_session(db.get_session(), ended, datetime.now(UTC))
    db.get_session().commit()
    if is_this:
        sessions.sign_out()
        return redirect("/", 303)
    flask.flash("That browser was signed out.")
    return redirect(url_for("profile.show"), 303)


@bp.route("/profile/sessions/end-others", methods=["POST"])
def end_other_sessions() -> Any:
    """Sign out everywhere else."""
    session, now = db.get_session(), datetime.now(UTC)
    profile.end_other_sessions(session, get_person().id, sessions.session_sha256(), now)
    session.commit()
    flask.flash("You are signed in at this browser only.")
    return redirect(url_for("profile.show"), 303)


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
    return redirect("/home", 303)


def _change_password(password: str) -> None:
    """Give whoever is signed in a new password; every other browser is signed out."""
    hashed = hash_password(password)
    session, own = db.get_session(), _own_account()
    actions.change_password(session, own, hashed, own.id, datetime.now(UTC))
    session.commit()
    sessions.sign_in(own.id)
