"""Sittings: what was served, and what was answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    and_,
    event,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from quizapp.models.base import Base, Big, key, refuse_change, to
from quizapp.models.people import User, one_of
from quizapp.models.privacy import DELETED, DELETED_UNSEEN, FACT, SITE, WORK, labels
from quizapp.models.questions import QuestionVersion
from quizapp.models.quizzes import Assignment

# `checked` came after the student was told whether the answer is right.
ASIDE_REASONS = ("superseded", "late", "checked")
ENDERS = ("student", "time")


class Attempt(Base):
    """One student's sitting of an assignment. At most one is open at a time."""

    __tablename__ = "attempts"
    __privacy__ = labels(
        (FACT, "id assignment_id student_id number"),
        (SITE, "seed"),
        (WORK, "state started_at submitted_at answers_sha256 due_at ended_by"),
    )

    id: Mapped[int] = key()
    assignment_id: Mapped[int] = to("assignments.id")
    student_id: Mapped[int] = to("users.id", index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(default="open")
    # Whatever is shuffled in this sitting is shuffled by it, so a page redraws the same.
    seed: Mapped[int]
    started_at: Mapped[datetime]
    # The deadline, told at the start; it is only ever lengthened. None: there is none, or the
    # attempt is paused.
    due_at: Mapped[datetime | None]
    # Where time was up, it is the deadline, whenever that was found out.
    submitted_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    # The receipt: SHA-256 of the canonical answers at submission.
    answers_sha256: Mapped[str | None]

    assignment: Mapped[Assignment] = relationship()
    student: Mapped[User] = relationship()
    served: Mapped[list["ServedSlot"]] = relationship(order_by="ServedSlot.number")

    __table_args__ = (
        UniqueConstraint("assignment_id", "student_id", "number"),
        CheckConstraint(one_of("state", ("open", "submitted")), name="state"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="submitted_at"),
        CheckConstraint("(submitted_at IS NULL) = (answers_sha256 IS NULL)", name="answers_sha256"),
        CheckConstraint("(submitted_at IS NULL) = (ended_by IS NULL)", name="ended"),
        CheckConstraint(one_of("ended_by", ENDERS), name="ended_by"),
        # Whoever reads looks here for what is over and was not handed in.
        Index(
            "ix_attempts_open_due_at",
            "due_at",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index(
            "uq_attempts_one_open",
            "assignment_id",
            "student_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )


class ServedSlot(Base):
    """A slot of an attempt and the question version that it pins."""

    __tablename__ = "served_slots"
    __privacy__ = labels((FACT, "attempt_id number question_version_id show_where"))

    attempt_id: Mapped[int] = to("attempts.id", primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_version_id: Mapped[int] = to("question_versions.id", index=True)
    # How the evidence is asked for too, by kinds.where; '' where it is not.
    show_where: Mapped[str] = mapped_column(default="", server_default=text("''"))

    question_version: Mapped[QuestionVersion] = relationship()

    __table_args__ = (CheckConstraint("number >= 1", name="number"),)


class HintTaken(Base):
    """A hint that a student asked for: 1 names the paragraph, 2 the sentence, 3 the phrase."""

    __tablename__ = "hints_taken"
    __privacy__ = labels((FACT, "attempt_id slot level"), (WORK, "taken_at"))

    attempt_id: Mapped[int] = mapped_column(Big, primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    taken_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            ondelete="RESTRICT",
        ),
        CheckConstraint("level BETWEEN 1 AND 3", name="level"),
    )


class Check(Base):
    """An answer that a student had checked while answering, and was told of: practice only.

    After the last one the answer stays as it was: more may have been told than right or wrong.
    """

    __tablename__ = "checks"
    __privacy__ = labels((FACT, "attempt_id slot revision"), (WORK, "is_last checked_at"))

    attempt_id: Mapped[int] = mapped_column(Big, primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # The revision that was checked; 0 where nothing had been answered.
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_last: Mapped[bool]
    checked_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            ondelete="RESTRICT",
        ),
        CheckConstraint("revision >= 0", name="revision"),
    )


class Pause(Base):
    """A student would rather not read this: the clock stands, and the teacher is told."""

    __tablename__ = "pauses"
    # It stands in no export of scores, and in none that a teacher takes: nobody needs to explain
    # it. What is kept of oneself has it, as it has everything.
    __privacy__ = labels(
        (DELETED, "id attempt_id paused_at seconds_left ended_at"), (DELETED_UNSEEN, "ended_by_id")
    )

    id: Mapped[int] = key()
    attempt_id: Mapped[int] = to("attempts.id")
    paused_at: Mapped[datetime]
    seconds_left: Mapped[int | None]  # None: there was no limit
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = to("users.id", index=True)

    __table_args__ = (
        CheckConstraint("seconds_left >= 0", name="seconds_left"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended"),
        Index("ix_pauses_attempt_id", "attempt_id"),
        Index(
            "uq_pauses_one_open",
            "attempt_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )


class SlotState(Base):
    """What a student notes for themself at a question: to come back to it, options struck out."""

    __tablename__ = "slot_states"
    __privacy__ = labels((DELETED, "attempt_id slot is_flagged eliminated changed_at"))

    attempt_id: Mapped[int] = mapped_column(Big, primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_flagged: Mapped[bool] = mapped_column(default=False)
    # Values of the options as the form has them.
    eliminated: Mapped[list[str]] = mapped_column(JSON, default=list)
    changed_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            ondelete="RESTRICT",
        ),
    )


class Response(Base):
    """What a student entered in a slot, one row per revision; the newest is the answer.

    `value` is the kind's own shape, null for an answer taken back.
    """

    __tablename__ = "responses"
    __privacy__ = labels(
        (FACT, "attempt_id slot revision"),
        (SITE, "operation"),
        (WORK, "value saved_at"),
    )

    attempt_id: Mapped[int] = mapped_column(Big, primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # The browser's name for this change: the same change sent twice is kept once.
    operation: Mapped[str]
    value: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    saved_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            ondelete="RESTRICT",
        ),
        UniqueConstraint("attempt_id", "operation"),
        CheckConstraint("revision >= 1", name="revision"),
    )


class SetAside(Base):
    """A response that came too late or lost to another tab: kept, never thrown away."""

    __tablename__ = "set_aside_responses"
    __privacy__ = labels(
        (FACT, "id attempt_id slot base_revision"),
        (SITE, "operation"),
        (WORK, "value reason received_at"),
    )

    id: Mapped[int] = key()
    attempt_id: Mapped[int] = mapped_column(Big)
    slot: Mapped[int]
    operation: Mapped[str]
    base_revision: Mapped[int]
    value: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reason: Mapped[str]
    received_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            ondelete="RESTRICT",
        ),
        UniqueConstraint("attempt_id", "operation"),
        CheckConstraint(one_of("reason", ASIDE_REASONS), name="reason"),
    )


def newest_revision(attempt_id: Any, slot: Any) -> Any:
    """Return the revision that is a slot's answer, as a subquery; null where there is none."""
    responses = aliased(Response)
    return (
        select(func.max(responses.revision))
        .where(responses.attempt_id == attempt_id, responses.slot == slot)
        .scalar_subquery()
    )


def is_answer(
    attempt_id: Any = ServedSlot.attempt_id, slot: Any = ServedSlot.number
) -> ColumnElement[bool]:
    """Return the condition that joins a slot to its answer, its newest response."""
    return and_(
        Response.attempt_id == attempt_id,
        Response.slot == slot,
        Response.revision == newest_revision(attempt_id, slot),
    )


for _frozen in (Response, SetAside, ServedSlot, HintTaken, Check):
    event.listen(_frozen, "before_update", refuse_change)
    event.listen(_frozen, "before_delete", refuse_change)
