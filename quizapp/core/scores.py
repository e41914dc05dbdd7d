"""Score rows: flat, one for each attempt or each response, as exports hold them."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

Cell = str | int | Decimal | datetime | None


class AttemptRow(NamedTuple):
    """One attempt. `points` is None while it is open or a mark waits for a person."""

    student: str
    class_: str
    assignment: str
    attempt: int
    points: Decimal | None
    out_of: Decimal
    state: str
    started_at: datetime
    submitted_at: datetime | None
    receipt: str
    attempt_id: int


class ResponseRow(NamedTuple):
    """One slot of one attempt. `correct` is right, partly, wrong, blank or waiting."""

    student: str
    class_: str
    assignment: str
    attempt: int
    question: str
    kind: str
    skill: str
    response: str
    correct: str
    points: Decimal | None
    out_of: Decimal
    evidence: str
    stem: str
    right_answer: str
    question_version: int
    answered_at: datetime | None
    attempt_id: int


ScoreRow = AttemptRow | ResponseRow

# What an export may hold, by the word that the command and the page use for it.
ROW_KINDS: dict[str, type[AttemptRow] | type[ResponseRow]] = {
    "attempts": AttemptRow,
    "responses": ResponseRow,
}


def columns(rows: str) -> list[str]:
    """Return the column names of `attempts` or `responses`, in order."""
    return [name.rstrip("_") for name in ROW_KINDS[rows]._fields]
