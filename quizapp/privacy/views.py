"""What is kept of a person, handed to themselves and to their teacher; asking to be forgotten."""

from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, request, url_for

from quizapp import db
from quizapp.formats import person_archive
from quizapp.models import User
from quizapp.privacy import asking, erasure
from quizapp.privacy.export import export_person
from quizapp.privacy.forms import EraseForm, ReasonForm
from quizapp.privacy.ownership import Scope, find_kept, find_taught_student, scope_for_teacher
from quizapp.web.access import Door, get_person

bp = Door("privacy", __name__, audience="students")
administrators = Door("people_data", __name__, audience="administrators")
students = Door("students_data", __name__, audience="teachers")


@bp.route("/profile/data")
def own_data() -> Any:
    """Say what is kept, and offer it as a file."""
    person = asking.get_self(db.get_session(), get_person().id)
    return render_template("privacy/own_data.html", person=person)


@bp.route("/profile/data", methods=["POST"])
def download() -> Any:
    """Hand out all that is kept of whoever asks."""
    session = db.get_session()
    person = asking.get_self(session, get_person().id)
    return _handed_out(person, Scope(person.id))


@bp.route("/profile/data/erasure", methods=["POST"])
def ask_erasure() -> Any:
    """Ask to be forgotten; a teacher or administrator decides."""
    session = db.get_session()
    asking.ask_to_be_forgotten(session, get_person().id, datetime.now(UTC))
    session.commit()
    return redirect(url_for(".own_data"), 303)


@bp.route("/profile/data/erasure/withdraw", methods=["POST"])
def withdraw_erasure() -> Any:
    """Take the request back."""
    session = db.get_session()
    asking.take_back(session, get_person().id)
    session.commit()
    return redirect(url_for(".own_data"), 303)


@students.route("/teach/asked-to-be-forgotten")
def asked() -> Any:
    """List the teacher's students who asked to be forgotten."""
    rows = asking.students_who_asked(db.get_session(), get_person().id)
    return render_template("privacy/asked.html", people=rows)


@students.route("/teach/people/<int:user_id>/data", load=find_taught_student)
def student_data(student: User) -> Any:
    """Say what a teacher may take away of a student."""
    return render_template("privacy/student_data.html", student=student)


@students.route("/teach/people/<int:user_id>/data", load=find_taught_student, methods=["POST"])
def download_student(student: User) -> Any:
    """Hand out what belongs to the classes that the teacher shares with the student."""
    scope = scope_for_teacher(db.get_session(), get_person().id, student.id)
    return _handed_out(student, scope)


# --- whoever runs the site ---------------------------------------------------------------


@administrators.route("/admin/asked-to-be-forgotten")
def asked_admin() -> Any:
    """List everybody who asked to be forgotten."""
    return render_template("privacy/all_asked.html", people=asking.who_asked(db.get_session()))


@administrators.route("/admin/people/<int:user_id>/data", load=find_kept)
def person_data(person: User) -> Any:
    """Say what is kept of somebody, and what forgetting them would do."""
    return _person_page(person, ReasonForm(), EraseForm())


@administrators.route("/admin/people/<int:user_id>/data", load=find_kept, methods=["POST"])
def download_person(person: User) -> Any:
    """Hand out all that is kept of somebody, for a reason."""
    form = ReasonForm(request.form)
    if not form.validate():
        return _person_page(person, form, EraseForm()), 422
    return _handed_out(person, Scope(person.id), reason=form.reason.data)


@administrators.route("/admin/people/<int:user_id>/erase", load=find_kept, methods=["POST"])
def erase_person(person: User) -> Any:
    """Forget somebody for good."""
    form = EraseForm(request.form)
    if not form.validate():
        return _person_page(person, ReasonForm(), form), 422
    session, name = db.get_session(), person.name
    try:
        erasure.erase(
            session,
            person,
            get_person().id,
            datetime.now(UTC),
            clears_answers=form.answers.data,
        )
    except erasure.LastAdministrator:
        flask.flash(f"{name} is the only administrator. Make somebody else one first.")
    else:
        session.commit()
        flask.flash(f"{name} is forgotten.")
    return redirect(url_for(".asked_admin"), 303)


def _person_page(person: User, reason: ReasonForm, sure: EraseForm) -> str:
    lines = erasure.preview(db.get_session(), person, clears_answers=True)
    return render_template(
        "privacy/person_data.html", person=person, reason=reason, sure=sure, lines=lines
    )


def _handed_out(person: User, scope: Scope, **why: str) -> flask.Response:
    session = db.get_session()
    now = datetime.now(UTC)
    archive = export_person(session, person, scope, get_person().id, now, **why)
    session.commit()
    name = f"person-{person.id}-{now:%Y-%m-%d}.zip"
    return flask.Response(
        person_archive.write(archive),
        mimetype=person_archive.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
