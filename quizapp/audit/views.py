"""Whoever runs the site: people, the log, and looking into a class for a reason."""

from collections.abc import Generator
from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, request, url_for

from quizapp import db
from quizapp.audit import inspections, log, people
from quizapp.audit.actions import Deed, record
from quizapp.audit.forms import LogForm, ReasonForm, RoleForm, SearchForm
from quizapp.core.audit import ACTIONS
from quizapp.formats.audit_log import LOG_FORMATS
from quizapp.models import Class, User
from quizapp.web.access import Door, get_person
from quizapp.web.addresses import row_id

bp = Door("admin", __name__, audience="administrators")


@bp.route("/admin")
def home() -> Any:
    """Show what there is to do."""
    return render_template("audit/home.html")


# --- people ------------------------------------------------------------------------------


@bp.route("/admin/people")
def find_people() -> Any:
    """List people by their name or sign-in name."""
    form = SearchForm(request.args)
    found = people.search(db.get_session(), form.q.data or "") if form.validate() else []
    page = render_template("audit/people.html", form=form, people=found, most=people.MOST)
    return page, 422 if form.errors else 200


@bp.route("/admin/people/<int:user_id>", load=people.find_person)
def person(found: User) -> Any:
    """Show what somebody may do, and change it."""
    return render_template("audit/person.html", person=found, form=RoleForm(role=found.role))


@bp.route("/admin/people/<int:user_id>/role", load=people.find_person, methods=["POST"])
def change_role(found: User) -> Any:
    """Give somebody another role; they sign in anew."""
    form = RoleForm(request.form)
    if not form.validate():
        return render_template("audit/person.html", person=found, form=form), 422
    return _change(found, people.change_role, form.role.data)


@bp.route("/admin/people/<int:user_id>/disable", load=people.find_person, methods=["POST"])
def disable(found: User) -> Any:
    """Let somebody sign in no more."""
    return _change(found, people.disable)


@bp.route("/admin/people/<int:user_id>/enable", load=people.find_person, methods=["POST"])
def enable(found: User) -> Any:
    """Let somebody sign in again."""
    return _change(found, people.enable)


def _change(found: User, action: Any, *what: str) -> Any:
    session, id_ = db.get_session(), found.id
    try:
        action(session, found, *what, get_person().id, datetime.now(UTC))
    except people.LastAdministrator:
        flask.flash(f"{found.name} is the only administrator. Make somebody else one first.")
    else:
        session.commit()
        flask.flash(f"Done: {found.name}.")
    return redirect(url_for(".person", user_id=id_), 303)


# --- the log -----------------------------------------------------------------------------


@bp.route("/admin/log")
def read_log() -> Any:
    """Show the newest entries that are wanted, or those before an entry."""
    form = LogForm(request.args)
    rows = []
    if form.validate():
        before = request.args.get("before", type=row_id)
        rows = log.page(db.get_session(), _wanted(form), before)
    shown, more = rows[: log.ON_A_PAGE], rows[log.ON_A_PAGE :]
    asked: dict[str, Any] = {field.name: request.args.get(field.name, "") for field in form}
    older = url_for(".read_log", before=shown[-1].id, **asked) if more else None
    page = render_template(
        "audit/log.html",
        form=form,
        rows=shown,
        older=older,
        words=ACTIONS,
        formats=LOG_FORMATS.values(),
    )
    return page, 422 if form.errors else 200


@bp.route("/admin/log", methods=["POST"], endpoint="export_log")
def export_log() -> Any:
    """Hand out what is wanted of the log as a file, and write that down."""
    form, wanted_format = LogForm(request.form), LOG_FORMATS.get(request.form.get("format", ""))
    if not form.validate() or wanted_format is None:
        return redirect(url_for(".read_log"), 303)
    session, now = db.get_session(), datetime.now(UTC)
    wanted = _wanted(form)
    record(session, Deed(get_person().id, "audit_exported", "log"), now, format=wanted_format.name)
    session.commit()
    engine = db.get_engine()

    def pieces() -> Generator[bytes]:
        # The request's session ends before the last piece is sent, so this has its own.
        with db.open_session(engine, writes=False) as own:
            yield from wanted_format.write(log.rows(own, wanted))

    sent = pieces()
    name = f"log-{now:%Y-%m-%d}{wanted_format.suffix}"
    answer = flask.Response(
        sent,
        mimetype=wanted_format.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    answer.call_on_close(sent.close)  # also when nobody reads to the end
    return answer


def _wanted(form: LogForm) -> log.Wanted:
    who = form.person.data
    # Nobody has the number 0: a name that nobody has finds nothing, not everything.
    person_id = (log.find_person_id(db.get_session(), who) or 0) if who else None
    return log.Wanted(form.action.data or None, person_id, *form.days())


# --- looking into a class ----------------------------------------------------------------


@bp.route("/admin/classes")
def classes() -> Any:
    """List the classes."""
    return render_template("audit/classes.html", classes=inspections.classes(db.get_session()))


@bp.route("/admin/classes/<int:class_id>", load=inspections.find_any_class)
def class_(found: Class) -> Any:
    """Ask for the reason."""
    return render_template("audit/class.html", class_=found, form=ReasonForm())


@bp.route("/admin/classes/<int:class_id>", load=inspections.find_any_class, methods=["POST"])
def open_answers(found: Class) -> Any:
    """Let this administrator look at the class's answers for an hour."""
    form = ReasonForm(request.form)
    if not form.validate():
        return render_template("audit/class.html", class_=found, form=form), 422
    session = db.get_session()
    inspections.open_answers(session, found, form.reason.data, get_person().id, datetime.now(UTC))
    session.commit()
    return redirect("/teach", 303)


@bp.route("/admin/stop-looking", methods=["POST"])
def close_answers() -> Any:
    """Stop looking before the hour is over."""
    session = db.get_session()
    inspections.close_answers(session, get_person().id, datetime.now(UTC))
    session.commit()
    return redirect(url_for(".classes"), 303)
