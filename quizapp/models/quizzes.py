"""Quizzes, and the classes they are given to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.models.base import Base, key, to
from quizapp.models.classes import Class
from quizapp.models.privacy import SITE, labels
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

    class_: Mapped[Class] = relationship()
    quiz: Mapped[Quiz] = relationship()

    __table_args__ = (
        UniqueConstraint("class_id", "quiz_id"),
        CheckConstraint("title <> ''", name="title"),
    )
