"""One student of a class, for whoever teaches it: what they are granted."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.classes import accommodations, extensions, members
from quizapp.classes.forms import TimeForm
from quizapp.models import Attempt, Member
from quizapp.web.access import Door, get_person

bp = Door("granting", __name__, audience="teachers")


def find_here(
    session: Session, person_id: int | None, class_id: int, user_id: int
) -> Member | None:
    """Return the place of a student who is here, in a class that this person teaches."""
    place = members.find_student(session, person_id, class_id, user_id)
    return place if place and place.state == "here" else None


@bp.route("/teach/classes/<int:class_id>/students/<int:user_id>", load=find_here)
def student(place: Member) -> Any:
    """Show what the student is granted."""
    percent = accommodations.time_percent(db.get_session(), place.user_id)
    return _page(place, TimeForm(data={"time": str(percent or "none")}))


def _page(place: Member, form: TimeForm) -> str:
    return render_template("classes/granting.html", place=place, form=form)


@bp.route("/teach/classes/<int:class_id>/students/<int:user_id>", load=find_here, methods=["POST"])
def grant(place: Member) -> Any:
    """Grant the student time."""
    form, session, name = TimeForm(request.form), db.get_session(), place.user.name
    if not form.validate():
        return _page(place, form), 422
    class_id, now = place.class_id, datetime.now(UTC)
    accommodations.grant_time(session, place, form.percent(), get_person().id, now)
    extensions.lengthen(session, Attempt.student_id == place.user_id)
    session.commit()
    flash(f"Saved for {name}.")
    return redirect(url_for("classes.class_page", class_id=class_id), 303)
