"""SQLite lets one write at a time: who may write says so as they begin, and waits."""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing

import pytest
from sqlalchemy import func, select, text

from quizapp import db
from quizapp.models import User
from tests.build import NOW

pytestmark = pytest.mark.database("sqlite")

A_MOMENT = 0.3  # seconds, many times what a writer takes that need not wait


def look(session):
    """Begin a session's transaction by a statement that only reads."""
    return session.scalar(select(func.count(User.id)))


def add_robin(session):
    session.add(User(name="Robin", role="guest", created_at=NOW))
    session.commit()


def write_elsewhere(engine):
    with closing(db.open_session(engine, writes=True)) as session:
        add_robin(session)


@pytest.fixture
def stranger(engine):
    """A connection that knows nothing of our turns, as another program's, and does not wait."""
    with closing(db.sqlite_driver().connect(engine.url.database, timeout=0)) as connection:
        connection.isolation_level = None
        yield connection


def test_who_may_write_keeps_other_writers_out_from_the_first_look_on(session, stranger):
    look(session)
    with pytest.raises(db.sqlite_driver().OperationalError, match="locked"):
        stranger.execute("BEGIN IMMEDIATE")
    session.rollback()
    stranger.execute("BEGIN IMMEDIATE")
    stranger.execute("ROLLBACK")


def test_a_second_writer_waits_for_the_first_and_then_writes(engine, session):
    look(session)
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(write_elsewhere, engine)
        assert not wait([second], A_MOMENT).done
        session.commit()
        second.result(timeout=10)
    assert look(session) == 1


@pytest.mark.parametrize("end", ["rollback", "close"])
def test_who_gives_up_lets_the_next_one_write(engine, session, end):
    look(session)
    getattr(session, end)()
    write_elsewhere(engine)
    assert look(session) == 1


def test_a_writer_that_broke_off_lets_the_next_one_write(engine):
    with pytest.raises(ZeroDivisionError), db.to_write(engine).begin() as connection:
        connection.execute(text("DELETE FROM users"))
        raise ZeroDivisionError
    write_elsewhere(engine)


def test_a_connection_given_up_as_broken_lets_the_next_one_write(engine, session):
    look(session)
    session.connection().invalidate()
    write_elsewhere(engine)


def test_a_thread_that_would_wait_for_itself_is_told_at_once(engine, session):
    look(session)
    with pytest.raises(db.WritesTwice):
        write_elsewhere(engine)
    session.rollback()
    write_elsewhere(engine)


def test_who_reads_keeps_nobody_out(engine, session):
    with closing(db.open_session(engine, writes=False)) as reading:
        assert look(reading) == 0
        add_robin(session)
        assert look(reading) == 0  # what it began with
    assert look(session) == 1


def test_a_single_question_keeps_nobody_out_and_sees_what_is_there_now(engine, session):
    how_many = select(func.count(User.id))
    assert db.ask(engine, how_many, {})[0] == (0,)
    add_robin(session)
    assert db.ask(engine, how_many, {})[0] == (1,)


def test_having_its_turn_one_still_waits_for_other_programs(session):
    look(session)
    assert session.scalar(text("PRAGMA busy_timeout")) == db.BUSY_TIMEOUT * 1000
