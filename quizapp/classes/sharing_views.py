"""Sharing a class with other teachers, by whoever owns it."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from quizapp import db
from quizapp.classes import sharing
from quizapp.classes.forms import ShareForm
from quizapp.classes.views import find_owned
from quizapp.models import Class, Member
from quizapp.web.access import Door, get_person

bp = Door("sharing", __name__, audience="teachers")


@bp.route("/teach/classes/<int:class_id>/sharing", load=find_owned)
def sharers(found: Class) -> Any:
    """Show whom the class is shared with, and the form to share it."""
    return _page(found, ShareForm())


def _page(found: Class, form: ShareForm) -> str:
    shared = sharing.sharers(db.get_session(), found)
    return render_template("classes/sharing.html", class_=found, sharers=shared, form=form)


@bp.route("/teach/classes/<int:class_id>/sharing", load=find_owned, methods=["POST"])
def share(found: Class) -> Any:
    """Share it."""
    form, session = ShareForm(request.form), db.get_session()
    if not form.validate():
        return _page(found, form), 422
    by = (get_person().id, datetime.now(UTC))
    try:
        place = sharing.share(session, found, form.login.data, form.role.data, by)
    except sharing.NotShareable as refusal:
        session.rollback()
        form.login.errors = [str(refusal)]
        return _page(found, form), 422
    words = f"{place.user.name} has a part in this class now."
    session.commit()
    flash(words)
    return redirect(url_for("sharing.sharers", class_id=found.id), 303)


@bp.route(
    "/teach/classes/<int:class_id>/sharing/<int:user_id>/end",
    load=sharing.find_sharer,
    methods=["POST"],
)
def end(place: Member) -> Any:
    """Share it with one person no more."""
    session, class_id, name = db.get_session(), place.class_id, place.user.name
    sharing.end_sharing(session, place, get_person().id, datetime.now(UTC))
    session.commit()
    flash(f"{name} has no part in this class any more.")
    return redirect(url_for("sharing.sharers", class_id=class_id), 303)
