"""The first page and the cover of each quiz that anybody may take."""

import secrets
from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, request, url_for

from quizapp import db
from quizapp.models import Assignment
from quizapp.taking import actions, covers, starting
from quizapp.taking.forms import StartForm
from quizapp.taking.terms import own_terms
from quizapp.web import sessions
from quizapp.web.access import Door

bp = Door("practice", __name__, audience="everyone")


@bp.route("/")
def library() -> Any:
    """Show what can be practised, and what this person has begun."""
    session = db.get_session()
    person = sessions.current_person()
    return render_template(
        "taking/library.html",
        covers=covers.covers(session),
        attempts=actions.own_attempts(session, person.id) if person else [],
    )


@bp.route("/practice/<int:assignment_id>", load=covers.find_practice)
def cover(assignment: Assignment) -> Any:
    """Say what the quiz is, and warn of what is hard to read, before any of it is shown."""
    return _cover(assignment, StartForm())


@bp.route("/practice/<int:assignment_id>", load=covers.find_practice, methods=["POST"])
def start(assignment: Assignment) -> Any:
    """Begin, or go on where one was; a guest is made for whoever is not signed in."""
    form = StartForm(request.form)
    if not form.validate():
        return _cover(assignment, form), 422
    session = db.get_session()
    person = sessions.current_person()
    now, seed = datetime.now(UTC), secrets.randbelow(2**31)
    try:
        if person is None:
            name = " ".join((form.name.data or "").split())
            attempt = starting.start_as_guest(session, assignment, name, seed, now)
        else:
            attempt = starting.start_as(session, assignment, person.id, seed, now)
    except starting.NothingToAsk:
        flask.flash("This quiz has no questions yet. Please choose another.")
        return redirect(url_for("practice.library"), 303)
    except starting.CannotBegin as refusal:
        flask.flash(refusal.words)
        return redirect(url_for("practice.library"), 303)
    except starting.TeachesHere:
        flask.flash(
            "You teach this class, so its quizzes are not for you to sit. "
            "To try one as a student, open a private window."
        )
        return redirect(url_for("practice.cover", assignment_id=assignment.id), 303)
    session.commit()
    if person is None:
        sessions.sign_in(attempt.student_id, is_guest=True)
    return redirect(url_for("taking.attempt", attempt_id=attempt.id), 303)


def _cover(assignment: Assignment, form: StartForm) -> str:
    start = url_for("practice.start", assignment_id=assignment.id)
    elsewhere = (url_for("practice.library"), "Choose another text")
    return cover_page(assignment, form, start, elsewhere)


def cover_page(
    assignment: Assignment, form: StartForm, start: str, elsewhere: tuple[str, str]
) -> str:
    """Return the cover: `start` is where its form goes, `elsewhere` a link and its words."""
    session = db.get_session()
    person = sessions.current_person()
    return render_template(
        "taking/cover.html",
        cover=covers.cover_of(session, assignment),
        form=form,
        start=start,
        elsewhere=elsewhere,
        terms=own_terms(session, assignment, person.id if person else None, datetime.now(UTC)),
        open_attempt=actions.find_open_attempt(session, assignment.id, person.id)
        if person
        else None,
    )
