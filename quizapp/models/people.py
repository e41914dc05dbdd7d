"""People, their classes, and how they are known while signed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.core.permissions import ROLES
from quizapp.models.base import Base, key, to


def one_of(column: str, values: tuple[str, ...]) -> str:
    """Return the SQL of a check that `column` holds one of `values`."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class User(Base):
    """A person. A guest has a name at most; everybody else signs in by a login."""

    __tablename__ = "users"

    id: Mapped[int] = key()
    name: Mapped[str]
    role: Mapped[str]
    # Folded to lower case, so that Alice and alice are one.
    login: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    # How they like the text set, by core.reader_settings; None until they choose.
    reading_settings: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(one_of("role", ROLES), name="role"),
        CheckConstraint("(role = 'guest') = (login IS NULL)", name="guests_have_no_login"),
        CheckConstraint("name <> ''", name="name"),
    )


class Class(Base):
    """A group of students with its teachers and its time zone."""

    __tablename__ = "classes"

    id: Mapped[int] = key()
    name: Mapped[str]
    zone: Mapped[str] = mapped_column(default="UTC")  # an IANA name
    # The one class that anybody may join as a guest.
    is_practice: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        Index(
            "uq_classes_one_practice",
            "is_practice",
            unique=True,
            sqlite_where=text("is_practice"),
            postgresql_where=text("is_practice"),
        ),
    )


MEMBER_ROLES = ("student", "teacher")


class Member(Base):
    """A person's place in a class; one may teach here and study there."""

    __tablename__ = "members"

    class_id: Mapped[int] = to("classes.id", primary_key=True)
    user_id: Mapped[int] = to("users.id", primary_key=True, index=True)
    role: Mapped[str]
    joined_at: Mapped[datetime]

    user: Mapped[User] = relationship()
    class_: Mapped[Class] = relationship()

    __table_args__ = (CheckConstraint(one_of("role", MEMBER_ROLES), name="role"),)


class SignInSession(Base):
    """What the server keeps of one browser; the browser has only a random token.

    Not a student's work, so it goes with its person and is purged when it has expired.
    """

    __tablename__ = "sessions"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = to("users.id", index=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class OneTimeLink(Base):
    """A link that does one thing once. Only the hash of its token is kept."""

    __tablename__ = "one_time_links"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (CheckConstraint(one_of("purpose", ("first_teacher",)), name="purpose"),)
