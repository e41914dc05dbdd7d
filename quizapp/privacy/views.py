"""What is kept of a person, handed to themselves and to their teacher; asking to be forgotten."""

from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, url_for

from quizapp import db
from quizapp.formats import person_archive
from quizapp.models import User
from quizapp.privacy import asking
from quizapp.privacy.export import export_person
from quizapp.privacy.ownership import Scope, find_pupil, scope_for_teacher
from quizapp.web.access import Door, get_person

bp = Door("privacy", __name__, audience="students")
pupils = Door("pupils_data", __name__, audience="teachers")


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


@pupils.route("/teach/asked-to-be-forgotten")
def asked() -> Any:
    """List the teacher's pupils who asked to be forgotten."""
    rows = asking.pupils_who_asked(db.get_session(), get_person().id)
    return render_template("privacy/asked.html", people=rows)


@pupils.route("/teach/people/<int:user_id>/data", load=find_pupil)
def pupil_data(pupil: User) -> Any:
    """Say what a teacher may take away of a pupil."""
    return render_template("privacy/pupil_data.html", pupil=pupil)


@pupils.route("/teach/people/<int:user_id>/data", load=find_pupil, methods=["POST"])
def download_pupil(pupil: User) -> Any:
    """Hand out what belongs to the classes that the teacher shares with the pupil."""
    scope = scope_for_teacher(db.get_session(), get_person().id, pupil.id)
    return _handed_out(pupil, scope)


def _handed_out(person: User, scope: Scope) -> flask.Response:
    session = db.get_session()
    now = datetime.now(UTC)
    archive = export_person(session, person, scope, get_person().id, now)
    session.commit()
    name = f"person-{person.id}-{now:%Y-%m-%d}.zip"
    return flask.Response(
        person_archive.write(archive),
        mimetype=person_archive.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
