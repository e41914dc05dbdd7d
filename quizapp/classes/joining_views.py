"""The teacher's side of joining: the code, its link and picture, who comes in and who goes."""

import secrets
from datetime import UTC, datetime
from typing import Any

import flask
from flask import flash, redirect, render_template, url_for
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.classes import actions, joining, members
from quizapp.core.join_codes import CODES, code_of
from quizapp.formats.qr_code import qr_svg
from quizapp.models import Class, Member
from quizapp.web.access import Door, get_person
from quizapp.web.filters import public_url

bp = Door("joining", __name__, audience="teachers")


def find_joinable(session: Session, person_id: int | None, class_id: int) -> Class | None:
    """Return a class that this person teaches, while it can be joined."""
    found = actions.find_open_class(session, person_id, class_id)
    return found if found and joining.is_joinable(found, datetime.now(UTC)) else None


def _to_class(class_id: int, words: str) -> Any:
    flash(words)
    return redirect(url_for("classes.class_page", class_id=class_id), 303)


@bp.route("/teach/classes/<int:class_id>/join-code", load=actions.find_open_class, methods=["POST"])
def renew(found: Class) -> Any:
    """Make a new code and a new link; the old ones open nothing any more."""
    session, now = db.get_session(), datetime.now(UTC)
    way = joining.JoinWay(code_of(secrets.randbelow(CODES)), secrets.token_urlsafe(16))
    joining.open_joining(session, found, way, now, get_person().id)
    session.commit()
    return _to_class(found.id, "There is a new code. It works for seven days.")


@bp.route(
    "/teach/classes/<int:class_id>/join-code/end",
    load=actions.find_open_class,
    methods=["POST"],
)
def end(found: Class) -> Any:
    """Let nobody join any more."""
    session = db.get_session()
    joining.close_joining(session, found, get_person().id, datetime.now(UTC))
    session.commit()
    return _to_class(found.id, "Nobody can join any more. Who is here stays.")


@bp.route("/teach/classes/<int:class_id>/join-sheet", load=find_joinable)
def sheet(found: Class) -> Any:
    """Show code, address and picture on a page to print or to show."""
    return render_template("classes/join_sheet.html", class_=found)


@bp.route("/teach/classes/<int:class_id>/join-code.svg", load=find_joinable)
def picture(found: Class) -> Any:
    """Give the link as a QR code."""
    address = public_url("student.join_by_link", token=found.join_token)
    return flask.Response(qr_svg(address), mimetype="image/svg+xml")


@bp.route(
    "/teach/classes/<int:class_id>/students/<int:user_id>/in",
    load=members.find_student,
    methods=["POST"],
)
def let_in(place: Member) -> Any:
    """Say yes to who waits, or let back who left."""
    session, name = db.get_session(), place.user.name
    members.let_in(session, place, get_person().id, datetime.now(UTC))
    session.commit()
    return _to_class(place.class_id, f"{name} is in the class.")


@bp.route(
    "/teach/classes/<int:class_id>/students/<int:user_id>/out",
    load=members.find_student,
    methods=["POST"],
)
def take_out(place: Member) -> Any:
    """Take a student out, or say no to one who waits."""
    session, now, name = db.get_session(), datetime.now(UTC), place.user.name
    members.take_out(session, place, get_person().id, now)
    session.commit()
    return _to_class(place.class_id, f"{name} is not in the class now. Their work is kept.")
