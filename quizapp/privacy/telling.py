"""What may go out of marks and keys with a person's data: what the pages tell them by now.

Their own answers are theirs and always go out. A teacher's copy holds what a teacher sees.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from quizapp.core.feedback import ITEMS
from quizapp.core.scores import ResponseRow
from quizapp.models import Attempt
from quizapp.privacy.ownership import Scope
from quizapp.taking.feedback import told_of

EVERYTHING = frozenset(ITEMS)
NOTHING = frozenset[str]()
# What a mark says beside its points: each of it may be the key.
_SAYS = ("reason", "detail", "answer_right", "evidence_right")


def told_to(session: Session, scope: Scope, attempt: Attempt, now: datetime) -> frozenset[str]:
    """Return what whoever gets the data may be told of an attempt; nothing while it is open."""
    if attempt.state != "submitted":
        return NOTHING
    return EVERYTHING if scope.classes is not None else told_of(session, attempt, now).items


def answer_as_told(row: ResponseRow, told: frozenset[str]) -> ResponseRow:
    """Return an answer with what may be told of its key and mark."""
    is_place = row.kind == "evidence"  # there the right answer and its evidence are one
    if not told.issuperset({"right_answer", "evidence"} if is_place else {"right_answer"}):
        row = row._replace(right_answer="")
    if not told.issuperset({"right_answer", "evidence"} if is_place else {"evidence"}):
        row = row._replace(evidence="")
    if "marks" not in told:
        row = row._replace(points=None)
    if "correctness" not in told:
        correct = "blank" if row.correct == "blank" else "waiting"
        row = row._replace(correct=correct, answer_right="none", evidence_right="none")
    return row


def marks_as_told(
    rows: list[dict[str, Any]], told: Mapping[int, frozenset[str]]
) -> list[dict[str, Any]]:
    """Return the rows of marks that may be told, those whose why may not be without it."""
    return [
        row if told[row["attempt_id"]] == EVERYTHING else {**row, **dict.fromkeys(_SAYS)}
        for row in rows
        if "marks" in told[row["attempt_id"]]
    ]
