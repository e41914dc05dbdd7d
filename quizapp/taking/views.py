"""A student's pages: the sitting, handing in, the receipt and the review."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import flask
from flask import redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from quizapp import db
from quizapp.core import timing
from quizapp.models import Attempt
from quizapp.taking import (
    actions,
    checking,
    feedback,
    hinting,
    pages,
    pausing,
    saving,
    slot_states,
    texts,
)
from quizapp.taking.forms import OperationBody, SlotForm
from quizapp.taking.leaving_views import elsewhere
from quizapp.taking.pages import Typed
from quizapp.taking.saving import Operation, Saved
from quizapp.taking.slots import OpenSlot, find_own_slot, form_of, own_slots
from quizapp.web.access import Door, get_person
from quizapp.web.filters import clock_time
from quizapp.web.sessions import reading_settings, session_sha256

bp = Door("taking", __name__, audience="students")

MOST_BYTES = 1024 * 1024  # of a whole page: paragraphs in any script, several of them
STATUS = {"saved": 200, "superseded": 409, "late": 423, "checked": 423}
SEEN = "You have seen the answer to this question, so it stays as it was."


@bp.route("/attempts/<int:attempt_id>", load=actions.find_own_attempt)
def attempt(found: Attempt) -> Any:
    """Show the passage beside the questions; an attempt that was handed in, its receipt."""
    if found.state != "open":
        return redirect(url_for("taking.receipt", attempt_id=found.id))
    if pausing.find_pause(db.get_session(), found.id):
        return render_template("taking/paused.html", attempt=found)
    return _attempt_page(found)


def _attempt_page(found: Attempt, typed: dict[int, Typed] | None = None) -> str:
    session = db.get_session()
    slots = actions.answered_slots(session, found)
    checks = checking.offers(session, found, slots)
    hints = hinting.taken(session, found.id) if found.assignment.allows_hints else {}
    return render_template(
        "taking/attempt.html",
        attempt=found,
        **_time_left(found),
        items=pages.taking_items(found, slots, pages.Beside(hints, checks), typed),
        noted=slot_states.noted(session, found.id),
        nothing_noted=slot_states.NOTHING,
        options_of=slot_states.options_of,
        passages=texts.passages(
            session, found, slots, is_numbered=reading_settings().lines == "on"
        ),
    )


def _time_left(found: Attempt) -> dict[str, Any]:
    """Return what is left of an attempt's time, in seconds and as the end of it in words."""
    until = (
        f"until {clock_time(found.due_at, found.assignment.class_.zone)}" if found.due_at else ""
    )
    return {"seconds_left": timing.seconds_left(found.due_at, datetime.now(UTC)), "until": until}


@bp.route("/attempts/<int:attempt_id>/time", load=actions.find_own_attempt)
def time(found: Attempt) -> Any:
    """Tell a page that is open how much time is left: it may have become more."""
    if found.state != "open":
        return {"seconds_left": 0, "until": ""}
    return _time_left(found)


@bp.route(
    "/attempts/<int:attempt_id>/slots/<int:slot>",
    load=find_own_slot,
    methods=["PUT"],
    reads_apart=True,
)
def put_answer(slot: OpenSlot) -> Any:
    """Save one answer that a script sent as JSON."""
    try:
        body = OperationBody.model_validate(request.get_json())
    except (ValidationError, RecursionError):
        return {"error": "This save is not one that the page makes."}, 422
    answer_form = form_of(slot, slot.seed)
    form = answer_form(MultiDict(body.fields()))
    if not form.validate():
        return {"error": " ".join(text for texts in form.errors.values() for text in texts)}, 422
    change = Operation(body.op, body.base_rev, body.question_version, form.response())
    now = datetime.now(UTC)
    try:
        with db.writing() as connection:
            saved = saving.save(connection, slot, change, now, session_sha256())
    except saving.SignedOut:
        flask.abort(401)
    except saving.WrongQuestion:
        return {"error": "This answer belongs to another question."}, 422
    told: dict[str, Any] = {
        "rev": saved.revision,
        "saved_at": saved.saved_at.isoformat() if saved.saved_at else None,
        "seconds_left": timing.seconds_left(saved.due_at, now),
    }
    if not _is_held_back(saved, slot.attempt_id):
        told["value"] = answer_form.data_for(saved.value)
    if saved.outcome == "checked":
        told["error"] = SEEN
    return told, STATUS[saved.outcome]


def _is_held_back(saved: Saved, attempt_id: int) -> bool:
    """After the end one's own answer is told by the rules, like all else."""
    return saved.outcome == "late" and not feedback.tells_answers(
        db.get_session(), attempt_id, datetime.now(UTC)
    )


@bp.route(
    "/attempts/<int:attempt_id>/slots/<int:slot>",
    load=find_own_slot,
    methods=["POST"],
    reads_apart=True,
    most_bytes=MOST_BYTES,
)
def post_answer(slot: OpenSlot) -> Any:
    """Save the whole page by the button of one question, and come back to it."""
    page = url_for("taking.attempt", attempt_id=slot.attempt_id)
    return save_page(slot.attempt_id, f"{page}#q{slot.number}")


