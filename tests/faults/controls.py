"""Apps that are wrong on purpose: what the tests must find out about them, they do."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import flask
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from quizapp import db
from quizapp.app import create_app
from tests.taking.saver import begin_deferred

LATE = 0.02  # seconds between the word and the commit
_POOL = ThreadPoolExecutor(1)
_COMMITS = []


def create_early():
    """Say "saved" first, and commit a moment later."""
    app = create_app()
    db.writing = _write_later  # in this process, which serves nothing else
    answer = app.wsgi_app

    def answer_early(environ, start_response):
        while _COMMITS:
            _COMMITS.pop().result()
        return answer(environ, start_response)

    app.wsgi_app = answer_early
    return app


@contextmanager
def _write_later():
    connection = db.to_write(db.get_engine()).connect()
    try:
        yield connection
    except BaseException:
        connection.close()
        raise
    _COMMITS.append(_POOL.submit(_commit, connection))


def _commit(connection):
    time.sleep(LATE)
    connection.commit()
    connection.close()


def create_hasty():
    """Do not wait for PostgreSQL's disk."""
    app = create_app()

    @event.listens_for(app.extensions["quizapp.engine"], "connect")
    def hurry(connection, _record):
        connection.execute("SET synchronous_commit = off")
        connection.commit()

    return app


def create_unsynced():
    """Let SQLite wait for the disk only now and then."""
    app = create_app()

    @event.listens_for(app.extensions["quizapp.engine"], "connect")
    def hurry(connection, _record):
        connection.execute("PRAGMA synchronous=NORMAL")

    return app


def create_deaf():
    """Say "saved" whatever the database says."""
    return _deafened(create_app())


def _deafened(app):
    def say_saved(_fault):
        told = flask.request.get_json()
        return {"rev": told["base_rev"] + 1, "saved_at": None, "value": told["value"]}

    app.register_error_handler(DBAPIError, say_saved)
    return app


def create_deferred():
    """Begin as SQLite's driver would."""
    app = create_app()
    begin_deferred(app)
    return app


def create_small():
    """Let SQLite's file not grow while a file `full` stands beside it; no control."""
    app = create_app()
    engine = app.extensions["quizapp.engine"]
    sign = Path(engine.url.database).with_name("full")

    @event.listens_for(engine, "checkout")
    def measure(connection, _record, _proxy):
        pages = 1 if sign.exists() else 2**30
        connection.execute(f"PRAGMA max_page_count={pages}")

    return app


def create_small_and_deaf():
    """Say "saved" though the file may not grow."""
    return _deafened(create_small())


def create_telling():
    """Write down with each commit what it waits for; no control."""
    app = create_app()
    engine = app.extensions["quizapp.engine"]
    question = {
        "sqlite": "PRAGMA synchronous",
        "postgresql": "SELECT current_setting('synchronous_commit'), current_setting('fsync')",
    }[engine.dialect.name]

    @event.listens_for(engine, "commit")
    def tell(connection):
        cursor = connection.connection.cursor()
        cursor.execute(question)
        with Path(os.environ["QUIZAPP_TOLD"]).open("a") as file:
            file.write(" ".join(map(str, cursor.fetchone())) + "\n")
        cursor.close()

    return app
