"""Quizzes, the classes they are given to, and on what terms."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Index,
    UniqueConstraint,
    event,
    false,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from quizapp.core import feedback
from quizapp.models.base import Base, key, refuse_change, to
from quizapp.models.classes import Class
from quizapp.models.people import User
from quizapp.models.privacy import DELETED, DELETED_UNSEEN, SITE, labels
from quizapp.models.questions import Question


class Quiz(Base):
    """An ordered list of slots."""

    __tablename__ = "quizzes"
    __privacy__ = labels((SITE, "id title question_set created_at"))

    id: Mapped[int] = key()
    title: Mapped[str]
    # The slug of the question set that it follows; None when a teacher put it together.
    question_set: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]

    slots: Mapped[list["Slot"]] = relationship(order_by="Slot.number")

    __table_args__ = (CheckConstraint("title <> ''", name="title"),)


class Slot(Base):
    """A place in a quiz that holds a question. Slots count from 1."""

    __tablename__ = "slots"
    __privacy__ = labels((SITE, "quiz_id number question_id"))

    quiz_id: Mapped[int] = to("quizzes.id", primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[int] = to("questions.id", index=True)

    question: Mapped[Question] = relationship()

    __table_args__ = (
        UniqueConstraint("quiz_id", "question_id"),
        CheckConstraint("number >= 1", name="number"),
    )


class Assignment(Base):
    """A quiz given to a class."""

    __tablename__ = "assignments"
    __privacy__ = labels(
        (SITE, "id class_id quiz_id title created_at show_where allows_hints"),
        (SITE, "opens_at closes_at limit_minutes cuts_at_close most_attempts most_tries feedback"),
    )

    id: Mapped[int] = key()
    class_id: Mapped[int] = to("classes.id")
    quiz_id: Mapped[int] = to("quizzes.id", index=True)
    title: Mapped[str]
    created_at: Mapped[datetime]
    # How each question asks for its evidence too, by kinds.where; '' where it does not.
    show_where: Mapped[str] = mapped_column(default="", server_default=text("''"))
    # May students ask where to look? Each hint may cost points.
    allows_hints: Mapped[bool] = mapped_column(default=False, server_default=false())
    # The window in which one may begin; None: from now on, and without an end.
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    # From the start of an attempt; None: as long as one likes.
    limit_minutes: Mapped[int | None]
    # Does the end of the window end an attempt whose limit is not over?
    cuts_at_close: Mapped[bool] = mapped_column(default=False, server_default=false())
    most_attempts: Mapped[int | None]  # None: as many as one likes
    # How often one may have a question checked while answering, where that is told.
    most_tries: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    # What is told of the answers and when, by core.feedback.
    feedback: Mapped[dict[str, list[str]]] = mapped_column(
        JSON, default=lambda: feedback.preset("homework")
    )

    class_: Mapped[Class] = relationship()
    quiz: Mapped[Quiz] = relationship()

    __table_args__ = (
        UniqueConstraint("class_id", "quiz_id"),
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("closes_at > opens_at", name="window"),
        CheckConstraint("limit_minutes BETWEEN 1 AND 10080", name="limit_minutes"),
        CheckConstraint("most_attempts BETWEEN 1 AND 1000", name="most_attempts"),
        CheckConstraint("most_tries BETWEEN 1 AND 10", name="most_tries"),
    )


class Extension(Base):
    """More time, attempts or other dates for one student, or with no student for all of a class.

    A new row replaces the one before it for the same people; the old one says what was true.
    """

    __tablename__ = "extensions"
    __privacy__ = labels(
        (DELETED, "id assignment_id student_id time_percent extra_minutes extra_attempts"),
        (DELETED, "opens_at closes_at reason granted_at"),
        (DELETED_UNSEEN, "granted_by_id"),
    )

    id: Mapped[int] = key()
    assignment_id: Mapped[int] = to("assignments.id")
    student_id: Mapped[int | None] = to("users.id", index=True)
    # Percent of the limit; None: as elsewhere.
    time_percent: Mapped[int | None]
    extra_minutes: Mapped[int] = mapped_column(default=0)
    extra_attempts: Mapped[int] = mapped_column(default=0)
    # Instead of the assignment's; None: as it has them.
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    reason: Mapped[str]
    granted_by_id: Mapped[int] = to("users.id", index=True)
    granted_at: Mapped[datetime]

    student: Mapped[User | None] = relationship(foreign_keys=[student_id])

    __table_args__ = (
        CheckConstraint("time_percent BETWEEN 100 AND 400", name="time_percent"),
        CheckConstraint("extra_minutes BETWEEN 0 AND 10080", name="extra_minutes"),
        CheckConstraint("extra_attempts BETWEEN 0 AND 1000", name="extra_attempts"),
        CheckConstraint("closes_at > opens_at", name="window"),
        Index("ix_extensions_assignment_id_student_id_id", "assignment_id", "student_id", "id"),
    )


def is_newest_extension() -> Any:
    """Return the condition that no later extension was granted to the same people."""
    later = aliased(Extension)
    return Extension.id == (
        select(func.max(later.id))
        .where(
            later.assignment_id == Extension.assignment_id,
            later.student_id.is_not_distinct_from(Extension.student_id),
        )
        .scalar_subquery()
    )


event.listen(Extension, "before_update", refuse_change)
