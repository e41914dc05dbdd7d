"""The groups of a class."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from quizapp import db
from quizapp.classes import groups, members
from quizapp.classes.actions import get_class
from quizapp.classes.forms import GroupForm, GroupNameForm
from quizapp.classes.views import find_taught
from quizapp.models import Class, Group
from quizapp.web.access import Door

bp = Door("groups", __name__, audience="teachers")

_TAKEN = "This class has a group of this name already."


@bp.route("/teach/classes/<int:class_id>/groups", load=find_taught)
def all_groups(found: Class) -> Any:
    """Show the groups of the class, and the form of a new one."""
    return _list_page(found, GroupNameForm())


def _list_page(found: Class, form: GroupNameForm) -> str:
    filled = groups.groups(db.get_session(), found)
    return render_template("classes/groups.html", class_=found, groups=filled, form=form)


@bp.route("/teach/classes/<int:class_id>/groups", load=find_taught, methods=["POST"])
def make(found: Class) -> Any:
    """Make a group, and go on to fill it."""
    form, session, class_id = GroupNameForm(request.form), db.get_session(), found.id
    if not form.validate():
        return _list_page(found, form), 422
    try:
        made = groups.make_group(session, found, form.name.data)
    except groups.NameTaken:
        form.name.errors = [_TAKEN]
        return _list_page(found, form), 422
    group_id = made.id
    session.commit()
    return redirect(url_for("groups.group", class_id=class_id, group_id=group_id), 303)


@bp.route("/teach/classes/<int:class_id>/groups/<int:group_id>", load=groups.find_group)
def group(found: Group) -> Any:
    """Show the name of a group and who is in it."""
    chosen = groups.student_ids(db.get_session(), found)
    return _page(found, _form(found, name=found.name, students=chosen))


def _form(found: Group, **values: Any) -> GroupForm:
    """Return the form with the students who are here to choose from."""
    session = db.get_session()
    form = GroupForm(request.form or None, data=values)
    form.students.choices = [
        SelectChoice(str(place.user_id), place.user.name)
        for place in members.students(session, get_class(session, found.class_id)).here
    ]
    return form


def _page(found: Group, form: GroupForm) -> str:
    class_ = get_class(db.get_session(), found.class_id)
    return render_template("classes/group.html", class_=class_, group=found, form=form)


@bp.route(
    "/teach/classes/<int:class_id>/groups/<int:group_id>",
    load=groups.find_group,
    methods=["POST"],
)
def change(found: Group) -> Any:
    """Rename and fill the group, or remove it by the button that says so."""
    if request.form.get("then") == "remove":
        return _remove(found)
    form, session, class_id = _form(found), db.get_session(), found.class_id
    if not form.validate():
        return _page(found, form), 422
    here = [int(choice.value) for choice in form.students.choices]
    try:
        groups.rename_group(session, found, form.name.data)
    except groups.NameTaken:
        form.name.errors = [_TAKEN]
        return _page(found, form), 422
    groups.fill_group(session, found, here, form.students.data or [])
    session.commit()
    flash("Saved.")
    return redirect(url_for("groups.all_groups", class_id=class_id), 303)


def _remove(found: Group) -> Any:
    session, class_id, name = db.get_session(), found.class_id, found.name
    groups.remove_group(session, found)
    session.commit()
    flash(f"There is no group {name} any more. Its students stay.")
    return redirect(url_for("groups.all_groups", class_id=class_id), 303)
