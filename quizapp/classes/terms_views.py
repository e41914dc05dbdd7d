"""The terms of a quiz that was given: when it is sat, what its students are told, and when."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from quizapp import db
from quizapp.classes import terms
from quizapp.classes.feedback_forms import FeedbackFields
from quizapp.classes.time_forms import TimeFields
from quizapp.models import Assignment
from quizapp.web.access import Door, get_person

bp = Door("terms", __name__, audience="teachers")


@bp.route("/teach/assignments/<int:assignment_id>/terms", load=terms.find_taught)
def show(assignment: Assignment) -> Any:
    """Show the terms as they are."""
    zone, timing = assignment.class_.zone, terms.timing_of(assignment)._asdict()
    return _page(
        assignment,
        TimeFields(data=TimeFields.data_for(timing, zone)).in_zone(zone),
        FeedbackFields(data=FeedbackFields.data_for(assignment.feedback, assignment.most_tries)),
    )


@bp.route("/teach/assignments/<int:assignment_id>/terms", load=terms.find_taught, methods=["POST"])
def change(assignment: Assignment) -> Any:
    """Change them: what is told from now on goes by the new ones, and nobody loses time."""
    form: TimeFields = TimeFields(request.form).in_zone(assignment.class_.zone)
    told, session = FeedbackFields(request.form), db.get_session()
    is_valid = form.validate()
    told.closes_at = form.closes_at.instant
    # Both are looked at, so that every fault is told at once.
    if not told.validate() or not is_valid:
        return _page(assignment, form, told), 422
    actor_id, now, assignment_id = get_person().id, datetime.now(UTC), assignment.id
    new = terms.Feedback(told.rules(), told.most_tries.data or 1)
    terms.change_feedback(session, assignment, new, actor_id, now)
    terms.change_timing(session, assignment, terms.Timing(**form.timing()), (actor_id, now))
    session.commit()
    flash("Saved.")
    return redirect(url_for("results.assignment", assignment_id=assignment_id), 303)


def _page(assignment: Assignment, form: TimeFields, told: FeedbackFields) -> str:
    return render_template("classes/terms.html", assignment=assignment, form=form, feedback=told)
