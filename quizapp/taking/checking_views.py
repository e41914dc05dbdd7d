"""The button beside a question that has its answer checked."""

from datetime import UTC, datetime
from typing import Any

import flask
from flask import url_for

from quizapp import db
from quizapp.taking import checking
from quizapp.taking.slots import OpenSlot, find_own_slot
from quizapp.taking.views import MOST_BYTES, save_page
from quizapp.web.access import Door

bp = Door("checks", __name__, audience="students")


@bp.route(
    "/attempts/<int:attempt_id>/slots/<int:slot>/check",
    load=find_own_slot,
    methods=["POST"],
    reads_apart=True,
    most_bytes=MOST_BYTES,
)
def check(slot: OpenSlot) -> Any:
    """Save the whole page, and tell of the question that the button was for."""

    def tell() -> None:
        session = db.get_session()
        outcome = checking.check(session, slot, datetime.now(UTC))
        session.commit()
        if outcome == "blank":
            flask.flash("That question is blank. Answer it first, then check it.")

    page = url_for("taking.attempt", attempt_id=slot.attempt_id)
    return save_page(slot.attempt_id, f"{page}#q{slot.number}", tell)
