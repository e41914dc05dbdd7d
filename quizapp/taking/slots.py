"""The slots of one's own attempt, as a save needs to know them."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Text, bindparam, cast, select
from sqlalchemy.orm import Session, defer, undefer

from quizapp.kinds import KINDS, UNASKED
from quizapp.kinds.contract import AnswerForm, Content, Kind
from quizapp.kinds.where import kind_of
from quizapp.models import Attempt, QuestionVersion, ServedSlot

_SERVED = ServedSlot.__table__
_ATTEMPTS = Attempt.__table__


# The content of a question as text, by which it is read once for everybody; not decoded besides.
CONTENT_AS_STORED = (
    defer(QuestionVersion.content),
    undefer(QuestionVersion.content_json),
)


class Asked(Protocol):
    """What is asked in a slot, and how: its kind, its content as JSON, and `show_where`."""

    @property
    def kind(self) -> str:
        """The name of the question's kind."""

    @property
    def content_json(self) -> str:
        """The content as it is stored."""

    @property
    def show_where(self) -> str:
        """How its evidence is asked for too; '' where it is not."""


class OpenSlot(NamedTuple):
    """A slot of one's own attempt: what a save needs to know of it, in one row."""

    attempt_id: int
    student_id: int
    number: int
    seed: int
    question_version_id: int
    kind: str
    content_json: str
    show_where: str

    @property
    def content(self) -> Content:
        """The question's content, read by its kind."""
        return read_content(self.kind, self.content_json)

    @property
    def asked_as(self) -> Kind:
        """The kind that asks it: the question's own, or that and its evidence."""
        return kind_of(self.kind, self.show_where)


_VERSIONS = QuestionVersion.__table__
# Statements of the save are put together once: doing it anew costs more than running them.
_ALL_SLOTS = (
    select(
        _ATTEMPTS.c.id,
        _ATTEMPTS.c.student_id,
        _SERVED.c.number,
        _ATTEMPTS.c.seed,
        _VERSIONS.c.id,
        _VERSIONS.c.kind,
        cast(_VERSIONS.c.content, Text),
        _SERVED.c.show_where,
    )
    .join_from(_SERVED, _ATTEMPTS, _SERVED.c.attempt_id == _ATTEMPTS.c.id)
    .join(_VERSIONS, _SERVED.c.question_version_id == _VERSIONS.c.id)
    .where(
        _SERVED.c.attempt_id == bindparam("attempt"), _ATTEMPTS.c.student_id == bindparam("person")
    )
    .where(*(_VERSIONS.c.kind != name for name in UNASKED))  # these take no answer
    .order_by(_SERVED.c.number)
)


def find_own_slot(
    ask: Callable[..., Sequence[Any]], person_id: int | None, attempt_id: int, slot: int
) -> OpenSlot | None:
    """Return the slot when the attempt is this person's, open or not.

    `ask` takes a statement and its values and returns rows (see `db.Asker`). A save to an
    attempt that has ended must be kept for the teacher, so it is found too.
    """
    # Who sits an attempt and what it serves never change, so the answer may be an old one.
    rows = ask(_ALL_SLOTS, {"attempt": attempt_id, "person": person_id}, is_fixed=True)
    return next((OpenSlot(*row) for row in rows if row[2] == slot), None)


def own_slots(session: Session, person_id: int, attempt_id: int) -> list[OpenSlot]:
    """Return every slot of this person's attempt that asks something, in order."""
    values = {"attempt": attempt_id, "person": person_id}
    return [OpenSlot(*row) for row in session.connection().execute(_ALL_SLOTS, values)]


def form_of(slot: "Asked", seed: int) -> type[AnswerForm]:
    """Return the form of a slot. One serves every student where nothing is shuffled."""
    seed = seed if kind_of(slot.kind, slot.show_where).shuffles else 0
    return _form_of((slot.kind, slot.show_where), slot.content_json, seed)


@lru_cache(maxsize=2000)
def _form_of(asked_as: tuple[str, str], content_json: str, seed: int) -> type[AnswerForm]:
    """Return the form of a content; WTForms takes longer to build one than to read it."""
    return kind_of(*asked_as).answer_form(read_content(asked_as[0], content_json), seed)


@lru_cache(maxsize=512)
def read_content(kind: str, content_json: str) -> Content:
    """Return a question's content. The same text is the same content, so it is read once."""
    return KINDS[kind].Content.model_validate_json(content_json)
