"""The bare floor of a sitting: Flask and SQLAlchemy Core, as many requests and commits as ours.

Passwords at the app's own cost; no sessions looked up, no templates, no marking, no history.
"""

import os
import secrets
from typing import Any

import flask
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    insert,
    select,
    update,
)

from bench.floor import TABLE as ANSWERS
from bench.floor import upsert
from quizapp import db
from quizapp.accounts.passwords import is_right

METADATA = MetaData()
PEOPLE = Table(
    "floor_people",
    METADATA,
    Column("login", String, primary_key=True),
    Column("password_hash", String),
)
SESSIONS = Table(
    "floor_sessions", METADATA, Column("token", String, primary_key=True), Column("data", String)
)
ATTEMPTS = Table(
    "floor_attempts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("state", String),
)
_HASH = select(PEOPLE.c.password_hash)
_FORM = '<form method="post"><input type="hidden" name="csrf_token" value="floor"></form>'
_FIELDS = "".join(
    f"<input type=hidden name=s{slot}-version value={slot}><input type=text name=s{slot}-text>"
    for slot in range(1, 11)
)


class Floor:
    """What the routes do with the database."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.writing = engine, db.to_write(engine)

    def new_session(self) -> str:
        """Keep a session; one commit."""
        token = secrets.token_urlsafe(32)
        self.write(insert(SESSIONS).values(token=token, data=""))
        return token

    def write(self, *statements: Any) -> None:
        """Write in one commit."""
        with self.writing.begin() as connection:
            for statement in statements:
                connection.execute(statement)

    def ask(self, question: Any) -> list[Any]:
        """Return the rows of one question."""
        return list(db.ask(self.engine, question, {}))


def create_floor() -> flask.Flask:
    """Return the floor on the database of QUIZAPP_DATABASE_URL, under the app's own rules."""
    app = flask.Flask(__name__)
    floor = Floor(db.make_engine(os.environ["QUIZAPP_DATABASE_URL"]))
    _add_beginning(app, floor)
    _add_sitting(app, floor)
    _add_end(app, floor)
    return app


def _add_beginning(app: flask.Flask, floor: Floor) -> None:
    @app.get("/sign-in")
    def sign_in() -> Any:
        response = flask.make_response(_FORM)
        response.set_cookie("floor", floor.new_session())
        return response

    @app.post("/sign-in")
    def sign_in_now() -> Any:
        form = flask.request.form
        rows = floor.ask(_HASH.where(PEOPLE.c.login == form["login"]))
        if not rows or not is_right(rows[0][0], form["password"]):
            flask.abort(422)
        floor.write(insert(SESSIONS).values(token=secrets.token_urlsafe(32), data="device"))
        response = flask.redirect(form["next"], 303)
        response.set_cookie("floor", floor.new_session())
        return response

    @app.get("/assignments/<int:assignment>")
    def cover(assignment: int) -> str:
        mine = SESSIONS.c.token == flask.request.cookies["floor"]
        floor.write(update(SESSIONS).where(mine).values(data="a token for forms"))
        return _FORM

    @app.post("/assignments/<int:assignment>")
    def start(assignment: int) -> Any:
        with floor.writing.begin() as connection:
            begun = connection.execute(insert(ATTEMPTS).values(state="open"))
            (attempt,) = begun.inserted_primary_key or ()
        return flask.redirect(f"/attempts/{attempt}", 303)


def _add_sitting(app: flask.Flask, floor: Floor) -> None:
    save = upsert(floor.engine.dialect.name)

    @app.get("/attempts/<int:attempt>")
    def questions(attempt: int) -> str:
        _answers(floor, attempt)
        return _FORM + _FIELDS

    @app.put("/attempts/<int:attempt>/slots/<int:slot>")
    def put(attempt: int, slot: int) -> dict[str, int]:
        value = str(flask.request.get_json()["value"])
        with floor.writing.begin() as connection:
            connection.execute(save, {"attempt": attempt, "slot": slot, "value": value})
        return {"rev": 1}


def _add_end(app: flask.Flask, floor: Floor) -> None:
    @app.post("/attempts/<int:attempt>/submit")
    def submit(attempt: int) -> Any:
        floor.write(update(ATTEMPTS).where(ATTEMPTS.c.id == attempt).values(state="submitted"))
        return flask.redirect(f"/attempts/{attempt}/receipt", 303)

    @app.get("/attempts/<int:attempt>/receipt")
    def receipt(attempt: int) -> str:
        return _answers(floor, attempt)

    @app.get("/attempts/<int:attempt>/review")
    def review(attempt: int) -> str:
        return _answers(floor, attempt)


def _answers(floor: Floor, attempt: int) -> str:
    rows = floor.ask(select(ANSWERS).where(ANSWERS.c.attempt == attempt))
    return "".join(f"<p>{row.slot}: {row.value}</p>" for row in rows)
