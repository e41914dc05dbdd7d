"""A student's sitting: find it, hand it in, and read it back with its marks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from quizapp.core import marks, timing
from quizapp.core.receipts import answers_sha256
from quizapp.kinds import UNASKED
from quizapp.kinds.contract import Content, Kind
from quizapp.kinds.hints import less_hints
from quizapp.kinds.where import asks_place, kind_of
from quizapp.models import (
    ArticleVersion,
    Assignment,
    Attempt,
    Mark,
    QuestionVersion,
    Response,
    ServedSlot,
)
from quizapp.models.attempts import newest_revision
from quizapp.models.marks import counts
from quizapp.taking.hinting import taken
from quizapp.taking.slots import CONTENT_AS_STORED, read_content

NO_REVISION = 0  # of a slot in which nothing was ever entered


class AnsweredSlot(NamedTuple):
    """A slot of an attempt: what was served, the newest response, and its newest mark.

    `question` is the number that it bears among what is asked, None where nothing is.
    """

    number: int
    question: int | None
    version: QuestionVersion
    show_where: str
    revision: int
    value: dict[str, Any] | None
    mark: Mark | None
    content_json: str

    @property
    def kind(self) -> str:
        """The name of the question's own kind."""
        return self.version.kind

    @property
    def asked_as(self) -> Kind:
        """The kind that asks it: the question's own, or that and its evidence."""
        return kind_of(self.version.kind, self.show_where)

    @property
    def content(self) -> Content:
        """The question's content, read by its kind."""
        return read_content(self.version.kind, self.content_json)

    @property
    def asks_place(self) -> bool:
        """Is the place that proves the answer asked for?"""
        return asks_place(self.version.kind, self.show_where)


# Statements of every page of a sitting are put together once: doing it anew costs as much as
# running them.
_OWN_ATTEMPT = (
    select(Attempt)
    .where(Attempt.id == bindparam("attempt"), Attempt.student_id == bindparam("person"))
    .options(joinedload(Attempt.assignment).joinedload(Assignment.class_))
)
_OPEN = select(Attempt).where(
    Attempt.assignment_id == bindparam("assignment"),
    Attempt.student_id == bindparam("student"),
    Attempt.state == "open",
)
_SERVED = (
    select(ServedSlot)
    .where(ServedSlot.attempt_id == bindparam("attempt"))
    .options(joinedload(ServedSlot.question_version).options(*CONTENT_AS_STORED))
    .order_by(ServedSlot.number)
)
# Apart, because a text is long and most slots are about the same one.
_TEXTS = (
    select(ArticleVersion)
    .where(ArticleVersion.id.in_(bindparam("versions", expanding=True)))
    .options(joinedload(ArticleVersion.article))
)
_RESPONSES = select(Response).where(
    Response.attempt_id == bindparam("attempt"),
    Response.revision == newest_revision(Response.attempt_id, Response.slot),
)
_MARKS = select(Mark).where(Mark.attempt_id == bindparam("attempt"), counts()).order_by(Mark.id)


def find_own_attempt(session: Session, person_id: int | None, attempt_id: int) -> Attempt | None:
    """Return the attempt when it is this person's."""
    return session.scalar(_OWN_ATTEMPT, {"attempt": attempt_id, "person": person_id})


def own_attempts(session: Session, person_id: int) -> Sequence[Attempt]:
    """Return a person's attempts, open ones first, then the newest."""
    return session.scalars(
        select(Attempt)
        .where(Attempt.student_id == person_id)
        .options(joinedload(Attempt.assignment))
        .order_by(Attempt.submitted_at.is_not(None), Attempt.id.desc())
    ).all()


def find_open_attempt(session: Session, assignment_id: int, student_id: int) -> Attempt | None:
    """Return the student's open attempt at an assignment; there is at most one."""
    return session.scalar(_OPEN, {"assignment": assignment_id, "student": student_id})


def answered_slots(session: Session, attempt: Attempt) -> list[AnsweredSlot]:
    """Return every slot of an attempt in order, in four statements however many there are."""
    own = {"attempt": attempt.id}
    served = session.scalars(_SERVED, own).all()
    wanted = {slot.question_version.article_version_id for slot in served}
    by_id = {text.id: text for text in session.scalars(_TEXTS, {"versions": list(wanted)})}
    for slot in served:
        version = slot.question_version
        set_committed_value(version, "article_version", by_id[version.article_version_id])
    responses = {row.slot: row for row in session.scalars(_RESPONSES, own)}
    is_open = attempt.state == "open"
    marks = {} if is_open else {row.slot: row for row in session.scalars(_MARKS, own)}
    asked = [slot.number for slot in served if slot.question_version.kind not in UNASKED]
    questions = {number: question for question, number in enumerate(asked, 1)}
    return [
        AnsweredSlot(
            slot.number,
            questions.get(slot.number),
            slot.question_version,
            slot.show_where,
            responses[slot.number].revision if slot.number in responses else NO_REVISION,
            responses[slot.number].value if slot.number in responses else None,
            marks.get(slot.number),
            slot.question_version.content_json,
        )
        for slot in served
    ]


def blank_slots(session: Session, attempt: Attempt) -> list[int]:
    """Return the numbers of the slots that ask something and have no answer."""
    slots = answered_slots(session, attempt)
    return [slot.number for slot in slots if slot.question and slot.value is None]


def submit(
    session: Session, attempt: Attempt, now: datetime, *, only_if_over: bool = False
) -> bool:
    """Hand the attempt in and mark it by the key; False when it was handed in before.

    Its end is the deadline where that is over. With `only_if_over` nothing is handed in before.
    The row of the attempt is locked first, so no save slips in between the answers that
    are hashed and marked and the end of the attempt.
    """
    session.refresh(attempt, with_for_update={"of": Attempt})
    if attempt.state != "open" or (only_if_over and not timing.is_over(attempt.due_at, now)):
        return False
    ended = timing.ended_at(attempt.due_at, now)
    slots = answered_slots(session, attempt)
    attempt.state, attempt.submitted_at = "submitted", ended
    attempt.ended_by = "student" if ended == now else "time"
    attempt.answers_sha256 = answers_sha256(
        attempt.id, [(slot.number, slot.version.id, slot.revision, slot.value) for slot in slots]
    )
    hints = taken(session, attempt.id)
    session.add_all(
        _mark(slot, attempt.id, hints.get(slot.number, frozenset()), ended)
        for slot in slots
        if slot.question
    )
    session.flush()
    return True


def mark_of(slot: AnsweredSlot, hints: frozenset[int] | None) -> marks.Mark:
    """Return what the key gives for an answer, less what its hints cost."""
    content = slot.content
    return less_hints(slot.asked_as.mark(content, slot.value), content, hints or ())


def _mark(slot: AnsweredSlot, attempt_id: int, hints: frozenset[int], now: datetime) -> Mark:
    return Mark(
        **mark_of(slot, hints)._asdict(),
        attempt_id=attempt_id,
        slot=slot.number,
        revision=slot.revision,
        marked_by="key",
        marked_at=now,
    )
