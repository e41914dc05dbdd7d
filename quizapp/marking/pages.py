"""What the marking pages are handed."""

from collections.abc import Sequence
from typing import NamedTuple

from quizapp.core import marks
from quizapp.marking.answers import content_of
from quizapp.marking.runs import Change
from quizapp.models import Mark


class ChangeItem(NamedTuple):
    """One answer of a look: the mark that counts and the one that the key would give now."""

    student: str
    attempt_id: int
    slot: int
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
        items.sort(key=lambda item: (item.student, item.attempt_id, item.slot))
    return ChangeItems(**laid, same=len(changes) - sum(map(len, laid.values())))


def _change_item(change: Change) -> ChangeItem:
    one = change.answer
    text = one.asked_as.text(content_of(one.version), one.value)
    return ChangeItem(one.student, one.attempt.id, one.served.number, text, one.mark, change.new)


def look_words(changes: Sequence[Change]) -> str:
    """Return in a sentence how many marks would change, of how many."""
    found = sum(change.outcome == "changes" for change in changes)
    if not found:
        return f"No mark would change, of {len(changes)}."
    verb = "mark would change" if found == 1 else "marks would change"
    return f"{found} {verb}, of {len(changes)}."
