"""Putting students into a class: a file or pasted lines, looked at row by row, then taken in."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

import flask
from flask import redirect, render_template, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.classes import actions, enrolling, importing
from quizapp.classes import rosters as planning
from quizapp.classes.roster_forms import RosterForm, StudentForm
from quizapp.core.text import canonical
from quizapp.formats.rosters import (
    LARGEST_FILE,
    BadRow,
    Roster,
    RosterRow,
    Unreadable,
    bad_rows_file,
    one_student,
    read_roster,
    read_typed_roster,
)
from quizapp.models import Class
from quizapp.web.access import Door, get_person
from quizapp.web.waiting import Wait

bp = Door("rosters", __name__, audience="teachers")

# Around the file stand the form's other parts; what is carried from page to page is packed.
MOST_BYTES = LARGEST_FILE + 64 * 1024
# For which a preview can be confirmed: longer than whoever sends many lists has to wait.
_MINUTES = 120


class Carried(NamedTuple):
    """A roster on its way from the preview to the end, signed, for this person and class."""

    roster: Roster
    bad: list[BadRow]


def find_open_class(session: Session, person_id: int | None, class_id: int) -> Class | None:
    """Return a class that this person teaches, while it is not put away."""
    found = actions.find_class(session, person_id, class_id, "teach")
    return found if found and found.closed_at is None else None


def _page(class_: Class, status: int = 200, **forms: Any) -> Any:
    both = {"form": RosterForm(), "student": StudentForm(), **forms}
    return render_template("classes/roster.html", class_=class_, **both), status


@bp.route("/teach/classes/<int:class_id>/roster", load=find_open_class)
def roster(found: Class) -> Any:
    """Show the three ways to put students in."""
    return _page(found)


@bp.route(
    "/teach/classes/<int:class_id>/roster",
    load=find_open_class,
    methods=["POST"],
    most_bytes=MOST_BYTES,
)
def preview(found: Class) -> Any:
    """Show what the roster would change, row by row; nothing is written."""
    form = RosterForm(request.form)
    # Reading a large file takes a second, and nobody else could write meanwhile.
    db.end_request_session()
    try:
        sent = _sent(form)
    except Unreadable as refusal:
        form.file.errors = [str(refusal)]
        form.lines.data = canonical(form.lines.data or "")
        return _page(found, 422, form=form)
    return _preview(found, sent)


def _sent(form: RosterForm) -> Roster:
    """Return the roster that was sent, as a file or pasted; Unreadable."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return read_roster(file.read(LARGEST_FILE + 1))
    return read_typed_roster(form.lines.data or "")


def _preview(class_: Class, sent: Roster) -> str:
    session, person_id = db.get_session(), get_person().id
    plan = planning.plan(session, class_, sent.rows, person_id)
    bad = sorted([*sent.bad, *plan.bad])
    return render_template(
        "classes/roster_preview.html",
        class_=class_,
        plan=plan,
        bad=bad,
        not_understood=sent.not_understood,
        next_at=importing.next_import_at(session, person_id, datetime.now(UTC)),
        carried=_packed(class_, Carried(sent, bad)),
    )


@bp.route(
    "/teach/classes/<int:class_id>/roster/confirm",
    load=find_open_class,
    methods=["POST"],
    most_bytes=MOST_BYTES,
)
def confirm(found: Class) -> Any:
    """Take in the good rows; say what became of them, and hand back the others."""
    carried = _unpacked(found)
    if carried is None:
        return _expired(found)
    session, sent = db.get_session(), carried.roster
    person_id, now = get_person().id, datetime.now(UTC)
    if next_at := importing.next_import_at(session, person_id, now):
        return _preview(found, sent), 429, Wait(next_at).headers
    plan = planning.plan(session, found, sent.rows, person_id)
    try:
        done = importing.take_in(session, plan, person_id, now)
    except enrolling.Outdated as refusal:
        flask.flash(str(refusal))
        return _preview(found, sent)
    session.commit()
    bad = sorted([*sent.bad, *plan.bad])
    return render_template(
        "classes/roster_result.html",
        class_=found,
        done=done,
        plan=plan,
        bad=bad,
        carried=_packed(found, Carried(sent, bad)),
    )


@bp.route(
    "/teach/classes/<int:class_id>/roster/bad-rows",
    load=find_open_class,
    methods=["POST"],
    most_bytes=MOST_BYTES,
)
def bad_rows(found: Class) -> Any:
    """Hand out the rows that did not go in, as a file to put right and send again."""
    carried = _unpacked(found)
    if carried is None:
        return _expired(found)
    return flask.Response(
        bad_rows_file(carried.roster.columns, carried.bad),
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="rows-to-put-right.csv"'},
    )


@bp.route("/teach/classes/<int:class_id>/students", load=find_open_class, methods=["POST"])
def add_student(found: Class) -> Any:
    """Put in one student, typed by hand."""
    form, session = StudentForm(request.form), db.get_session()
    if not form.validate():
        return _typed_again(found, form)
    typed = one_student(*((field.data or "") for field in form))
    person_id = get_person().id
    plan = planning.plan(session, found, typed.rows, person_id)
    try:
        refusals = [bad.words for bad in [*typed.bad, *plan.bad]]
        importing.add_one(session, plan, person_id, datetime.now(UTC))
    except enrolling.Outdated as outdated:
        refusals = [str(outdated)]
    if refusals:
        form.name.errors = [words[:1].upper() + words[1:] for words in refusals]
        return _typed_again(found, form)
    session.commit()
    (made,) = plan.good
    flask.flash(_said(made))
    return redirect(url_for("rosters.roster", class_id=found.id), 303)


def _typed_again(class_: Class, form: StudentForm) -> Any:
    """Show what was typed, without what no page may hold, and why it cannot go in."""
    for field in form:
        field.data = canonical(field.data or "")
    return _page(class_, 422, student=form)


def _said(made: planning.Planned) -> str:
    if made.what == planning.HERE:
        return f"{made.row.name} was here already, and signs in as {made.login}."
    return f"{made.row.name} is in the class, and signs in as {made.login}."


# --- from the preview to the end, without keeping anything here -----------------------------


def _signer(class_: Class) -> URLSafeTimedSerializer:
    salt = f"roster of class {class_.id} by {get_person().id}"
    return URLSafeTimedSerializer(flask.current_app.secret_key or "", salt=salt)


def _packed(class_: Class, carried: Carried) -> str:
    packed = _signer(class_).dumps(carried)
    return packed if isinstance(packed, str) else packed.decode()


def _unpacked(class_: Class) -> Carried | None:
    """Return what the preview carried; None when it is not ours, not theirs, or too old."""
    try:
        (columns, rows, bad, notes), all_bad = _signer(class_).loads(
            request.form.get("carried", ""), max_age=_MINUTES * 60
        )
    except BadData:
        return None
    sent = Roster(tuple(columns), [_row(row) for row in rows], [_bad(row) for row in bad], notes)
    return Carried(sent, [_bad(row) for row in all_bad])


def _row(values: list[Any]) -> RosterRow:
    line, name, login, number, group, cells = values
    return RosterRow(line, name, login, number, group, tuple(cells))


def _bad(values: list[Any]) -> BadRow:
    line, cells, words = values
    return BadRow(line, tuple(cells), words)


def _expired(class_: Class) -> Any:
    flask.flash("That preview is too old. Please send the roster once more.")
    return _page(class_, 422)
