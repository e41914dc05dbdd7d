"""What an attempt was handed in with: its receipt, checked, and what came beside it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, Subquery, and_, case, cast, func, select
from sqlalchemy.orm import Session

from quizapp.core.receipts import answers_sha256, receipt_id
from quizapp.kinds import KINDS
from quizapp.kinds.where import kind_of
from quizapp.models import Attempt, QuestionVersion, Response, ServedSlot, SetAside
from quizapp.models.attempts import is_answer

# Why an answer was set aside, as a teacher reads it.
REASONS = {
    "late": "came after the end",
    "superseded": "lost to another page or device",
    "checked": "came after the answer was shown",
}


# Of a question; a page of hundreds is read by nobody, and the answers are kept all the same.
MOST_ASIDE = 20
LONGEST_ASIDE = 500


class AsideRow(NamedTuple):
    """An answer that was kept beside the one that counts, its beginning where it is long.

    `older` is how many of the same question are not listed; at the first that is.
    """

    slot: int
    stem: str
    text: str
    reason: str
    received_at: datetime
    older: int


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
        .outerjoin(Response, is_answer())
        .where(ServedSlot.attempt_id == attempt.id)
    )
    answers = [(slot, version, revision or 0, value) for slot, version, revision, value in rows]
    return Receipt(
        receipt_id(attempt.id, attempt.answers_sha256),
        attempt.answers_sha256,
        answers_sha256(attempt.id, answers) == attempt.answers_sha256,
    )


def set_aside_rows(session: Session, attempt: Attempt) -> Sequence[AsideRow]:
    """Return what was kept beside the answers, the newest last; not what says the same as they.

    Of each question the newest MOST_ASIDE.
    """
    ranked = _ranked(attempt.id)
    rows = session.execute(
        select(SetAside, QuestionVersion, ServedSlot.show_where, ranked.c.older)
        .join(ranked, ranked.c.id == SetAside.id)
        .join(
            ServedSlot,
            and_(ServedSlot.attempt_id == SetAside.attempt_id, ServedSlot.number == SetAside.slot),
        )
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .where(ranked.c.age <= MOST_ASIDE)
        .order_by(SetAside.id)
    )
    return [_aside_row(*row) for row in rows]


def _ranked(attempt_id: int) -> Subquery:
    """Return the ids of what says something else than the answer, with their age by question:
    1 is the newest; and how many are older than those that are listed, at the last that is."""
    age = func.row_number().over(partition_by=SetAside.slot, order_by=SetAside.id.desc())
    count = func.count().over(partition_by=SetAside.slot)
    ranked = (
        select(
            SetAside.id,
            age.label("age"),
            case((age == MOST_ASIDE, count - MOST_ASIDE), else_=0).label("older"),
        )
        .outerjoin(Response, is_answer(SetAside.attempt_id, SetAside.slot))
        .where(
            SetAside.attempt_id == attempt_id,
            # As they were written: PostgreSQL does not compare JSON as such.
            cast(SetAside.value, String).is_distinct_from(cast(Response.value, String)),
        )
    )
    return ranked.subquery()


def _aside_row(aside: SetAside, version: QuestionVersion, show_where: str, older: int) -> AsideRow:
    content = KINDS[version.kind].Content.model_validate(version.content)
    text = kind_of(version.kind, show_where).text(content, aside.value)
    if len(text) > LONGEST_ASIDE:
        text = f"{text[:LONGEST_ASIDE]}…"
    reason = REASONS[aside.reason]
    return AsideRow(aside.slot, content.stem, text, reason, aside.received_at, older)
