"""Classes: who learns together, who teaches them, and what each is granted."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.models.base import Base, Big, key, to
from quizapp.models.people import User, one_of
from quizapp.models.privacy import (
    CLEARED,
    DELETED,
    DELETED_UNSEEN,
    FACT,
    OPENS_A_CLASS,
    REPLACED,
    SITE,
    labels,
)


class Class(Base):
    """A group of students with its teachers and its time zone."""

    __tablename__ = "classes"
    __privacy__ = labels(
        (SITE, "id name zone language is_practice created_at join_ends_at asks_teacher closed_at"),
        (OPENS_A_CLASS, "join_code join_token"),
    )

    id: Mapped[int] = key()
    name: Mapped[str]
    zone: Mapped[str] = mapped_column(default="UTC")  # an IANA name
    language: Mapped[str] = mapped_column(default="en", server_default="en")  # BCP 47
    # The one class that anybody may join as a guest.
    is_practice: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    # Eight letters to type; joining by them ends with `join_ends_at`, and None is closed.
    join_code: Mapped[str | None] = mapped_column(unique=True)
    # What the QR code's address holds. It opens the class and nothing else, and a teacher
    # shows it again and again, so it is kept as it is.
    join_token: Mapped[str | None] = mapped_column(unique=True)
    join_ends_at: Mapped[datetime | None]
    # Whoever joins by code waits until a teacher says yes.
    asks_teacher: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Put away at the end of the year: nobody joins, nothing is given, everything can be read.
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        Index(
            "uq_classes_one_practice",
            "is_practice",
            unique=True,
            sqlite_where=text("is_practice"),
            postgresql_where=text("is_practice"),
        ),
        CheckConstraint(
            "(join_code IS NULL) = (join_token IS NULL) "
            "AND (join_code IS NULL) = (join_ends_at IS NULL)",
            name="join_code",
        ),
    )


# A teacher owns the class; a co-teacher does all but share and close it; a reader looks.
MEMBER_ROLES = ("student", "teacher", "co_teacher", "reader")
# Who left comes back with their work; who waits has asked to join.
MEMBER_STATES = ("here", "waiting", "left")


class Member(Base):
    """A person's place in a class; one may teach here and study there."""

    __tablename__ = "members"
    __privacy__ = labels(
        (FACT, "class_id user_id role joined_at"),
        (REPLACED, "state"),
        (CLEARED, "roster_id"),
    )

    class_id: Mapped[int] = to("classes.id", primary_key=True)
    user_id: Mapped[int] = to("users.id", primary_key=True, index=True)
    role: Mapped[str]
    joined_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="here", server_default="here")
    # The school's own number or name for the student, from the roster: the same row again is
    # the same student.
    roster_id: Mapped[str | None]

    user: Mapped[User] = relationship()
    class_: Mapped[Class] = relationship()

    __table_args__ = (
        CheckConstraint(one_of("role", MEMBER_ROLES), name="role"),
        CheckConstraint(one_of("state", MEMBER_STATES), name="state"),
        UniqueConstraint("class_id", "roster_id"),
    )


class Group(Base):
    """Some students of a class, to give something to or to look at together."""

    __tablename__ = "groups"
    __privacy__ = labels((SITE, "id class_id name"))

    id: Mapped[int] = key()
    class_id: Mapped[int] = to("classes.id")
    name: Mapped[str]

    __table_args__ = (
        UniqueConstraint("class_id", "name"),
        UniqueConstraint("id", "class_id"),
        CheckConstraint("name <> ''", name="name"),
    )


class GroupMember(Base):
    """A student's place in a group of their class."""

    __tablename__ = "group_members"
    __privacy__ = labels((DELETED, "group_id user_id class_id"))

    group_id: Mapped[int] = mapped_column(Big, primary_key=True)
    user_id: Mapped[int] = mapped_column(Big, primary_key=True)
    class_id: Mapped[int] = mapped_column(Big)

    __table_args__ = (
        ForeignKeyConstraint(
            ["group_id", "class_id"], ["groups.id", "groups.class_id"], ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(
            ["class_id", "user_id"],
            ["members.class_id", "members.user_id"],
            ondelete="RESTRICT",
        ),
        Index("ix_group_members_class_id_user_id", "class_id", "user_id"),
    )


class Accommodation(Base):
    """What a student is granted in every quiz. Without a row: nothing."""

    __tablename__ = "accommodations"
    __privacy__ = labels(
        (DELETED, "user_id time_percent granted_at"),
        (DELETED_UNSEEN, "granted_by_id"),
    )

    user_id: Mapped[int] = to("users.id", primary_key=True)
    # Percent of a quiz's time: 100 as everybody, 150 half as much again; None: no limit.
    time_percent: Mapped[int | None]
    granted_by_id: Mapped[int] = to("users.id", index=True)
    granted_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("time_percent BETWEEN 100 AND 400", name="time_percent"),)
