"""People, and how they are known while signed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.core.permissions import ROLES
from quizapp.models.base import Base, key, to
from quizapp.models.privacy import (
    CLEARED,
    CLEARED_SECRET,
    DELETED,
    DELETED_UNSEEN,
    FACT,
    REPLACED,
    SECRET,
    labels,
)

LINK_PURPOSES = ("first_teacher", "new_password")


def one_of(column: str, values: tuple[str, ...]) -> str:
    """Return the SQL of a check that `column` holds one of `values`."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class User(Base):
    """A person. A guest has a name at most; everybody else signs in by a login."""

    __tablename__ = "users"
    __privacy__ = labels(
        (FACT, "id role created_at erasure_asked_at"),
        (REPLACED, "name login disabled_at erased_at"),
        (CLEARED, "reading_settings email language"),
        (CLEARED_SECRET, "password_hash"),
    )

    id: Mapped[int] = key()
    name: Mapped[str]
    role: Mapped[str]
    # Folded to lower case, so that Alice and alice are one.
    login: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    # How they like the text set, by core.reader_settings; None until they choose.
    reading_settings: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]
    # Of staff, for a link to a new password; of a student there is none.
    email: Mapped[str | None]
    language: Mapped[str | None]  # BCP 47; None as the site has it
    # Signs in no more, and whoever was signed in as them is not; their work stays.
    disabled_at: Mapped[datetime | None]
    # They asked to be forgotten; a teacher or administrator decides.
    erasure_asked_at: Mapped[datetime | None]
    # The person is forgotten: this row only holds their marks together.
    erased_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(one_of("role", ROLES), name="role"),
        CheckConstraint("(role = 'guest') = (login IS NULL)", name="guests_have_no_login"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("email <> ''", name="email"),
        CheckConstraint("erased_at IS NULL OR disabled_at IS NOT NULL", name="erased_is_disabled"),
    )


class SignInSession(Base):
    """What the server keeps of one browser; the browser has only a random token.

    Not a student's work, so it goes with its person and is purged when it has expired.
    """

    __tablename__ = "sessions"
    __privacy__ = labels(
        (DELETED, "user_id created_at expires_at browser"),
        (DELETED_UNSEEN, "data"),
        (SECRET, "token_sha256"),
    )

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = to("users.id", index=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    # The browser in a few words, so that its owner knows it again: "Firefox on Android".
    browser: Mapped[str | None]


class OneTimeLink(Base):
    """A link that does one thing once. Only the hash of its token is kept."""

    __tablename__ = "one_time_links"
    __privacy__ = labels(
        (DELETED, "purpose user_id created_at expires_at used_at"),
        (SECRET, "token_sha256"),
    )

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    # Whose new password it is for.
    user_id: Mapped[int | None] = to("users.id", index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(one_of("purpose", LINK_PURPOSES), name="purpose"),
        CheckConstraint("(purpose = 'new_password') = (user_id IS NOT NULL)", name="user_id"),
    )


class SignInCard(Base):
    """A printed card with four words that sign a student in once, to choose a password."""

    __tablename__ = "sign_in_cards"
    __privacy__ = labels(
        (DELETED, "user_id made_at expires_at"),
        (DELETED_UNSEEN, "made_by_id"),
        (SECRET, "words_hash"),
    )

    # One card a student: printing a new one makes the old one void.
    user_id: Mapped[int] = to("users.id", primary_key=True)
    words_hash: Mapped[str]  # argon2id, as a password: four words are few enough to try
    made_by_id: Mapped[int] = to("users.id", index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class KnownDevice(Base):
    """A browser that somebody has signed in at before: guesses elsewhere never slow it down."""

    __tablename__ = "known_devices"
    __privacy__ = labels((DELETED, "user_id seen_at"), (SECRET, "token_sha256"))

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = to("users.id", primary_key=True, index=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class Tally(Base):
    """How often something that is limited was tried lately, counted for all workers."""

    __tablename__ = "tallies"
    __privacy__ = labels((DELETED_UNSEEN, "subject count since wait_until"))

    # What and whose: "sign-in:" and the hash of a login, "join:" and of a person.
    subject: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime]
    # Nothing more is tried before; None while there is no hurry.
    wait_until: Mapped[datetime | None]

    __table_args__ = (CheckConstraint("count >= 1", name="count"),)
