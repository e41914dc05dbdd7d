"""A student's classes: joining one by its code or link, and leaving it."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.classes import homes, joining, members
from quizapp.classes.forms import JoinForm
from quizapp.models import Class, Member
from quizapp.web.access import Door, get_person

bp = Door("student", __name__, audience="students")

# The same for a wrong code, one that has expired and one that was closed.
WRONG_CODE = "This code opens no class. Check each letter, or ask your teacher for a new code."

TOO_MANY = "That was wrong many times. Wait a minute, ask your teacher for the code, and try again."


def find_by_link(session: Session, _person_id: int | None, token: str) -> Class | None:
    """Return the class of a link while it can be joined."""
    return joining.find_by_token(session, token, datetime.now(UTC))


@bp.route("/join")
def join() -> Any:
    """Ask for the code of a class."""
    return render_template("classes/join.html", form=JoinForm())


@bp.route("/join", methods=["POST"])
def join_by_code() -> Any:
    """Join the class of the code that was typed."""
    form, status = JoinForm(request.form), 422
    if form.validate() and get_person().role != "guest":
        session, now = db.get_session(), datetime.now(UTC)
        try:
            found = joining.try_code(session, get_person().id, form.code.data, now)
        except joining.TooManyTries:
            form.code.errors, status = [TOO_MANY], 429
        else:
            if found is not None:
                return _come_in(found)
            session.commit()
            form.code.errors = [WRONG_CODE]
    return render_template("classes/join.html", form=form), status


@bp.route("/join/<token>", load=find_by_link)
def join_by_link(found: Class) -> Any:
    """Ask whether to join: opening a link changes nothing."""
    return render_template("classes/join_by_link.html", class_=found)


@bp.route("/join/<token>", load=find_by_link, methods=["POST"])
def join_by_link_now(found: Class) -> Any:
    """Join the class of the link."""
    return _come_in(found)


def _come_in(class_: Class) -> Any:
    session, now = db.get_session(), datetime.now(UTC)
    try:
        place = joining.come_in(session, class_, get_person().id, now)
    except joining.GuestsStayOut:
        return redirect(url_for("student.join"), 303)
    except joining.TeachesThere:
        flash("You teach this class, so you do not study in it.")
        return redirect(url_for("classes.class_page", class_id=class_.id), 303)
    words = (
        f"You are in {class_.name}."
        if place.state == "here"
        else f"You asked to join {class_.name}. Your teacher will let you in."
    )
    session.commit()
    flash(words)
    return redirect(url_for("student.home"), 303)


@bp.route("/classes/<int:class_id>/leave", load=members.find_own_place, methods=["POST"])
def leave(place: Member) -> Any:
    """Leave a class, or stop waiting for it."""
    session, name = db.get_session(), place.class_.name
    members.leave(session, place, datetime.now(UTC))
    session.commit()
    flash(f"You left {name}. Your work is kept: join again, and it is there.")
    return redirect(url_for("student.home"), 303)


@bp.route("/home")
def home() -> Any:
    """Show what a student has to do, and what is done; a guest practises."""
    person = get_person()
    if person.role == "guest":
        return redirect(url_for("practice.library"))
    session = db.get_session()
    return render_template(
        "classes/student_home.html",
        home=homes.student_home(session, person.id, datetime.now(UTC)),
        places=members.own_places(session, person.id),
    )
