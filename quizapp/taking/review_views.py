"""A student's pages after the end: the receipt and the review."""

from datetime import UTC, datetime
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.core.receipts import receipt_id
from quizapp.models import Attempt
from quizapp.taking import actions, challenging, reviewing, texts
from quizapp.taking.feedback import told_of
from quizapp.taking.views import bp as bp


def find_submitted(session: Session, person_id: int | None, attempt_id: int) -> Attempt | None:
    """Return one's own attempt once it is handed in: that releases its key."""
    attempt = actions.find_own_attempt(session, person_id, attempt_id)
    return attempt if attempt and attempt.state == "submitted" else None


@bp.route("/attempts/<int:attempt_id>/receipt", load=find_submitted)
def receipt(found: Attempt) -> Any:
    """Show what was handed in and when."""
    session = db.get_session()
    told = told_of(session, found, datetime.now(UTC))
    slots = actions.answered_slots(session, found) if "answers" in told.items else []
    return render_template(
        "taking/receipt.html",
        attempt=found,
        receipt=receipt_id(found.id, found.answers_sha256 or ""),
        told=told,
        items=reviewing.review_items(found, slots, frozenset({"answers"})),
    )


@bp.route("/attempts/<int:attempt_id>/review", load=find_submitted)
def review(found: Attempt) -> Any:
    """Show each answer with its mark, why, and the place in the passage that proves it: of all
    that, what the rules of the assignment tell by now, and when they tell more."""
    session = db.get_session()
    told = told_of(session, found, datetime.now(UTC))
    slots = actions.answered_slots(session, found)
    return render_template(
        "taking/review.html",
        doubts=challenging.doubts(session, found, slots, told),
        attempt=found,
        told=told,
        items=reviewing.review_items(found, slots, told.items),
        passages=texts.passages(session, found, slots, told.items),
        total=reviewing.points_in_all(slots) if "overall" in told.items else None,
    )
