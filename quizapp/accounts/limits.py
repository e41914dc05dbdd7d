"""Limits: how often somebody may try, counted in the database for all workers together.

A limit slows down and never locks out. What is right is not counted, but for lists of
students; and nothing is counted by address: a whole school may stand behind one.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Case, and_, case, delete, literal, null, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from quizapp.models import Tally
from quizapp.models.base import Instant

KEPT = timedelta(days=1)  # every window and wait of ours is over by then


class Rule(NamedTuple):
    """How many failures are free, for how long they count, and how long one then waits.

    The last free failure brings the first of `waits`; the last of them is the longest. All
    is forgiven when nobody failed for `window`, or for `rest` after the wait was over.
    """

    name: str
    free: int
    window: timedelta
    waits: tuple[timedelta, ...]
    rest: timedelta = timedelta(0)


def _growing(longest: int) -> tuple[timedelta, ...]:
    """Return waits of 1, 2, 4 … seconds up to the longest."""
    seconds = [2**power for power in range(16) if 2**power < longest]
    return tuple(timedelta(seconds=number) for number in [*seconds, longest])


_QUARTER = timedelta(minutes=15)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
# Sign-in: of an account; and of an account at a browser that it has signed in at before.
SIGN_IN = Rule("sign-in", 10, _QUARTER, _growing(60), _QUARTER)
SIGN_IN_DEVICE = SIGN_IN._replace(name="device")
JOIN = Rule("join", 10, _MINUTE, (_MINUTE,))  # of a person
RESET = Rule("reset", 5, _HOUR, (_HOUR,))  # of an account
IMPORT = Rule("import", 20, _HOUR, (_HOUR,))  # of a teacher: lists that went in


class Counted(NamedTuple):
    """A failure that was counted: which one it is, and until when nothing more is tried."""

    failures: int
    wait_until: datetime | None


def _key(subject: str, rule: Rule) -> str:
    """Return what stands in the table: no sign-in name can be read there."""
    return f"{rule.name}:{hashlib.sha256(subject.encode()).hexdigest()}"


def try_again_at(session: Session, subject: str, now: datetime, rule: Rule) -> datetime | None:
    """Return when `subject` may try again, or None when now will do."""
    wait_until = session.scalar(
        select(Tally.wait_until).where(Tally.subject == _key(subject, rule))
    )
    return wait_until if wait_until and wait_until > now else None


def count_failure(session: Session, subject: str, now: datetime, rule: Rule) -> Counted:
    """Count one more failure of `subject`, and say from when it may try again.

    One statement, so that two workers that count at once count two.
    """
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert: Any = sqlite.insert if is_sqlite else postgresql.insert
    is_over = or_(
        and_(Tally.wait_until.is_(None), Tally.since <= now - rule.window),
        Tally.wait_until <= now - rule.rest,
    )
    statement = (
        insert(Tally)
        .values(subject=_key(subject, rule), count=1, since=now)
        .on_conflict_do_update(
            index_elements=["subject"],
            set_={
                "count": case((is_over, 1), else_=Tally.count + 1),
                "since": case((is_over, literal(now, Instant)), else_=Tally.since),
                "wait_until": case((is_over, null()), else_=_wait_until(now, rule)),
            },
        )
        .returning(Tally.count, Tally.wait_until)
    )
    return Counted(*session.execute(statement).one())


def _wait_until(now: datetime, rule: Rule) -> Case[datetime]:
    """Return until when one waits after one more failure than the row has."""
    number = Tally.count + 1
    waits = enumerate(rule.waits[:-1], start=rule.free)
    return case(
        (number < rule.free, null()),
        *((number == failure, literal(now + wait, Instant)) for failure, wait in waits),
        else_=literal(now + rule.waits[-1], Instant),
    )


def forget(session: Session, subject: str, rule: Rule) -> None:
    """Forget the failures of `subject`: it got in."""
    session.execute(delete(Tally).where(Tally.subject == _key(subject, rule)))
