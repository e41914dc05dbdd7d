"""Saving one answer: one guarded INSERT (see guard.py), and what to say when it did not go in.

The newest revision of a slot is its answer. A save names the revision it was typed upon;
when another one came between, or the attempt has ended, it is kept beside and said so.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.core import timing
from quizapp.models import Attempt, Check, Response, SetAside
from quizapp.taking import pausing
from quizapp.taking.guard import GUARDED_SAVE, GUARDED_SAVE_AND_SESSION, SESSION_HOLDS
from quizapp.taking.slots import OpenSlot


class Operation(NamedTuple):
    """One change of an answer, named by the browser so that sending it twice does no harm."""

    operation: str
    base_revision: int
    question_version_id: int
    value: dict[str, Any] | None


class Saved(NamedTuple):
    """What became of an operation. `outcome` is saved, superseded, late or checked.

    `revision` and `value` are the slot's answer as it stands now; `due_at` is the deadline, which
    may have moved since the page was drawn.
    """

    outcome: str
    revision: int
    value: dict[str, Any] | None
    saved_at: datetime | None
    due_at: datetime | None = None


class SignedOut(Exception):  # noqa: N818  it is no fault of anybody's
    """The session that the answer came with has ended, so it may be somebody else's."""


class WrongQuestion(ValueError):
    """The answer was typed to another question than the slot serves."""


def save(
    connection: Connection,
    slot: OpenSlot,
    change: Operation,
    now: datetime,
    session_sha256: str | None = None,
) -> Saved:
    """Keep the answer, and say what became of it; WrongQuestion when it is another's.

    With `session_sha256` that session is checked in the same statement: SignedOut when it
    has ended. Without, the door has looked it up for this request.

    The result is true only once the caller has committed. It takes a connection in a
    transaction where other actions take a session: a session's bookkeeping would be a tenth
    of the save.
    """
    if change.question_version_id != slot.question_version_id:
        raise WrongQuestion
    values = _values(slot, change, now)
    guarded = GUARDED_SAVE if session_sha256 is None else GUARDED_SAVE_AND_SESSION
    values |= {"session": session_sha256} if session_sha256 else {}
    inserted = connection.execute(guarded[connection.dialect.name], values).one_or_none()
    if inserted is not None:
        return Saved("saved", change.base_revision + 1, change.value, now, inserted[0])
    if session_sha256 is not None and not connection.scalar(SESSION_HOLDS, values):
        raise SignedOut
    with Session(connection, join_transaction_mode="rollback_only") as session:
        # Sent again it does nothing: whoever has stopped reading since goes on resting.
        if told := _told_before(session, slot, change):
            return told
        if _goes_on(session, slot, now):
            return save(connection, slot, change, now)
        saved = _explain(session, slot, change, now)
        session.flush()
        return saved


def _values(slot: OpenSlot, change: Operation, now: datetime) -> dict[str, Any]:
    """Return what the guarded statement takes."""
    return {
        "attempt": slot.attempt_id,
        "slot_no": slot.number,
        "version": slot.question_version_id,
        "student": slot.student_id,
        "base": change.base_revision,
        "op": change.operation,
        "new_value": change.value,
        "now": now,
        "latest": now - timing.GRACE,
    }


def _goes_on(session: Session, slot: OpenSlot, now: datetime) -> bool:
    """Did the student rest, and may they go on by themselves?"""
    try:
        return pausing.go_on(session, slot.attempt_id, slot.student_id, now)
    except pausing.Closed:
        return False


def save_changed(
    session: Session, slots: Sequence[tuple[OpenSlot, Operation]], now: datetime
) -> list[tuple[int, Saved]]:
    """Save those answers of a whole page that differ from what the page was drawn with.

    Returns slot and outcome of each that was changed.
    """
    outcomes = []
    for slot, change in slots:
        seen = session.scalar(
            select(Response.value).where(
                Response.attempt_id == slot.attempt_id,
                Response.slot == slot.number,
                Response.revision == change.base_revision,
            )
        )
        if seen != change.value:
            outcomes.append((slot.number, save(session.connection(), slot, change, now)))
    return outcomes


def _told_before(session: Session, slot: OpenSlot, change: Operation) -> Saved | None:
    """Return what was told of this operation when it was saved, None where it was not."""
    repeated = session.scalar(
        select(Response).where(
            Response.attempt_id == slot.attempt_id,
            # The same name for a change of another question is not this one sent again.
            Response.slot == slot.number,
            Response.operation == change.operation,
        )
    )
    if repeated is None:
        return None
    due_at = session.get_one(Attempt, slot.attempt_id).due_at
    return Saved("saved", repeated.revision, repeated.value, repeated.saved_at, due_at)


def _explain(session: Session, slot: OpenSlot, change: Operation, now: datetime) -> Saved:
    """Find out why nothing was inserted, and keep what would be lost."""
    attempt = session.get_one(Attempt, slot.attempt_id)
    newest = session.scalars(
        select(Response)
        .where(Response.attempt_id == slot.attempt_id, Response.slot == slot.number)
        .order_by(Response.revision.desc())
        .limit(1)
    ).one_or_none()
    # Who rests is in time only by going on, and may not any more.
    is_resting = pausing.find_pause(session, attempt.id) is not None
    is_over = timing.is_over(attempt.due_at, now) or is_resting
    is_open = attempt.state == "open" and not is_over
    closed = select(Check.revision).where(
        Check.attempt_id == slot.attempt_id, Check.slot == slot.number, Check.is_last
    )
    reason = "late" if not is_open else "checked" if session.scalar(closed) else "superseded"
    _set_aside(session, slot, change, reason, now)
    if newest is None:
        return Saved(reason, 0, None, None, attempt.due_at)
    return Saved(reason, newest.revision, newest.value, newest.saved_at, attempt.due_at)


def _set_aside(
    session: Session, slot: OpenSlot, change: Operation, reason: str, now: datetime
) -> None:
    """Keep a response that cannot be the answer; the same one sent twice is kept once."""
    is_kept = session.scalar(
        select(SetAside.id).where(
            SetAside.attempt_id == slot.attempt_id, SetAside.operation == change.operation
        )
    )
    if is_kept:
        return
    try:
        with session.begin_nested():
            session.add(
                SetAside(
                    attempt_id=slot.attempt_id,
                    slot=slot.number,
                    operation=change.operation,
                    base_revision=change.base_revision,
                    value=change.value,
                    reason=reason,
                    received_at=now,
                )
            )
    except IntegrityError:
        return  # the same operation, sent twice at once, was kept by the other
