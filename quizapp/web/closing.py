"""Before a page is drawn: what time has ended is handed in, so that every page says the same."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, Executable

from quizapp import db
from quizapp.taking import deadlines

# Marks the one kind of write that opening a page may do; tests/visitor.py refuses any other.
CLOSES = "quizapp_closes"


def close_what_is_over(
    engine: Engine, which: Executable = deadlines.OVER, person_id: int | None = None
) -> int:
    """Hand in attempts whose deadline and grace are over; return how many.

    All there are, or by `which` of `deadlines` those of a person. Each in a transaction of its
    own, which is short: a class whose time ends at one bell is not made to wait for all of it.
    """
    now = datetime.now(UTC)
    values: dict[str, Any] = {"latest": deadlines.latest(now)}
    values |= {} if person_id is None else {"person": person_id}
    found = db.ask(engine, which, values)
    return sum(_close(engine, attempt_id, now) for (attempt_id,) in found)


def _close(engine: Engine, attempt_id: int, now: datetime) -> bool:
    with db.open_session(engine, writes=True) as session, session.begin():
        session.connection(execution_options={CLOSES: True})
        return deadlines.end(session, attempt_id, now)
