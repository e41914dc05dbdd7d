"""Sittings: what was served, what was answered, and what it earned."""

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
    exists,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from quizapp.models.base import Base, Big, key, refuse_change, to
from quizapp.models.people import User, one_of
from quizapp.models.privacy import FACT, OTHER, SITE, TRACE, WORK, labels
from quizapp.models.questions import QuestionVersion
from quizapp.models.quizzes import Assignment

MARKERS = ("key", "teacher", "regrade")
ASIDE_REASONS = ("superseded", "late")


class Attempt(Base):
    """One student's sitting of an assignment. At most one is open at a time."""

    __tablename__ = "attempts"
    __privacy__ = labels(
        (FACT, "id assignment_id student_id number"),
        (SITE, "seed"),
        (WORK, "state started_at submitted_at answers_sha256"),
    )

    id: Mapped[int] = key()
    assignment_id: Mapped[int] = to("assignments.id")
    student_id: Mapped[int] = to("users.id", index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(default="open")
    # Whatever is shuffled in this sitting is shuffled by it, so a page redraws the same.
    seed: Mapped[int]
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
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


class Mark(Base):
    """Points for one slot of an attempt, append-only: the newest one counts.

    Unless it came by a run that was undone, or was taken back: see `counts`.
    """

    __tablename__ = "marks"
    __privacy__ = labels(
        (FACT, "id attempt_id slot revision marked_by"),
        (WORK, "points out_of reason marked_at answer_right evidence_right detail"),
        (OTHER, "marker_id"),
        (SITE, "run_id withdraws_id"),
    )

    id: Mapped[int] = key()
    attempt_id: Mapped[int] = mapped_column(Big)
    slot: Mapped[int]
    # The revision that was marked; 0 where nothing had been answered.
    revision: Mapped[int]
    points: Mapped[int | None] = mapped_column(Big)  # units; None: a person must decide
    out_of: Mapped[int] = mapped_column(Big)
    reason: Mapped[str]
    # Where the evidence was asked for too: was the answer right, and was its evidence?
    answer_right: Mapped[bool | None]
    evidence_right: Mapped[bool | None]
    # What the decision rests on: a rule and how sure it was, levels of a rubric, quotes.
    detail: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    marked_by: Mapped[str]
    marker_id: Mapped[int | None] = to("users.id")
    marked_at: Mapped[datetime]
    run_id: Mapped[int | None] = to("marking_runs.id", index=True)
    # The mark that is taken back by this row, which has no points itself.
    withdraws_id: Mapped[int | None] = to("marks.id", index=True, unique=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            ondelete="RESTRICT",
        ),
        CheckConstraint("points IS NULL OR (points >= 0 AND points <= out_of)", name="points"),
        CheckConstraint(one_of("marked_by", MARKERS), name="marked_by"),
        Index("ix_marks_attempt_id_slot_id", "attempt_id", "slot", "id"),
        # Submission marks each slot by the key once, however often it is pressed.
        Index(
            "uq_marks_once_by_key",
            "attempt_id",
            "slot",
            unique=True,
            sqlite_where=text("marked_by = 'key'"),
            postgresql_where=text("marked_by = 'key'"),
        ),
    )


class MarkingRun(Base):
    """Marking again what was marked, by the key of today. Undone, its marks count no more."""

    __tablename__ = "marking_runs"
    __privacy__ = labels(
        (SITE, "id assignment_id question_id question_version_id changed"),
        (TRACE, "reason made_by_id made_at undone_by_id undone_at"),
    )

    id: Mapped[int] = key()
    assignment_id: Mapped[int] = to("assignments.id", index=True)
    # What was marked again: one question, or with None all of them; and by which key.
    question_id: Mapped[int | None] = to("questions.id", index=True)
    question_version_id: Mapped[int | None] = to("question_versions.id", index=True)
    reason: Mapped[str]
    changed: Mapped[int]  # how many marks it made
    made_by_id: Mapped[int] = to("users.id", index=True)
    made_at: Mapped[datetime]
    undone_by_id: Mapped[int | None] = to("users.id", index=True)
    undone_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("changed >= 0", name="changed"),
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone"),
        CheckConstraint(
            "(question_id IS NULL) = (question_version_id IS NULL)", name="question_version"
        ),
    )


def counts() -> ColumnElement[bool]:
    """Return the condition that a mark was not taken back, and came by no run that was undone."""
    undone = select(MarkingRun.id).where(MarkingRun.undone_at.is_not(None))
    return and_(or_(Mark.run_id.is_(None), Mark.run_id.not_in(undone)), *_stands(Mark))


def _stands(marks: Any) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a mark takes none back, and that none takes it back."""
    later = aliased(Mark)
    return marks.withdraws_id.is_(None), ~exists().where(later.withdraws_id == marks.id)


def newest_mark_id(attempt_id: Any, slot: Any) -> Any:
    """Return the id of the mark that counts for a slot, as a subquery for other queries."""
    marks, runs = aliased(Mark), aliased(MarkingRun)
    return (
        select(func.max(marks.id))
        .outerjoin(runs, marks.run_id == runs.id)
        .where(marks.attempt_id == attempt_id, marks.slot == slot)
        .where(runs.undone_at.is_(None), *_stands(marks))
        .scalar_subquery()
    )


def newest_revision(attempt_id: Any, slot: Any) -> Any:
    """Return the revision that is a slot's answer, as a subquery; null where there is none."""
    responses = aliased(Response)
    return (
        select(func.max(responses.revision))
        .where(responses.attempt_id == attempt_id, responses.slot == slot)
        .scalar_subquery()
    )


for _frozen in (Response, SetAside, Mark, ServedSlot, HintTaken):
    event.listen(_frozen, "before_update", refuse_change)
    event.listen(_frozen, "before_delete", refuse_change)
