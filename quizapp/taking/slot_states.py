"""What a student notes for themself at a question: to come back to it, options struck out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.models import Attempt, SlotState
from quizapp.taking.slots import OpenSlot, own_slots


class UnknownOption(ValueError):
    """What is to be struck out is no option of the question."""


class Noted(NamedTuple):
    """The state of one question: whether it is flagged, and the values of what is struck out."""

    is_flagged: bool = False
    eliminated: tuple[str, ...] = ()

    def pressed(self, button: str, value: str) -> "Noted":
        """Return the state after a button: flag, unflag, strike or unstrike of a value."""
        left = tuple(one for one in self.eliminated if one != value)
        after = {
            "flag": self._replace(is_flagged=True),
            "unflag": self._replace(is_flagged=False),
            "strike": self._replace(eliminated=(*left, value)),
            "unstrike": self._replace(eliminated=left),
        }
        return after[button]


class Press(NamedTuple):
    """A button that was pressed: which, the slot that it stands at, the option or ''."""

    button: str
    slot: int
    option: str


BUTTONS = ("flag", "unflag", "strike", "unstrike")
NOTHING = Noted()
# Kinds whose options can be struck out, and where a student's view has them.
_LETTERED = ("choice", "choices")


def options_of(kind: str, view: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return value and short words of each option that can be struck out, in shown order."""
    if kind == "true_false":
        return [(value, words) for value, words in view["answers"]]
    if kind in _LETTERED:
        return [(option["letter"], option["letter"]) for option in view["options"]]
    return []


_NOTED = select(SlotState).where(SlotState.attempt_id == bindparam("attempt"))


def noted(session: Session, attempt_id: int) -> Mapping[int, Noted]:
    """Return what was noted in an attempt, by slot; a slot with nothing noted is not there."""
    rows = session.scalars(_NOTED, {"attempt": attempt_id})
    return {row.slot: Noted(row.is_flagged, tuple(row.eliminated)) for row in rows}


def find_own_slot(session: Session, person_id: int, attempt_id: int, slot: int) -> OpenSlot | None:
    """Return the slot when the attempt is this person's and it asks something."""
    return next(
        (one for one in own_slots(session, person_id, attempt_id) if one.number == slot), None
    )


def keep(session: Session, slot: OpenSlot, state: Noted, now: datetime) -> bool:
    """Keep a question's state as it is now; False once the attempt is over.

    Raises UnknownOption.
    """
    return _change(session, slot, lambda _: state, now) is not None


def press(session: Session, slot: OpenSlot, pressed: Press, now: datetime) -> bool:
    """Note what a button says; pressing twice is once. False once the attempt is over."""
    change = _change(session, slot, lambda old: old.pressed(pressed.button, pressed.option), now)
    return change is not None


def read_press(fields: Mapping[str, str]) -> Press | None:
    """Return the button of a posted page, None where another one was pressed.

    Its value is the slot's number, and after a dash the option that it is about.
    """
    for button in BUTTONS:
        number, _, option = fields.get(button, "").partition("-")
        if number.isascii() and number.isdecimal() and len(number) < 7:
            return Press(button, int(number), option)
    return None


def _change(
    session: Session, slot: OpenSlot, change: Callable[[Noted], Noted], now: datetime
) -> SlotState | None:
    """Lock the attempt, so that two changes at once come one after the other."""
    state = session.scalar(
        select(Attempt.state).where(Attempt.id == slot.attempt_id).with_for_update()
    )
    if state != "open":
        return None
    row = session.get(SlotState, (slot.attempt_id, slot.number))
    after = change(Noted(row.is_flagged, tuple(row.eliminated)) if row else NOTHING)
    if row is None:
        row = SlotState(attempt_id=slot.attempt_id, slot=slot.number)
        session.add(row)
    row.is_flagged, row.changed_at = after.is_flagged, now
    row.eliminated = _known(slot, after.eliminated)
    session.flush()
    return row


def _known(slot: OpenSlot, values: Sequence[str]) -> list[str]:
    """Return the values in shown order, each once; raises UnknownOption."""
    view = slot.asked_as.student_view(slot.content, slot.seed)
    options = [value for value, _ in options_of(slot.asked_as.name, view)]
    if not set(values) <= set(options):
        raise UnknownOption
    return [value for value in options if value in values]
