"""What an attempt was handed in with: its receipt, checked, and what came beside it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from quizapp.core.receipts import answers_sha256, receipt_id
from quizapp.kinds import KINDS
from quizapp.kinds.where import kind_of
from quizapp.models import Attempt, QuestionVersion, Response, ServedSlot, SetAside
from quizapp.models.attempts import newest_revision

# Why an answer was set aside, as a teacher reads it.
REASONS = {
    "late": "came after the end",
    "superseded": "lost to another page or device",
    "checked": "came after the answer was shown",
}


class AsideRow(NamedTuple):
    """An answer that was kept beside the one that counts."""

    slot: int
    stem: str
    text: str
    reason: str
    received_at: datetime


class Receipt(NamedTuple):
    """The receipt of an attempt; `is_sound`: the answers are those that it was made of."""

    number: str
    sha256: str
    is_sound: bool


def find_receipt(session: Session, attempt: Attempt) -> Receipt | None:
    """Return the receipt, reckoned anew from the answers that stand; None while it is open."""
    if attempt.answers_sha256 is None:
        return None
    rows = session.execute(
        select(
            ServedSlot.number,
            ServedSlot.question_version_id,
            Response.revision,
            Response.value,
        )
        .outerjoin(
            Response,
            and_(
                Response.attempt_id == ServedSlot.attempt_id,
                Response.slot == ServedSlot.number,
                Response.revision == newest_revision(ServedSlot.attempt_id, ServedSlot.number),
            ),
        )
        .where(ServedSlot.attempt_id == attempt.id)
    )
    answers = [(slot, version, revision or 0, value) for slot, version, revision, value in rows]
    return Receipt(
        receipt_id(attempt.id, attempt.answers_sha256),
        attempt.answers_sha256,
        answers_sha256(attempt.id, answers) == attempt.answers_sha256,
    )


def set_aside_rows(session: Session, attempt: Attempt) -> Sequence[AsideRow]:
    """Return what was kept beside the answers, the newest last; not what says the same as they."""
    rows = session.execute(
        select(SetAside, QuestionVersion, ServedSlot.show_where, Response.value)
        .join(
            ServedSlot,
            and_(ServedSlot.attempt_id == SetAside.attempt_id, ServedSlot.number == SetAside.slot),
        )
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .outerjoin(
            Response,
            and_(
                Response.attempt_id == SetAside.attempt_id,
                Response.slot == SetAside.slot,
                Response.revision == newest_revision(SetAside.attempt_id, SetAside.slot),
            ),
        )
        .where(SetAside.attempt_id == attempt.id)
        .order_by(SetAside.id)
    )
    return [
        _aside_row(aside, version, show_where)
        for aside, version, show_where, value in rows
        if aside.value != value
    ]


def _aside_row(aside: SetAside, version: QuestionVersion, show_where: str) -> AsideRow:
    content = KINDS[version.kind].Content.model_validate(version.content)
    text = kind_of(version.kind, show_where).text(content, aside.value)
    return AsideRow(aside.slot, content.stem, text, REASONS[aside.reason], aside.received_at)
