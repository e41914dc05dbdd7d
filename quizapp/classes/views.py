"""A teacher's classes: the home, the page of one class, making, changing, putting away."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.classes import actions, homes, joining, members
from quizapp.classes.forms import ClassForm
from quizapp.models import Class
from quizapp.web.access import Door, get_person

bp = Door("classes", __name__, audience="teachers")


def find_class_page(session: Session, person_id: int | None, class_id: int) -> Class | None:
    """Return a class that this person may look at; practice has no page of its own."""
    found = actions.find_class(session, person_id, class_id)
    return found if found and not found.is_practice else None


def find_taught(session: Session, person_id: int | None, class_id: int) -> Class | None:
    """Return a class that this person teaches."""
    return actions.find_class(session, person_id, class_id, "teach")


def find_owned(session: Session, person_id: int | None, class_id: int) -> Class | None:
    """Return a class that is this person's own."""
    return actions.find_class(session, person_id, class_id, "own")


@bp.route("/teach")
def home() -> Any:
    """Show the teacher's classes, what each was given, and what waits for the teacher."""
    session, person = db.get_session(), get_person()
    return render_template(
        "classes/home.html",
        taught=homes.taught_classes(session, person.id),
        studies=members.own_places(session, person.id),
    )


@bp.route("/teach/classes/<int:class_id>", load=find_class_page)
def class_page(found: Class) -> Any:
    """Show a class: who is in it, what it was given, and how one joins."""
    session, now = db.get_session(), datetime.now(UTC)
    return render_template(
        "classes/class.html",
        class_=found,
        rights=actions.rights_in(session, get_person().id, found),
        students=members.students(session, found),
        assignments=homes.class_assignments(session, found),
        is_joinable=joining.is_joinable(found, now),
    )


def _class_form(**values: Any) -> ClassForm:
    form = ClassForm(request.form or None, data=values)
    form.zone.choices = list(actions.zones())
    return form


def _terms(form: ClassForm) -> actions.Terms:
    return actions.Terms(form.name.data, form.zone.data, form.language.data, form.asks_teacher.data)


@bp.route("/teach/classes/new")
def new() -> Any:
    """Show the form of a new class, with the clock of the class that was made last."""
    zone = actions.usual_zone(db.get_session(), get_person().id)
    return render_template("classes/new.html", form=_class_form(zone=zone))


@bp.route("/teach/classes/new", methods=["POST"])
def make() -> Any:
    """Make the class, and go to its page."""
    form, session = _class_form(), db.get_session()
    if not form.validate():
        return render_template("classes/new.html", form=form), 422
    now, teacher = datetime.now(UTC), actions.get_person(session, get_person().id)
    made = actions.make_class(session, _terms(form), teacher, teacher.id, now)
    session.commit()
    return redirect(url_for("classes.class_page", class_id=made.id), 303)


@bp.route("/teach/classes/<int:class_id>/settings", load=find_taught)
def settings(found: Class) -> Any:
    """Show what the class is called, its clock and its language."""
    form = _class_form(
        name=found.name,
        zone=found.zone,
        language=found.language,
        asks_teacher=found.asks_teacher,
    )
    return _settings_page(found, form)


def _settings_page(found: Class, form: ClassForm) -> str:
    rights = actions.rights_in(db.get_session(), get_person().id, found)
    return render_template("classes/settings.html", class_=found, form=form, rights=rights)


@bp.route("/teach/classes/<int:class_id>/settings", load=find_taught, methods=["POST"])
def change(found: Class) -> Any:
    """Change them."""
    form = _class_form()
    if not form.validate():
        return _settings_page(found, form), 422
    session = db.get_session()
    actions.change_class(session, found, _terms(form), get_person().id, datetime.now(UTC))
    session.commit()
    flash("Saved.")
    return redirect(url_for("classes.class_page", class_id=found.id), 303)


@bp.route("/teach/classes/<int:class_id>/close", load=find_owned, methods=["POST"])
def close(found: Class) -> Any:
    """Put the class away."""
    session = db.get_session()
    joining.close_class(session, found, get_person().id, datetime.now(UTC))
    session.commit()
    flash("The class is put away. Everything in it can still be read.")
    return redirect(url_for("classes.class_page", class_id=found.id), 303)


@bp.route("/teach/classes/<int:class_id>/reopen", load=find_owned, methods=["POST"])
def reopen(found: Class) -> Any:
    """Take it out again."""
    session = db.get_session()
    joining.reopen_class(session, found, get_person().id, datetime.now(UTC))
    session.commit()
    flash("The class is open again.")
    return redirect(url_for("classes.class_page", class_id=found.id), 303)
