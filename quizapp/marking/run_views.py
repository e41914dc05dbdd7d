"""Marking again: choose a question, look at what would change, confirm, undo."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from quizapp import db
from quizapp.core.counts import count
from quizapp.marking import finding, questions, runs
from quizapp.marking.finding import Asked
from quizapp.marking.forms import RemarkForm
from quizapp.marking.pages import change_items, look_words
from quizapp.marking.runs import Order
from quizapp.models import Assignment, MarkingRun
from quizapp.web.access import Door, get_person

bp = Door("remarking", __name__, audience="teachers")


@bp.route("/teach/assignments/<int:assignment_id>/remarking", load=finding.find_to_mark)
def choose(found: Assignment) -> Any:
    """List the questions to choose from, and what was marked again before."""
    session = db.get_session()
    return render_template(
        "marking/remarking.html",
        assignment=found,
        questions=questions.questions(session, found),
        runs=runs.runs(session, found),
    )


@bp.route("/teach/assignments/<int:assignment_id>/remarking/all", load=finding.find_all_asked)
def look_at_all(asked: Asked) -> Any:
    """Show what marking every question again would change."""
    return _look(asked, RemarkForm())


@bp.route(
    "/teach/assignments/<int:assignment_id>/remarking/all",
    load=finding.find_all_asked,
    methods=["POST"],
)
def mark_all_again(asked: Asked) -> Any:
    """Mark every question again."""
    return _mark_again(asked)


@bp.route(
    "/teach/assignments/<int:assignment_id>/remarking/<int:question_id>", load=finding.find_asked
)
def look(asked: Asked) -> Any:
    """Show what marking this question again would change."""
    return _look(asked, RemarkForm())


@bp.route(
    "/teach/assignments/<int:assignment_id>/remarking/<int:question_id>",
    load=finding.find_asked,
    methods=["POST"],
)
def mark_again(asked: Asked) -> Any:
    """Mark this question again."""
    return _mark_again(asked)


def _look(asked: Asked, form: RemarkForm, *, is_stale: bool = False) -> str:
    changes = runs.plan(db.get_session(), asked.assignment, asked.question)
    return render_template(
        "marking/look.html",
        assignment=asked.assignment,
        question=asked.question,
        form=form,
        items=change_items(changes),
        words=look_words(changes),
        seen=runs.fingerprint(changes),
        is_stale=is_stale,
    )


def _mark_again(asked: Asked) -> Any:
    form, session = RemarkForm(request.form), db.get_session()
    if not form.validate():
        return _look(asked, form), 422
    order = Order(get_person().id, form.reason.data, form.overruled(), form.seen.data or "")
    assignment_id, now = asked.assignment.id, datetime.now(UTC)
    try:
        run = runs.carry_out(session, asked.assignment, asked.question, order, now)
    except runs.ChangedMeanwhile:
        session.rollback()
        return _look(asked, form, is_stale=True), 409
    words = f"Marked again: {count(run.changed, 'mark')} changed."
    session.commit()
    flash(words)
    return redirect(url_for(".choose", assignment_id=assignment_id), 303)


@bp.route("/teach/marking-runs/<int:run_id>/undo", load=finding.find_run, methods=["POST"])
def undo(run: MarkingRun) -> Any:
    """Let the marks of a run count no more."""
    session, assignment_id = db.get_session(), run.assignment_id
    is_undone = runs.undo(session, run, get_person().id, datetime.now(UTC))
    session.commit()
    flash("Undone: the marks from before count again." if is_undone else "It was undone before.")
    return redirect(url_for(".choose", assignment_id=assignment_id), 303)
