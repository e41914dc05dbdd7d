"""Who did what that somebody may ask about later."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.models.base import Base, Big, key, refuse_change, to
from quizapp.models.people import User
from quizapp.models.privacy import FACT, OTHER, TRACE, labels


class AuditEvent(Base):
    """One thing that was done. Never changed: the database refuses it too."""

    __tablename__ = "audit_events"
    __privacy__ = labels(
        (FACT, "id subject subject_id"),
        (TRACE, "at actor_id action person_id"),
        (OTHER, "details"),
    )

    id: Mapped[int] = key()
    at: Mapped[datetime] = mapped_column(index=True)
    # None: the command line, or nobody who was signed in.
    actor_id: Mapped[int | None] = to("users.id", index=True)
    # What was done, by core.audit: "scores exported", "key seen".
    action: Mapped[str]
    # To what: "assignment" and its id; to whom, when it is about one person.
    subject: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(Big)
    person_id: Mapped[int | None] = to("users.id", index=True)
    # No answer, no password, no name: numbers, words of ours and the reason that was given.
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    actor: Mapped[User | None] = relationship(foreign_keys=[actor_id])
    person: Mapped[User | None] = relationship(foreign_keys=[person_id])

    __table_args__ = (CheckConstraint("action <> '' AND subject <> ''", name="action"),)


class Inspection(Base):
    """An administrator's leave, for a reason and a while, to look at a class's answers."""

    __tablename__ = "inspections"
    __privacy__ = labels(
        (FACT, "id class_id"),
        (TRACE, "administrator_id reason opened_at ends_at"),
    )

    id: Mapped[int] = key()
    administrator_id: Mapped[int] = to("users.id", index=True)
    class_id: Mapped[int] = to("classes.id", index=True)
    reason: Mapped[str]
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)


for _hook in ("before_update", "before_delete"):
    event.listen(AuditEvent, _hook, refuse_change)
