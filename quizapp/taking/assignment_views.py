"""The cover of a quiz that a student's class was given."""

import secrets
from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, url_for

from quizapp import db
from quizapp.models import Assignment, Attempt
from quizapp.taking import covers, starting
from quizapp.taking.forms import StartForm
from quizapp.taking.practice_views import cover_page
from quizapp.web.access import Door, get_person

bp = Door("assignments", __name__, audience="students")


@bp.route("/assignments/<int:assignment_id>", load=covers.find_given)
def cover(assignment: Assignment) -> Any:
    """Say what the quiz is before any of it is shown."""
    start = url_for("assignments.start", assignment_id=assignment.id)
    return cover_page(assignment, StartForm(), start, (url_for("student.home"), "Not now"))


@bp.route("/assignments/<int:assignment_id>", load=covers.find_given, methods=["POST"])
def start(assignment: Assignment) -> Any:
    """Begin, or go on where one was."""
    attempt = begin(assignment)
    if attempt is None:
        return redirect(url_for("student.home"), 303)
    db.get_session().commit()
    return redirect(url_for("taking.attempt", attempt_id=attempt.id), 303)


def begin(assignment: Assignment) -> Attempt | None:
    """Return the person's attempt, begun now unless it was; None when that cannot be, and why is
    told on the next page. Not committed yet."""
    now, seed = datetime.now(UTC), secrets.randbelow(2**31)
    try:
        return starting.start_as(db.get_session(), assignment, get_person().id, seed, now)
    except starting.CannotBegin as refusal:
        flask.flash(refusal.words)
        return None
    except (starting.StudiesElsewhere, starting.TeachesHere):
        # Taken out since the loader looked.
        flask.abort(404)
