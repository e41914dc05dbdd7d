"""Signing in and out, and the one-time link that makes the first teacher."""

from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.accounts import actions, signing_in
from quizapp.accounts.forms import FirstTeacherForm, SignInForm
from quizapp.accounts.passwords import hash_password
from quizapp.core.permissions import is_welcome
from quizapp.models import OneTimeLink
from quizapp.web import sessions
from quizapp.web.access import Door, safe_next
from quizapp.web.devices import device_token, know_again
from quizapp.web.waiting import Wait

bp = Door("accounts", __name__, audience="everyone")


def find_link(session: Session, _person_id: int | None, token: str) -> OneTimeLink | None:
    """Return the first teacher's link while it can be used."""
    return actions.find_first_teacher_link(session, token, datetime.now(UTC))


@bp.route("/sign-in")
def sign_in() -> Any:
    """Show the form."""
    form = SignInForm()
    return render_template("accounts/sign_in.html", form=form, next=request.args.get("next", ""))


@bp.route("/sign-in", methods=["POST"], endpoint="sign_in_now")
def sign_in_now() -> Any:
    """Sign in; a wrong name and a wrong password read and take the same."""
    form = SignInForm(request.form)
    if not form.validate():
        return _sign_in_page(form), 422
    typed = signing_in.Typed(form.login.data, form.password.data, device_token())
    outcome = _try(typed)
    if outcome.try_again_at:
        return _slow_down(form, outcome.try_again_at)
    if outcome.person is None:
        form.password.errors = ["The name or the password is not right."]
        return _sign_in_page(form), 422
    sessions.sign_in(outcome.person.id)
    if outcome.has_card:
        sessions.ask_for_password()
    response = flask.make_response(redirect(_first_page(outcome.person.role), 303))
    know_again(response, typed.device)
    return response


def _try(typed: signing_in.Typed) -> signing_in.Outcome:
    """Return what comes of a try. Hashing takes 20 ms: no transaction is open meanwhile."""
    candidate = signing_in.find_candidate(db.get_session(), typed, datetime.now(UTC))
    db.end_request_session()
    if candidate.try_again_at:
        return signing_in.Outcome(None, try_again_at=candidate.try_again_at)
    compared = signing_in.compare(candidate, typed.password)
    session, now = db.get_session(), datetime.now(UTC)
    outcome = signing_in.settle(session, candidate, compared, typed.device, now)
    session.commit()
    return outcome


def _first_page(role: str) -> str:
    going_to = request.form.get("next", "")
    return safe_next(going_to) if going_to else _home(role)


def _home(role: str) -> str:
    return "/teach" if is_welcome(role, "teachers") else "/home"


def _sign_in_page(form: SignInForm) -> str:
    return render_template("accounts/sign_in.html", form=form, next=request.form.get("next", ""))


def _slow_down(form: SignInForm, until: datetime) -> Any:
    """Say when to try again; what was typed was not looked at."""
    wait = Wait(until)
    form.password.errors = [f"There were many wrong passwords for this name. {wait.words}"]
    return _sign_in_page(form), 429, wait.headers


@bp.route("/session")
def who() -> Any:
    """Tell a page whose session may have ended who is signed in now, and the token to send.

    Nobody is, as long as a password has to be chosen before anything else.
    """
    person = None if sessions.owes_password() else sessions.current_person()
    told: dict[str, Any] = {"token": generate_csrf(), "person": None}
    if person:
        told |= {"person": person.id, "name": person.name, "home": _home(person.role)}
    return told


@bp.route("/sign-out", methods=["POST"])
def sign_out() -> Any:
    """End the session."""
    sessions.sign_out()
    return redirect(url_for("practice.library"), 303)


@bp.route("/first-teacher/<token>", load=find_link)
def first_teacher(link: OneTimeLink) -> Any:
    """Show the form; opening the link does not spend it."""
    return render_template("accounts/first_teacher.html", form=FirstTeacherForm(), link=link)


@bp.route("/first-teacher/<token>", load=find_link, methods=["POST"])
def become_first_teacher(link: OneTimeLink) -> Any:
    """Make the person, spend the link, and sign in."""
    form = FirstTeacherForm(request.form)
    if not form.validate():
        return render_template("accounts/first_teacher.html", form=form, link=link), 422
    db.end_request_session()
    hashed = hash_password(form.password.data)
    session = db.get_session()
    try:
        actions.use_link(session, link, datetime.now(UTC))
        teacher = actions.make_teacher(
            session,
            actions.NewPerson(form.name.data, form.login.data, hashed),
            datetime.now(UTC),
        )
    except actions.LinkSpent:
        flask.abort(404)
    except actions.LoginTaken:
        form.login.errors = ["Somebody has this sign-in name already. Choose another."]
        return render_template("accounts/first_teacher.html", form=form, link=link), 422
    session.commit()
    sessions.sign_in(teacher.id)
    return redirect(url_for("classes.home"), 303)
