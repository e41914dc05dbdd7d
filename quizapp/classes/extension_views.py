"""More time, attempts or other dates for a quiz: for one student, or for the whole class."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from quizapp import db
from quizapp.classes import extensions, members
from quizapp.classes.terms import find_taught
from quizapp.classes.time_forms import ExtensionForm
from quizapp.models import Assignment
from quizapp.web.access import Door, get_person

bp = Door("extensions", __name__, audience="teachers")
EVERYBODY = 0  # a student's number is never that


@bp.route("/teach/assignments/<int:assignment_id>/time", load=find_taught)
def show(assignment: Assignment) -> Any:
    """Show who has what on top, and grant more."""
    return _page(assignment, _form(assignment))


@bp.route("/teach/assignments/<int:assignment_id>/time", load=find_taught, methods=["POST"])
def grant(assignment: Assignment) -> Any:
    """Grant it; whoever sits the quiz now has it at once."""
    form, session = _form(assignment), db.get_session()
    if not form.validate():
        return _page(assignment, form), 422
    terms = extensions.Terms(
        form.reason.data,
        form.time_percent.data or None,
        form.extra_minutes.data or 0,
        form.extra_attempts.data or 0,
        form.opens_at.instant,
        form.closes_at.instant,
    )
    student = None if form.student.data == EVERYBODY else form.student.data
    by = (get_person().id, datetime.now(UTC))
    longer = extensions.extend(session, assignment, student, terms, by)
    assignment_id = assignment.id
    session.commit()
    flash(_told(longer))
    return redirect(url_for("extensions.show", assignment_id=assignment_id), 303)


def _told(longer: int) -> str:
    if not longer:
        return "Saved."
    who = "One student who is" if longer == 1 else f"{longer} students who are"
    return f"Saved. {who} at it now {'has' if longer == 1 else 'have'} more time already."


def _form(assignment: Assignment) -> ExtensionForm:
    form: ExtensionForm = ExtensionForm(request.form or None).in_zone(assignment.class_.zone)
    here = members.students(db.get_session(), assignment.class_).here
    form.student.choices = [
        SelectChoice(EVERYBODY, "The whole class"),
        *(SelectChoice(place.user_id, place.user.name) for place in here),
    ]
    return form


def _page(assignment: Assignment, form: ExtensionForm) -> str:
    return render_template(
        "classes/extensions.html",
        assignment=assignment,
        form=form,
        granted_in_words=extensions.granted_in_words,
        granted=extensions.all_of(db.get_session(), assignment),
    )
