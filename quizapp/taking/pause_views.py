"""“I would rather not read this”: asked once, then the attempt stands still."""

from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, url_for

from quizapp import db
from quizapp.models import Assignment, Attempt
from quizapp.taking import actions, covers, pausing
from quizapp.taking.assignment_views import begin
from quizapp.web.access import Door, get_person

bp = Door("pauses", __name__, audience="students")


@bp.route("/attempts/<int:attempt_id>/pause", load=actions.find_own_attempt)
def ask(found: Attempt) -> Any:
    """Say what stopping means, before anything is stopped."""
    back = url_for("taking.attempt", attempt_id=found.id)
    if found.state != "open" or pausing.find_pause(db.get_session(), found.id):
        return redirect(back)
    return _question(found.assignment, url_for(".pause", attempt_id=found.id), back)


@bp.route("/attempts/<int:attempt_id>/pause", load=actions.find_own_attempt, methods=["POST"])
def pause(found: Attempt) -> Any:
    """Stop; pressing twice is once."""
    session = db.get_session()
    pausing.pause(session, found.id, datetime.now(UTC))
    session.commit()
    return redirect(url_for("taking.attempt", attempt_id=found.id), 303)


@bp.route("/attempts/<int:attempt_id>/go-on", load=actions.find_own_attempt, methods=["POST"])
def go_on(found: Attempt) -> Any:
    """Go on reading."""
    session = db.get_session()
    try:
        pausing.go_on(session, found.id, get_person().id, datetime.now(UTC))
    except pausing.Closed:
        flask.flash("The quiz has closed meanwhile. Your teacher can let you go on.")
    session.commit()
    return redirect(url_for("taking.attempt", attempt_id=found.id), 303)


@bp.route("/assignments/<int:assignment_id>/pause", load=covers.find_given)
def ask_before(assignment: Assignment) -> Any:
    """Ask who has read the cover, and no more."""
    here = url_for(".pause_before", assignment_id=assignment.id)
    back = url_for("assignments.cover", assignment_id=assignment.id)
    return _question(assignment, here, back)


@bp.route("/assignments/<int:assignment_id>/pause", load=covers.find_given, methods=["POST"])
def pause_before(assignment: Assignment) -> Any:
    """Begin and stop at once, so that the teacher hears of it."""
    attempt = begin(assignment)
    if attempt is None:
        return redirect(url_for("student.home"), 303)
    session = db.get_session()
    pausing.pause(session, attempt.id, datetime.now(UTC))
    session.commit()
    return redirect(url_for("taking.attempt", attempt_id=attempt.id), 303)


def _question(assignment: Assignment, action: str, back: str) -> str:
    return render_template("taking/pause.html", assignment=assignment, action=action, back=back)
