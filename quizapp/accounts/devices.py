"""Browsers that somebody has signed in at before: guesses elsewhere do not slow these down."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from quizapp.accounts.actions import token_sha256
from quizapp.models import KnownDevice

DEVICE_DAYS = 365  # how long a browser is known after somebody last signed in there


def is_known(session: Session, token: str, person_id: int, now: datetime) -> bool:
    """Has this person signed in before at the browser that holds `token`?"""
    since = now - timedelta(days=DEVICE_DAYS)
    known = select(KnownDevice.user_id).where(
        KnownDevice.token_sha256 == token_sha256(token),
        KnownDevice.user_id == person_id,
        KnownDevice.seen_at > since,
    )
    return session.scalar(known) is not None


def remember(session: Session, token: str, person_id: int, now: datetime) -> None:
    """Note that this person has signed in at the browser that holds `token`."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert: Any = sqlite.insert if is_sqlite else postgresql.insert
    session.execute(
        insert(KnownDevice)
        .values(token_sha256=token_sha256(token), user_id=person_id, seen_at=now)
        .on_conflict_do_update(index_elements=["token_sha256", "user_id"], set_={"seen_at": now})
    )
