"""The marking queue: by question, one answer a page, with the passage beside it."""

import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from quizapp import db
from quizapp.core.marks import decimal_points, shown
from quizapp.core.scores import number_text
from quizapp.marking import accepting, by_hand, finding, questions, queue
from quizapp.marking.by_hand import Decision
from quizapp.marking.finding import Asked, ToMark
from quizapp.marking.forms import MarkForm, SeenForm
from quizapp.marking.pages import Sheet, sheet_of
from quizapp.marking.queue import Place, Row
from quizapp.marking.reckoning import given_for
from quizapp.models import Assignment, Mark
from quizapp.web.access import Door, get_person

bp = Door("marking", __name__, audience="teachers")


class Desk(NamedTuple):
    """An answer on the desk: its sheet, its place in the row, the marks so far."""

    found: ToMark
    sheet: Sheet
    row: Row
    so_far: list[queue.MarkInList]

    @property
    def standing(self) -> Mark:
        """The mark that counts."""
        return self.so_far[0].mark


@bp.route("/teach/assignments/<int:assignment_id>/marking", load=finding.find_to_mark)
def all_questions(found: Assignment) -> Any:
    """List the questions with how many answers wait and how many are done."""
    rows = questions.questions(db.get_session(), found)
    return render_template("marking/questions.html", assignment=found, rows=rows)


@bp.route(
    "/teach/assignments/<int:assignment_id>/marking/<int:question_id>", load=finding.find_asked
)
def question(asked: Asked) -> Any:
    """Go to the first answer that waits, else to the first."""
    question_id = asked.question.id if asked.question else 0
    places = queue.row_of(db.get_session(), asked.assignment, question_id)
    return redirect(_address(queue.first_to_mark(places) or abort(404)))


@bp.route("/teach/marks/<int:attempt_id>/<int:slot>", load=finding.find_answer)
def answer(found: ToMark) -> Any:
    """Show an answer, with what is needed to mark it."""
    desk = _desk(found)
    return _page(desk, _form_of(desk))


@bp.route("/teach/marks/<int:attempt_id>/<int:slot>", load=finding.find_answer, methods=["POST"])
def mark(found: ToMark) -> Any:
    """Give the mark, and go on to the next that waits; or show whose came first."""
    desk, session, person = _desk(found), db.get_session(), get_person()
    form = desk.sheet.form_class(request.form)
    if not form.validate():
        return _page(desk, form), 422
    decision = Decision(person.id, form.seen.data, form.given, form.words, form.levels)
    outcome = by_hand.give(session, found.answer, decision, datetime.now(UTC))
    if not outcome.is_given:
        return _page(_desk(found), form, is_taken=True), 409
    words = f"Saved: {shown(outcome.mark.points)} of {shown(outcome.mark.out_of)}."
    on = _after(desk)
    session.commit()
    flash(words)
    return redirect(on, 303)


@bp.route(
    "/teach/marks/<int:attempt_id>/<int:slot>/undo", load=finding.find_answer, methods=["POST"]
)
def undo(found: ToMark) -> Any:
    """Take one's own mark back."""
    form, session, back = SeenForm(request.form), db.get_session(), _place_of(found)
    if not form.validate():
        abort(422)
    by, now = get_person().id, datetime.now(UTC)
    is_done = by_hand.take_back(session, found.answer, by, form.seen.data, now)
    session.commit()
    flash("The mark from before stands again." if is_done else "Your mark does not stand any more.")
    return redirect(_address(back), 303)


@bp.route(
    "/teach/marks/<int:attempt_id>/<int:slot>/accept", load=finding.find_answer, methods=["POST"]
)
def accept(found: ToMark) -> Any:
    """Add the answer to the accepted ones, and look at what marking again would change."""
    session, back = db.get_session(), _place_of(found)
    assignment_id, question_id = found.assignment.id, found.answer.version.question_id
    try:
        accepting.take_from_everyone(session, found.answer, get_person().id, datetime.now(UTC))
    except accepting.CannotTake as refusal:
        session.rollback()
        flash(str(refusal))
        return redirect(_address(back), 303)
    session.commit()
    flash("It is an accepted answer now. See what marking again would change.")
    return redirect(
        url_for("remarking.look", assignment_id=assignment_id, question_id=question_id), 303
    )


def _desk(found: ToMark) -> Desk:
    session, one = db.get_session(), found.answer
    places = queue.row_of(session, found.assignment, one.version.question_id)
    at = [place[:2] for place in places].index(_place_of(found)[:2])
    so_far = queue.marks_so_far(session, one.attempt.id, one.served.number)
    return Desk(found, sheet_of(one, so_far), Row(places, at), so_far)


def _form_of(desk: Desk) -> MarkForm:
    """Return the form as the mark that counts would have filled it in."""
    standing = desk.standing
    is_by_hand = standing.marked_by == "teacher"
    # Of a mark that the key reckoned together, nobody knows what it gave for the answer alone.
    is_plain = is_by_hand or not (desk.sheet.how or desk.sheet.hints_cost)
    points = given_for(standing) if is_plain else None
    given = {} if points is None else {"points": _exact(points)}
    if is_by_hand:
        given["comment"] = standing.reason
    chosen = (standing.detail or {}).get("levels", [])
    given.update({f"level-{number}": str(level) for number, level in enumerate(chosen)})
    return desk.sheet.form_class(data=given)


def _exact(points: int) -> str:
    return number_text(decimal_points(points))


def _page(desk: Desk, form: MarkForm, *, is_taken: bool = False) -> str:
    person, one = get_person(), desk.found.answer
    earlier = queue.earlier_comments(db.get_session(), person.id, one.version.question_id)
    form.earlier.choices = [SelectChoice("", "–"), *(SelectChoice(text, text) for text in earlier)]
    return render_template(
        "marking/answer.html",
        assignment=desk.found.assignment,
        desk=desk,
        sheet=desk.sheet,
        form=form,
        earlier=earlier,
        with_names=_with_names(),
        is_taken=is_taken,
        just_marked=_just_marked(),
        is_own=by_hand.is_own(desk.standing, person.id),
        typed=accepting.typed_words(one),
    )


def _after(desk: Desk) -> str:
    """Return where to go when an answer is marked: the next that waits, else the list."""
    if desk.row.next_waiting:
        return _address(desk.row.next_waiting, just_marked=_place_of(desk.found))
    flash("All answers to this question are marked.")
    return url_for(".all_questions", assignment_id=desk.found.assignment.id)


def _with_names() -> bool:
    return request.values.get("names") == "yes"


def _place_of(found: ToMark) -> Place:
    return Place(found.answer.attempt.id, found.answer.served.number, False)


def _address(place: Place, just_marked: Place | None = None) -> str:
    last = f"{just_marked.attempt_id}.{just_marked.slot}" if just_marked else None
    names = "yes" if _with_names() else None
    of = place.attempt_id
    return url_for(".answer", attempt_id=of, slot=place.slot, names=names, last=last)


def _just_marked() -> str:
    """Return the address of the answer that was marked before this one, '' for none."""
    found = re.fullmatch(r"([0-9]{1,15})\.([0-9]{1,4})", request.args.get("last", ""))
    return _address(Place(int(found[1]), int(found[2]), False)) if found else ""
