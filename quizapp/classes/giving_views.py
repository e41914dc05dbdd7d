"""Giving a quiz to a class: choose one, and its students have it at once."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from quizapp import db
from quizapp.classes import actions, giving
from quizapp.classes.feedback_forms import FeedbackFields
from quizapp.classes.forms import GiveForm
from quizapp.classes.terms import Feedback, Timing
from quizapp.core.feedback import preset
from quizapp.models import Class
from quizapp.web.access import Door

bp = Door("giving", __name__, audience="teachers")


def find_open_class(session: Session, person_id: int | None, class_id: int) -> Class | None:
    """Return a class that this person teaches, unless it is put away."""
    found = actions.find_class(session, person_id, class_id, "teach")
    return found if found and found.closed_at is None else None


def _form(found: Class) -> GiveForm:
    form: GiveForm = GiveForm(request.form or None).in_zone(found.zone)
    form.quiz.choices = [
        SelectChoice(quiz.id, quiz.title)
        for quiz in giving.quizzes_to_give(db.get_session(), found)
    ]
    return form


@bp.route("/teach/classes/<int:class_id>/give", load=find_open_class)
def choose(found: Class) -> Any:
    """Show the quizzes that the class does not have."""
    return _page(
        found, _form(found), FeedbackFields(data=FeedbackFields.data_for(preset("homework"), 1))
    )


def _page(found: Class, form: GiveForm, told: FeedbackFields) -> str:
    return render_template("classes/give.html", class_=found, form=form, feedback=told)


@bp.route("/teach/classes/<int:class_id>/give", load=find_open_class, methods=["POST"])
def give(found: Class) -> Any:
    """Give one."""
    form, told, session = _form(found), FeedbackFields(request.form), db.get_session()
    is_valid = form.validate()
    told.closes_at = form.closes_at.instant
    # Both are looked at, so that every fault is told at once.
    if not told.validate() or not is_valid:
        return _page(found, form, told), 422
    feedback = Feedback(told.rules(), told.most_tries.data or 1)
    terms = giving.Terms(
        form.quiz.data,
        form.show_where.data,
        form.allows_hints.data,
        feedback,
        Timing(**form.timing()),
    )
    try:
        given = giving.give(session, found, terms, datetime.now(UTC))
    except giving.GivenAlready:
        form.quiz.errors = ["The class has this quiz already."]
        return _page(found, form, told), 422
    session.commit()
    flash(f"{given.title}: your students have it at Home now.")
    return redirect(url_for("classes.class_page", class_id=found.id), 303)
