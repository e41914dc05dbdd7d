"""What the marking pages are handed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from quizapp.core import marks
from quizapp.core.passage import PassageBlock, label, line_numbers, passage
from quizapp.core.spans import overlaps
from quizapp.kinds.contract import Content
from quizapp.kinds.where import SCHEMES, split, where_text
from quizapp.marking.answers import HandedIn, content_of
from quizapp.marking.forms import MarkForm, points_form, rubric_form
from quizapp.marking.queue import MarkInList
from quizapp.marking.reckoning import hints_cost
from quizapp.marking.runs import Change
from quizapp.models import Mark


class EvidencePlace(NamedTuple):
    """A place that proves the answer, with its first and last line in the passage."""

    quote: str
    first_line: int
    last_line: int


class OwnQuote(NamedTuple):
    """What the student quoted of the passage; `is_expected`: it touches a place that proves."""

    quote: str
    is_expected: bool


class Gap(NamedTuple):
    """What stands in one gap, '' for a blank, with what the rules say of it."""

    given: str
    verdict: str
    reason: str


class Sheet(NamedTuple):
    """One answer beside what is needed to mark it.

    `hints_cost` is what the hints take off a right answer. `how` says what points are for
    where the place was asked for too, '' elsewhere.
    """

    answer: HandedIn
    content: Content
    text: str
    where: str
    key: str
    hints_cost: int
    how: str
    evidence: list[EvidencePlace]
    quotes: list[OwnQuote]
    gaps: list[Gap]
    passage: list[PassageBlock]
    judged: Mark | None
    p: float | None

    @property
    def rubric(self) -> Sequence[Any]:
        """The criteria, none where the question has no rubric."""
        return getattr(self.content, "rubric", ())

    @property
    def form_class(self) -> type[MarkForm]:
        """The form that marks this answer."""
        if self.rubric:
            return rubric_form(self.rubric)
        return points_form(self.answer.version.out_of)


def sheet_of(answer: HandedIn, so_far: Sequence[MarkInList]) -> Sheet:
    """Return an answer with its passage and key; the rules' own reason, where they were unsure."""
    content, kind = content_of(answer.version), answer.asked_as
    text = answer.version.article_version
    places = [(place.start or 0, place.end or 0) for place in content.evidence]
    rows = line_numbers(text.text, text.blocks, places)
    labelled = [(*place, label(answer.question, count)) for count, place in enumerate(places, 1)]
    judged = next((one.mark for one in so_far if one.mark.marked_by != "teacher"), None)
    detail = (judged.detail if judged else None) or {}
    return Sheet(
        answer=answer,
        content=content,
        text=_as_typed(answer) or kind.text(content, answer.value),
        where=where_text(content, answer.value) if answer.served.show_where else "",
        key=_key_text(answer, content),
        hints_cost=hints_cost(answer, content),
        how=_how(answer),
        evidence=[
            EvidencePlace(place.quote, *row)
            for place, row in zip(content.evidence, rows, strict=True)
        ],
        quotes=[
            OwnQuote(quote, any(overlaps((start, end), place) for place in places))
            for start, end, quote in detail.get("quotes", [])
        ],
        gaps=_gaps(answer, detail),
        passage=passage(text.text, text.blocks, labelled),
        judged=judged if "rule" in detail else None,
        p=detail.get("p"),
    )


def _how(answer: HandedIn) -> str:
    if not answer.served.show_where:
        return ""
    return f"Give points for the answer alone. {SCHEMES[answer.served.show_where].words}"


def _gaps(answer: HandedIn, detail: dict[str, Any]) -> list[Gap]:
    value = split(answer.value)[0] if answer.served.show_where else answer.value
    told = detail.get("gaps", [])
    given = value["gaps"] if value and told else [None] * len(told)
    return [
        Gap(text or "", gap["verdict"], gap["reason"])
        for text, gap in zip(given, told, strict=True)
    ]


def _key_text(answer: HandedIn, content: Content) -> str:
    """Return the right answer or a model of it; '' where the question has neither."""
    kind = answer.asked_as
    has_model = bool(getattr(content, "model_answer", False))
    is_known = has_model or kind.right_response(content) is not None
    return kind.key_text(content) if is_known else ""


def _as_typed(answer: HandedIn) -> str:
    """Return a text with its line ends; '' where the answer is no text."""
    value = split(answer.value)[0] if answer.served.show_where else answer.value
    return str(value["text"]) if value and "text" in value else ""


class ChangeItem(NamedTuple):
    """One answer of a look: the mark that counts and the one that the key would give now."""

    student: str
    attempt_id: int
    question: int
    answer: str
    old: Mark | None
    new: marks.Mark | None


class ChangeItems(NamedTuple):
    """The answers of a look, by what would come of each; `same` is how many keep their mark."""

    changes: list[ChangeItem]
    kept: list[ChangeItem]
    asked_differently: list[ChangeItem]
    same: int


def change_items(changes: Sequence[Change]) -> ChangeItems:
    """Return the answers of a look, sorted by student within what would come of them."""
    laid: dict[str, list[ChangeItem]] = {"changes": [], "kept": [], "asked_differently": []}
    for change in changes:
        if change.outcome in laid:
            laid[change.outcome].append(_change_item(change))
    for items in laid.values():
        items.sort(key=lambda item: (item.student, item.attempt_id, item.question))
    return ChangeItems(**laid, same=len(changes) - sum(map(len, laid.values())))


def _change_item(change: Change) -> ChangeItem:
    one = change.answer
    text = one.asked_as.text(content_of(one.version), one.value)
    return ChangeItem(one.student, one.attempt.id, one.question, text, one.mark, change.new)


def look_words(changes: Sequence[Change]) -> str:
    """Return in a sentence how many marks would change, of how many."""
    found = sum(change.outcome == "changes" for change in changes)
    if not found:
        return f"No mark would change, of {len(changes)}."
    verb = "mark would change" if found == 1 else "marks would change"
    return f"{found} {verb}, of {len(changes)}."
