"""What the review is handed: of the key and the marks, what may be told and no more."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from quizapp.core.marks import verdict
from quizapp.core.passage import line_numbers
from quizapp.kinds.contract import Content, Telling
from quizapp.kinds.where import split, where_text
from quizapp.models import Attempt
from quizapp.taking.actions import AnsweredSlot

# A reason of ours says what was right, what it earned, and why: each of these in few words.
_IN_A_REASON = frozenset({"correctness", "marks", "explanation", "right_answer"})


class Earned(NamedTuple):
    """Points and out of, in units; no points where a person has yet to decide."""

    points: int | None
    out_of: int


class Said(NamedTuple):
    """Why a mark is what it is. `hints_cost` is None where it is not told, or nothing."""

    by_teacher: bool
    reason: str
    hints_cost: int | None = None


class WhereGiven(NamedTuple):
    """The sentences that a student gave as proof, on one line, and whether they are it.

    None is what may not be told, or was not decided.
    """

    text: str
    is_right: bool | None


class EvidencePlace(NamedTuple):
    """A place that proves the answer, with its first and last line in the passage."""

    quote: str
    first_line: int
    last_line: int


class ReviewItem(NamedTuple):
    """A question as it is read back, as far as it may be told.

    `question` is its number on the page, None for a text between questions. What may not be
    told is None or empty: `own_text` and `value` the answer, `verdict`, `earned` the points,
    `said` why, `gaps` how each gap went.
    """

    number: int
    question: int | None
    kind: str
    view: dict[str, Any]
    key: dict[str, Any]
    value: dict[str, Any] | None
    own_text: str | None
    verdict: str
    earned: Earned | None
    said: Said | None
    gaps: list[dict[str, str]]
    explanation: str
    evidence: list[EvidencePlace]
    where: WhereGiven | None


def review_items(
    attempt: Attempt, slots: Sequence[AnsweredSlot], told: frozenset[str]
) -> list[ReviewItem]:
    """Return the questions of an attempt with what may be told of their key and marks."""
    return [review_item(attempt, slot, told) for slot in slots]


def review_item(attempt: Attempt, slot: AnsweredSlot, told: frozenset[str]) -> ReviewItem:
    """Return one question with what may be told of it."""
    kind, content = slot.asked_as, slot.content
    own = slot.value if "answers" in told else None
    return ReviewItem(
        number=slot.number,
        question=slot.question,
        kind=kind.name,
        view=kind.student_view(content, attempt.seed),
        key=kind.key_view(content, attempt.seed, Telling(slot.value, told)),
        value=split(own)[0] if slot.show_where else own,
        own_text=kind.text(content, own) if "answers" in told else None,
        verdict=_verdict(slot) if "correctness" in told else "",
        earned=Earned(slot.mark.points, slot.mark.out_of)
        if slot.mark and "marks" in told
        else None,
        said=_said(slot, told),
        gaps=_gaps(slot, told),
        explanation=content.explanation if "explanation" in told else "",
        evidence=_places(slot, content) if tells_evidence(slot, told) else [],
        where=_where_given(slot, content, told),
    )


def points_in_all(slots: Sequence[AnsweredSlot]) -> Earned:
    """Return the points of an attempt; none where one of its marks waits for a person."""
    points = [slot.mark.points if slot.mark else None for slot in slots if slot.question]
    total = None if None in points else sum(filter(None, points))
    return Earned(total, sum(slot.version.out_of for slot in slots))


def tells_evidence(slot: AnsweredSlot, told: frozenset[str]) -> bool:
    """May the places be shown? Where a place is what is asked for, they are the right answer."""
    needed = {"evidence", "right_answer"} if slot.version.kind == "evidence" else {"evidence"}
    return slot.question is not None and needed <= told


def _verdict(slot: AnsweredSlot) -> str:
    points = slot.mark.points if slot.mark else None
    return verdict(points, slot.version.out_of, is_blank=slot.value is None)


def _said(slot: AnsweredSlot, told: frozenset[str]) -> Said | None:
    """Return why a mark is what it is; None where the verdict says all, or may not be told."""
    mark = slot.mark
    if mark is None:
        return None
    if mark.marked_by == "teacher":
        cost = (mark.detail or {}).get("hints_cost") if "marks" in told else None
        return Said(True, mark.reason, cost) if "overall" in told else None
    says_more = bool(mark.detail) or mark.marked_by != "key"
    is_plain = _verdict(slot) not in {"partly", "waiting"}
    needed = _IN_A_REASON | ({"evidence"} if slot.asks_place else set())
    if not needed <= told or (is_plain and not says_more):
        return None
    return Said(False, mark.reason)


def _gaps(slot: AnsweredSlot, told: frozenset[str]) -> list[dict[str, str]]:
    if slot.mark is None or "correctness" not in told:
        return []
    return [
        {
            "verdict": gap["verdict"],
            "reason": gap["reason"] if "judged" in gap and told >= _IN_A_REASON else "",
        }
        for gap in (slot.mark.detail or {}).get("gaps", [])
    ]


def _places(slot: AnsweredSlot, content: Content) -> list[EvidencePlace]:
    text = slot.version.article_version
    places = [(place.start or 0, place.end or 0) for place in content.evidence]
    rows = line_numbers(text.text, text.blocks, places)
    return [
        EvidencePlace(place.quote, *row) for place, row in zip(content.evidence, rows, strict=True)
    ]


def _where_given(slot: AnsweredSlot, content: Content, told: frozenset[str]) -> WhereGiven | None:
    if not slot.show_where or "answers" not in told:
        return None
    is_right = slot.mark.evidence_right if slot.mark and "correctness" in told else None
    return WhereGiven(where_text(content, slot.value), is_right)
