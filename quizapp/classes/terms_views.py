"""The terms of a quiz that was given: what its students are told, and when."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from quizapp import db
from quizapp.classes import terms
from quizapp.classes.feedback_forms import FeedbackFields
from quizapp.models import Assignment
from quizapp.web.access import Door, get_person

bp = Door("terms", __name__, audience="teachers")


@bp.route("/teach/assignments/<int:assignment_id>/terms", load=terms.find_taught)
def show(assignment: Assignment) -> Any:
    """Show the terms as they are."""
    data = FeedbackFields.data_for(assignment.feedback, assignment.most_tries)
    return _page(assignment, FeedbackFields(data=data))


@bp.route("/teach/assignments/<int:assignment_id>/terms", load=terms.find_taught, methods=["POST"])
def change(assignment: Assignment) -> Any:
    """Change them: what is told from now on goes by the new ones."""
    form, session = FeedbackFields(request.form), db.get_session()
    form.closes_at = assignment.closes_at
    if not form.validate():
        return _page(assignment, form), 422
    new = terms.Feedback(form.rules(), form.most_tries.data or 1)
    terms.change_feedback(session, assignment, new, get_person().id, datetime.now(UTC))
    assignment_id = assignment.id
    session.commit()
    flash("Saved.")
    return redirect(url_for("results.assignment", assignment_id=assignment_id), 303)


def _page(assignment: Assignment, form: FeedbackFields) -> str:
    return render_template("classes/terms.html", assignment=assignment, feedback=form)
