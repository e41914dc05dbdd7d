"""Score rows: flat, one for each attempt or each response, as exports hold them."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from quizapp.core.marks import VERDICTS

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
    evidence_given: str
    answer_right: str
    evidence_right: str
    marked_by: str


ScoreRow = AttemptRow | ResponseRow

# What an export may hold, by the word that the command and the page use for it.
ROW_KINDS: dict[str, type[AttemptRow] | type[ResponseRow]] = {
    "attempts": AttemptRow,
    "responses": ResponseRow,
}


class ColumnNote(NamedTuple):
    """What a column holds, in words for a teacher; `one_of` where there are no other values."""

    meaning: str
    unit: str = "text"
    one_of: tuple[str, ...] = ()

    @property
    def values(self) -> str:
        """The values that there are, else the unit."""
        return ", ".join(self.one_of) or self.unit


_SHARED = {
    "student": ColumnNote("the name that the student goes by; two guests may share one"),
    "class": ColumnNote("the class that the quiz was given to"),
    "assignment": ColumnNote("its title"),
    "attempt": ColumnNote("this student's first, second … attempt", "number, from 1"),
}
_ATTEMPT_ID = ColumnNote("the attempt on this site; joins attempts and responses", "number")

# None: the proof was not asked for, or a person has yet to decide.
_YES_NO = ("yes", "no", "none")

# The codebook: each column of each row kind, in the order of its rows. docs/exports.md and
# docs/scores.schema.json say the same; tests compare them.
CODEBOOK: dict[str, dict[str, ColumnNote]] = {
    "attempts": {
        **_SHARED,
        "points": ColumnNote(
            "points earned; empty while the attempt is open or an answer waits for a person",
            "points",
        ),
        "out_of": ColumnNote("points that could be earned", "points"),
        "state": ColumnNote("whether it was handed in (submitted)", one_of=("open", "submitted")),
        "started_at": ColumnNote("when it was begun", "time, UTC"),
        "submitted_at": ColumnNote("when it was handed in; empty while open", "time, UTC"),
        "receipt": ColumnNote("the number on the student's receipt; empty while open"),
        "attempt_id": _ATTEMPT_ID,
    },
    "responses": {
        **_SHARED,
        "question": ColumnNote("the question's name: its id: in the set, or one made of its stem"),
        "kind": ColumnNote(
            "the kind of question",
            one_of=(
                "choice",
                "choices",
                "true_false",
                "short_answer",
                "numeric",
                "cloze",
                "ordering",
                "matching",
                "categorise",
                "evidence",
                "written",
            ),
        ),
        "skill": ColumnNote(
            "the reading process that it asks for",
            one_of=("retrieve", "infer", "integrate", "evaluate"),
        ),
        "response": ColumnNote("what was answered, in words and on one line; empty when blank"),
        "correct": ColumnNote(
            "all points, some, none, nothing answered, or not marked yet: not handed in, "
            "or a person must decide",
            one_of=VERDICTS,
        ),
        "points": ColumnNote("points earned for this question; empty while waiting", "points"),
        "out_of": ColumnNote("points that this question is worth", "points"),
        "evidence": ColumnNote("the quotes that prove the answer, a bar between them"),
        "stem": ColumnNote("the question as it was asked"),
        "right_answer": ColumnNote("the answer by the key, in words"),
        "question_version": ColumnNote("which wording was asked", "number, from 1"),
        "answered_at": ColumnNote(
            "when the newest entry was saved, an answer taken back included; empty when "
            "nothing was ever entered",
            "time, UTC",
        ),
        "attempt_id": _ATTEMPT_ID,
        "evidence_given": ColumnNote(
            "the sentences that the student gave as proof; empty where none were, or not asked for"
        ),
        "answer_right": ColumnNote(
            "where the proof was asked for too: whether the answer was right", one_of=_YES_NO
        ),
        "evidence_right": ColumnNote(
            "where the proof was asked for too: whether the proof was right", one_of=_YES_NO
        ),
        "marked_by": ColumnNote(
            "who gave the mark: the key when it was handed in, a teacher, or the key of a later "
            "day (regrade); empty before it is handed in",
            "key, teacher, regrade",
        ),
    },
}


def columns(rows: str) -> list[str]:
    """Return the column names of `attempts` or `responses`, in order."""
    return [name.rstrip("_") for name in ROW_KINDS[rows]._fields]


def number_text(number: Decimal) -> str:
    """Return a number exactly, with a point and without needless zeros."""
    return format(number.normalize(), "f")


def time_text(moment: datetime) -> str:
    """Return a time in ISO 8601, UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
