"""What the taking pages are handed: nothing of the key."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quizapp.kinds.contract import AnswerForm, Content
from quizapp.kinds.hints import hints
from quizapp.kinds.where import asks_place
from quizapp.models import Attempt
from quizapp.taking.actions import AnsweredSlot
from quizapp.taking.checking import NOT_OFFERED, CheckOffered
from quizapp.taking.saving import Operation, Saved
from quizapp.taking.slots import OpenSlot, form_of


class TakingItem(NamedTuple):
    """A question as the student meets it. `view` is the kind's, without the key.

    `number` is the slot's, by which fields and addresses go; `question` is what one reads,
    None for a text between questions.
    """

    number: int
    question: int | None
    kind: str
    view: dict[str, Any]
    out_of: int
    form: AnswerForm
    revision: int
    version_id: int
    text_id: int
    is_blank: bool
    hints: "HintsOffered"
    check: CheckOffered


class Beside(NamedTuple):
    """What stands beside the questions, by slot: the hints that were taken, and the checks."""

    hints: Mapping[int, frozenset[int]]
    checks: Mapping[int, CheckOffered]


class HintsOffered(NamedTuple):
    """The hints that were told, in words; the next one's level and cost, None: there is none."""

    told: list[str]
    next_level: int | None
    next_cost: int | None


class Typed(NamedTuple):
    """What was posted for a slot: its form, and what the page knew when it was drawn."""

    slot: OpenSlot
    question: int
    form: AnswerForm
    revision: int
    version: int

    def operation(self) -> Operation:
        """Return the change that this means.

        Its name is made of what it says, so pressing twice is one change.
        """
        value = self.form.response()
        said = json.dumps([self.slot.number, self.revision, value], sort_keys=True)
        name = f"form-{hashlib.sha256(said.encode()).hexdigest()[:40]}"
        return Operation(name, self.revision, self.version, value)


class SetAsideItem(NamedTuple):
    """An answer that was set aside beside the one that stands: `outcome` says why.

    `other` is the one that stands, None where it may not be told.
    """

    number: int
    question: int
    stem: str
    mine: str
    other: str | None
    fields: dict[str, Any]
    revision: int
    version: int
    outcome: str


def prefix(number: int) -> str:
    """Return what the field names of a slot begin with on a page of many."""
    return f"s{number}-"


def taking_items(
    attempt: Attempt,
    slots: Sequence[AnsweredSlot],
    beside: Beside,
    typed: Mapping[int, "Typed"] | None = None,
) -> list[TakingItem]:
    """Return the questions of an attempt; `typed` is shown again with its faults.

    What was typed keeps the revision that it was typed upon: another
    tab may have saved since.
    """
    return [_taking_item(attempt, slot, beside, (typed or {}).get(slot.number)) for slot in slots]


def _taking_item(
    attempt: Attempt, slot: AnsweredSlot, beside: Beside, typed: "Typed | None"
) -> TakingItem:
    kind, content = slot.asked_as, slot.content
    if typed:
        form, revision = typed.form, typed.revision
    else:
        form_class = form_of(slot, attempt.seed)
        form = form_class(prefix=prefix(slot.number), data=form_class.data_for(slot.value))
        revision = slot.revision
    return TakingItem(
        slot.number,
        slot.question,
        kind.name,
        kind.student_view(content, attempt.seed),
        slot.version.out_of,
        form,
        revision,
        slot.version.id,
        slot.version.article_version_id,
        slot.value is None,
        _hints(attempt, slot, content, beside.hints.get(slot.number, frozenset())),
        beside.checks.get(slot.number, NOT_OFFERED),
    )


def _hints(
    attempt: Attempt, slot: AnsweredSlot, content: Content, taken: frozenset[int]
) -> HintsOffered:
    """Return the hints of a question as far as they were asked for: the rest is key."""
    if not attempt.assignment.allows_hints:
        return HintsOffered([], None, None)
    known = hints(content, asks_place=asks_place(slot.version.kind, slot.show_where))
    told = [hint.words for hint in known if hint.level in taken]
    following = next((hint for hint in known if hint.level not in taken), None)
    if following is None:
        return HintsOffered(told, None, None)
    return HintsOffered(told, following.level, following.cost)


def set_aside_item(typed: Typed, saved: Saved, *, is_told: bool) -> SetAsideItem:
    """Return both answers of a slot whose save did not go in, as far as the other is told."""
    kind = typed.slot.asked_as
    content = typed.slot.content
    value = typed.form.response()
    return SetAsideItem(
        typed.slot.number,
        typed.question,
        content.stem,
        kind.text(content, value),
        kind.text(content, saved.value) if is_told else None,
        typed.form.data_for(value),
        saved.revision,
        typed.slot.question_version_id,
        saved.outcome,
    )
