"""One's own account: what others call one, and where one is signed in."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.models import SignInSession, User


class OpenSession(NamedTuple):
    """A browser where somebody is signed in; `key` names it on pages and opens nothing."""

    key: str
    browser: str
    since: datetime
    is_this: bool


def session_key(token_sha256: str) -> str:
    """Return what names a session on a page: nothing of what the table knows it by."""
    return hashlib.sha256(f"session {token_sha256}".encode()).hexdigest()[:32]


def open_sessions(
    session: Session, person_id: int, this_sha256: str, now: datetime
) -> list[OpenSession]:
    """Return where this person is signed in: this browser first, then the newest."""
    rows = session.scalars(
        select(SignInSession)
        .where(SignInSession.user_id == person_id, SignInSession.expires_at > now)
        .order_by(SignInSession.created_at.desc())
    )
    found = [
        OpenSession(
            session_key(row.token_sha256),
            row.browser or "a browser",
            row.created_at,
            row.token_sha256 == this_sha256,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_this)


def find_own_session(session: Session, person_id: int, key: str) -> SignInSession | None:
    """Return this person's session that a page names so; nobody else's is looked at."""
    own = session.scalars(select(SignInSession).where(SignInSession.user_id == person_id))
    return next((row for row in own if session_key(row.token_sha256) == key), None)


def end_session(session: Session, ended: SignInSession, now: datetime) -> None:
    """Sign a browser out."""
    session.delete(ended)
    deed = Deed(ended.user_id, "sessions_ended", "user", ended.user_id, ended.user_id)
    record(session, deed, now)


def end_other_sessions(session: Session, person_id: int, this_sha256: str, now: datetime) -> None:
    """Sign a person out everywhere but at this browser."""
    session.execute(
        delete(SignInSession).where(
            SignInSession.user_id == person_id, SignInSession.token_sha256 != this_sha256
        )
    )
    record(session, Deed(person_id, "sessions_ended", "user", person_id, person_id), now)


def save_profile(session: Session, person: User, name: str, language: str) -> None:
    """Keep what others call this person, and the language of their pages."""
    person.name = name.strip()
    person.language = language or None
    session.flush()