@bp.route(
    "/attempts/<int:attempt_id>/slots/<int:slot>/hint",
    load=find_own_slot,
    methods=["POST"],
    reads_apart=True,
    most_bytes=MOST_BYTES,
)
def take_hint(slot: OpenSlot) -> Any:
    """Save the whole page, and tell the hint that the button was for, where it is the next."""

    def tell() -> None:
        session = db.get_session()
        level = request.form.get("hint", 0, type=int)
        hinting.take(session, slot, level, datetime.now(UTC))
        session.commit()

    page = url_for("taking.attempt", attempt_id=slot.attempt_id)
    return save_page(slot.attempt_id, f"{page}#q{slot.number}", tell)


@bp.route(
    "/attempts/<int:attempt_id>/answers",
    load=actions.find_own_attempt,
    methods=["POST"],
    most_bytes=MOST_BYTES,
)
def post_answers(found: Attempt) -> Any:
    """Save the whole page, and go on to the end, or where the button that was pressed says."""
    page = url_for("taking.attempt", attempt_id=found.id)
    pressed = slot_states.read_press(request.form)
    if pressed:
        return save_page(found.id, f"{page}#q{pressed.slot}", partial(_note, found, pressed))
    then = request.form.get("then", "")
    end = partial(_hand_in_if_up, found) if then == "time" else None
    return save_page(found.id, elsewhere(found.id, then), end)


def _note(found: Attempt, pressed: slot_states.Press) -> None:
    """Flag a question or strike an option out, once what was typed is saved."""
    session, person = db.get_session(), get_person()
    slot = slot_states.find_own_slot(session, person.id, found.id, pressed.slot)
    try:
        if slot:
            slot_states.press(session, slot, pressed, datetime.now(UTC))
    except slot_states.UnknownOption:
        flask.abort(400)
    session.commit()


def save_page(attempt_id: int, going_to: str, then: Callable[[], Any] | None = None) -> Any:
    """Save what was changed on the page: nothing that was typed elsewhere on it is lost.

    Once all of it is saved, `then` does what the button was for; where it returns an answer,
    that is the answer.
    """
    session, person = db.get_session(), get_person()
    typed = _read_page(own_slots(session, person.id, attempt_id))
    if not all(entry.form.validate() for entry in typed.values()):
        found = actions.find_own_attempt(session, person.id, attempt_id)
        if found is None:
            flask.abort(404)
        # What has ended or rests shows neither text nor questions, whatever was posted.
        if found.state != "open" or pausing.find_pause(session, found.id):
            return redirect(url_for("taking.attempt", attempt_id=found.id), 303)
        return _attempt_page(found, typed), 422
    changes = [(entry.slot, entry.operation()) for entry in typed.values()]
    try:
        outcomes = saving.save_changed(session, changes, datetime.now(UTC))
    except saving.WrongQuestion:
        flask.abort(400)
    session.commit()
    lost = [(typed[number], saved) for number, saved in outcomes if saved.outcome != "saved"]
    if lost:
        return _tell_what_was_set_aside(attempt_id, lost)
    answer = then() if then else None
    return answer or redirect(going_to, 303)


def _read_page(slots: list[OpenSlot]) -> dict[int, Typed]:
    """Return what was posted, by slot; 400 when it is no page of ours."""
    typed = {}
    for question, slot in enumerate(slots, 1):
        prefix = pages.prefix(slot.number)
        if f"{prefix}revision" not in request.form:
            continue
        page = SlotForm(request.form, prefix=prefix)
        if not page.validate():
            flask.abort(400)
        form = form_of(slot, slot.seed)(request.form, prefix=prefix)
        typed[slot.number] = Typed(slot, question, form, page.revision.data, page.version.data)
    return typed


def _tell_what_was_set_aside(attempt_id: int, lost: list[tuple[Typed, Saved]]) -> Any:
    """Show both answers where another tab or the end of the attempt came first."""
    outcomes = {saved.outcome for _, saved in lost}
    reason = next(name for name in ("late", "checked", "superseded") if name in outcomes)
    page = render_template(
        "taking/set_aside.html",
        attempt_id=attempt_id,
        rows=[
            pages.set_aside_item(typed, saved, is_told=not _is_held_back(saved, attempt_id))
            for typed, saved in lost
        ],
        reason=reason,
        seen=SEEN,
    )
    return page, STATUS[reason]


@bp.route("/attempts/<int:attempt_id>/finish", load=actions.find_own_attempt)
def finish(found: Attempt) -> Any:
    """Ask before the end, naming what is blank."""
    if found.state != "open":
        return redirect(url_for("taking.receipt", attempt_id=found.id))
    slots = actions.answered_slots(db.get_session(), found)
    return render_template(
        "taking/finish.html",
        attempt=found,
        told=feedback.told_if_handed_in(db.get_session(), found, datetime.now(UTC)),
        blank=[slot for slot in slots if slot.question and slot.value is None],
        total=sum(slot.question is not None for slot in slots),
    )


@bp.route("/attempts/<int:attempt_id>/submit", load=actions.find_own_attempt, methods=["POST"])
def submit(found: Attempt) -> Any:
    """Hand in; pressing twice is once."""
    return _hand_in(found)


def _hand_in_if_up(found: Attempt) -> Any:
    """Hand in by the clock of the page, where ours agrees."""
    is_up = timing.seconds_left(found.due_at, datetime.now(UTC)) == 0
    return _hand_in(found) if is_up else None


def _hand_in(found: Attempt) -> Any:
    session = db.get_session()
    actions.submit(session, found, datetime.now(UTC))
    session.commit()
    return redirect(url_for("taking.receipt", attempt_id=found.id), 303)
