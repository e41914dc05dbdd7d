"""What answers earned: marks, and marking again."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    and_,
    event,
    exists,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from quizapp.models.base import Base, Big, key, refuse_change, to
from quizapp.models.people import one_of
from quizapp.models.privacy import CLEARED, FACT, OTHER, SITE, TRACE, WORK, labels

MARKERS = ("key", "teacher", "regrade")
DECISIONS = ("upheld", "declined")


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


class Challenge(Base):
    """A student doubts a mark, and shows the place in the passage that supports their answer.

    One a mark. What comes of it is decided with the results; until then `decided_at` is null.
    """

    __tablename__ = "challenges"
    __privacy__ = labels(
        (FACT, "id attempt_id slot mark_id article_version_id span_start span_end"),
        (WORK, "quote made_at decision reply decided_at"),
        (CLEARED, "reason"),
        (OTHER, "decided_by_id"),
    )

    id: Mapped[int] = key()
    attempt_id: Mapped[int] = mapped_column(Big)
    slot: Mapped[int]
    mark_id: Mapped[int] = to("marks.id", unique=True)
    article_version_id: Mapped[int] = to("article_versions.id", index=True)
    # In code points of the version's canonical text.
    span_start: Mapped[int]
    span_end: Mapped[int]
    quote: Mapped[str]
    reason: Mapped[str | None]  # None once its writer is forgotten
    made_at: Mapped[datetime]
    decision: Mapped[str | None]
    reply: Mapped[str | None]
    decided_by_id: Mapped[int | None] = to("users.id", index=True)
    decided_at: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            ondelete="RESTRICT",
        ),
        CheckConstraint("0 <= span_start AND span_start < span_end", name="span"),
        CheckConstraint(one_of("decision", DECISIONS), name="decision"),
        CheckConstraint(
            "(decided_at IS NULL) = (decision IS NULL) "
            "AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name="decided",
        ),
        Index("ix_challenges_attempt_id_slot", "attempt_id", "slot"),
    )


# To make an alias takes longer than most statements that use one.
_alias = cache(aliased)


@cache
def counts() -> ColumnElement[bool]:
    """Return the condition that a mark was not taken back, and came by no run that was undone."""
    undone = select(MarkingRun.id).where(MarkingRun.undone_at.is_not(None))
    return and_(or_(Mark.run_id.is_(None), Mark.run_id.not_in(undone)), *_stands(Mark))


def _stands(marks: Any) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a mark takes none back, and that none takes it back."""
    later = _alias(Mark, name="later_marks")
    return marks.withdraws_id.is_(None), ~exists().where(later.withdraws_id == marks.id)


def newest_mark_id(attempt_id: Any, slot: Any) -> Any:
    """Return the id of the mark that counts for a slot, as a subquery for other queries."""
    marks, runs = _alias(Mark, name="newer_marks"), _alias(MarkingRun, name="their_runs")
    return (
        select(func.max(marks.id))
        .outerjoin(runs, marks.run_id == runs.id)
        .where(marks.attempt_id == attempt_id, marks.slot == slot)
        .where(runs.undone_at.is_(None), *_stands(marks))
        .scalar_subquery()
    )


for _event in ("before_update", "before_delete"):
    event.listen(Mark, _event, refuse_change)
