"""The bare floor of a save: one Flask route, one SQLAlchemy Core upsert, one commit, FULL."""

import os
from typing import Any

import flask
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.dialects import postgresql, sqlite

from quizapp import db

TABLE = Table(
    "floor_answers",
    MetaData(),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("value", String),
)


def upsert(dialect: str) -> Any:
    """Return the statement that puts an answer in its place, for a database."""
    insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[dialect](TABLE)
    return insert.on_conflict_do_update(
        index_elements=["attempt", "slot"], set_={"value": insert.excluded.value}
    )


def create_floor() -> flask.Flask:
    """Return the floor on the database of QUIZAPP_DATABASE_URL, under the app's own rules."""
    app = flask.Flask(__name__)
    engine = db.make_engine(os.environ["QUIZAPP_DATABASE_URL"])
    writing, put = db.to_write(engine), upsert(engine.dialect.name)

    @app.put("/attempts/<int:attempt>/slots/<int:slot>")
    def save(attempt: int, slot: int) -> dict[str, int]:
        body = flask.request.get_json()
        with writing.begin() as connection:
            connection.execute(put, {"attempt": attempt, "slot": slot, "value": str(body["value"])})
        return {"rev": 1}

    return app
