"""The guard of a save: the one INSERT that looks for itself whether the answer may go in.

Put together once, for each database; what it takes is in `saving`.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Executable,
    Select,
    String,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from quizapp.models import Attempt, Check, Pause, Response, ServedSlot, SignInSession
from quizapp.models.base import Instant

_SERVED = ServedSlot.__table__
_ATTEMPTS = Attempt.__table__
_RESPONSES = Response.__table__
_SESSIONS = SignInSession.__table__
_CHECKS = Check.__table__
_PAUSES = Pause.__table__

_newest = (
    select(func.coalesce(func.max(_RESPONSES.c.revision), 0))
    .where(
        _RESPONSES.c.attempt_id == bindparam("attempt"), _RESPONSES.c.slot == bindparam("slot_no")
    )
    .scalar_subquery()
)
# Its answer was told. A check under way is not seen here, but it takes the revision: see checking.
_is_closed = (
    select(literal_column("1"))
    .where(
        _CHECKS.c.attempt_id == bindparam("attempt"),
        _CHECKS.c.slot == bindparam("slot_no"),
        _CHECKS.c.is_last,
    )
    .exists()
)
# Who saves an answer is not resting: else the clock would stand while they go on in another tab.
_is_paused = (
    select(literal_column("1"))
    .where(_PAUSES.c.attempt_id == bindparam("attempt"), _PAUSES.c.ended_at.is_(None))
    .exists()
)
# Signed in, owned, open, in time, the question that was served, the revision that was seen: all in
# the guard. FOR UPDATE makes PostgreSQL wait for a submission under way; SQLite has locked already.
_row = (
    select(
        _SERVED.c.attempt_id,
        _SERVED.c.number,
        bindparam("base") + literal_column("1"),
        bindparam("op", type_=String),
        bindparam("new_value", type_=JSON(none_as_null=True)),
        bindparam("now", type_=Instant),
    )
    .join_from(_SERVED, _ATTEMPTS, _SERVED.c.attempt_id == _ATTEMPTS.c.id)
    .where(
        _SERVED.c.attempt_id == bindparam("attempt"),
        _SERVED.c.number == bindparam("slot_no"),
        _SERVED.c.question_version_id == bindparam("version"),
        _ATTEMPTS.c.student_id == bindparam("student"),
        _ATTEMPTS.c.state == "open",
        or_(_ATTEMPTS.c.due_at.is_(None), _ATTEMPTS.c.due_at >= bindparam("latest", type_=Instant)),
        _newest == bindparam("base"),
        ~_is_closed,
        ~_is_paused,
    )
    .with_for_update(of=_ATTEMPTS, key_share=True)
)
_holds = (
    select(literal_column("1"))
    .where(
        _SESSIONS.c.token_sha256 == bindparam("session"),
        _SESSIONS.c.user_id == bindparam("student"),
        _SESSIONS.c.expires_at > bindparam("now", type_=Instant),
    )
    .exists()
)
_COLUMNS = ["attempt_id", "slot", "revision", "operation", "value", "saved_at"]


def _guarded_save(row: Select[Any]) -> dict[str, Executable]:
    """Return the statement for each database."""
    # Two saves at once may both pass the guard; the keys let one of them in, and the other
    # inserts nothing, without an error that would end PostgreSQL's transaction.
    lite, post = sqlite.insert(Response), postgresql.insert(Response)
    due_at = select(_ATTEMPTS.c.due_at).where(_ATTEMPTS.c.id == bindparam("attempt"))
    both = {
        "sqlite": lite.from_select(_COLUMNS, row).on_conflict_do_nothing(),
        "postgresql": post.from_select(_COLUMNS, row).on_conflict_do_nothing(),
    }
    return {name: made.returning(due_at.scalar_subquery()) for name, made in both.items()}


# The second where nobody has looked yet whether the session still holds.
GUARDED_SAVE, GUARDED_SAVE_AND_SESSION = _guarded_save(_row), _guarded_save(_row.where(_holds))
SESSION_HOLDS = select(_holds)
