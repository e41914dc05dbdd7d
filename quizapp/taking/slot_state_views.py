"""Flags and struck-out options, as a script of the page sends them."""

from datetime import UTC, datetime
from typing import Any

from flask import request
from pydantic import ValidationError

from quizapp import db
from quizapp.taking import slot_states
from quizapp.taking.forms import SlotStateBody
from quizapp.taking.slot_states import Noted
from quizapp.taking.slots import OpenSlot
from quizapp.web.access import Door

bp = Door("slot_states", __name__, audience="students")


@bp.route(
    "/attempts/<int:attempt_id>/slots/<int:slot>/state",
    load=slot_states.find_own_slot,
    methods=["PUT"],
)
def put_state(slot: OpenSlot) -> Any:
    """Keep what one question's state is now; without scripts its buttons post the page."""
    try:
        body = SlotStateBody.model_validate(request.get_json())
        session = db.get_session()
        state = Noted(body.is_flagged, tuple(body.eliminated))
        is_kept = slot_states.keep(session, slot, state, datetime.now(UTC))
    except (ValidationError, RecursionError, slot_states.UnknownOption):
        return {"error": "This is nothing that the page sends."}, 422
    session.commit()
    return {}, 200 if is_kept else 423
