"""Signing in and out, and the one-time link that makes the first teacher."""

from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.accounts import actions
from quizapp.accounts.forms import FirstTeacherForm, SignInForm
from quizapp.accounts.passwords import hash_password, is_right
from quizapp.models import OneTimeLink
from quizapp.web import sessions
from quizapp.web.access import Door, safe_next

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
    going_to = request.form.get("next", "")
    if form.validate():
        person = actions.find_by_login(db.get_session(), form.login.data)
        # Hashing takes 20 ms: no transaction may be open meanwhile.
        db.end_request_session()
        if is_right(person.password_hash if person else None, form.password.data) and person:
            sessions.sign_in(person.id)
            home = "/teach" if person.role == "teacher" else "/"
            return redirect(safe_next(going_to) if going_to else home, 303)
        form.password.errors = ["The name or the password is not right."]
    return render_template("accounts/sign_in.html", form=form, next=going_to), 422


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
        actions.use_first_teacher_link(session, link, datetime.now(UTC))
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
