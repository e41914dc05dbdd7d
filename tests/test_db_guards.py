"""SQLite lets one write at a time: who may write says so as they begin, and waits."""

from contextlib import closing

import pytest
from sqlalchemy import func, select, text

from quizapp import db
from quizapp.models import User
from tests.build import NOW

pytestmark = pytest.mark.database("sqlite")


def look(session):
    """Begin a session's transaction by a statement that only reads."""
    return session.scalar(select(func.count(User.id)))


@pytest.fixture
def impatient(engine, monkeypatch):
    """A second session that may write and does not wait for the first."""
    monkeypatch.setattr(db, "BUSY_TIMEOUT", 0)
    with closing(db.open_session(engine, writes=True)) as session:
        yield session


def test_who_may_write_keeps_other_writers_out_from_the_first_look_on(session, impatient):
    look(session)
    with pytest.raises(db.sqlite_driver().OperationalError, match="locked"):
        look(impatient)


def test_who_reads_keeps_nobody_out(engine, impatient):
    with closing(db.open_session(engine, writes=False)) as reading:
        assert look(reading) == 0
        impatient.add(User(name="Robin", role="guest", created_at=NOW))
        impatient.commit()
        assert look(reading) == 0  # what it began with
    assert look(impatient) == 1


def test_having_taken_the_lock_one_waits_for_others_as_before(session):
    look(session)
    assert session.scalar(text("PRAGMA busy_timeout")) == db.BUSY_TIMEOUT * 1000
