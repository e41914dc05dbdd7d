"""The doors that a machine of sittings goes through, and a look at the tables behind them."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

import flask
from flask_wtf.csrf import generate_csrf
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.models import (
    Assignment,
    Attempt,
    Extension,
    Mark,
    Pause,
    Response,
    ServedSlot,
    SetAside,
    SignInSession,
)
from quizapp.web import sessions
from tests import build

_OF = bindparam("attempt")
_ATTEMPT = select(
    Attempt.state,
    Attempt.due_at,
    Attempt.submitted_at,
    Attempt.ended_by,
    Attempt.answers_sha256,
    Attempt.started_at,
).where(Attempt.id == _OF)
_ANSWERS = (
    select(Response.slot, Response.revision, Response.operation, Response.value, Response.saved_at)
    .where(Response.attempt_id == _OF)
    .order_by(Response.slot, Response.revision)
)
_ASIDE = (
    select(
        SetAside.operation, SetAside.slot, SetAside.base_revision, SetAside.value, SetAside.reason
    )
    .where(SetAside.attempt_id == _OF)
    .order_by(SetAside.id)
)
_MARKS = (
    select(Mark.slot, Mark.revision, Mark.points, Mark.marked_at)
    .where(Mark.attempt_id == _OF)
    .order_by(Mark.slot, Mark.id)
)
_PAUSES = select(Pause.paused_at, Pause.seconds_left).where(
    Pause.attempt_id == _OF, Pause.ended_at.is_(None)
)
_SERVED = select(ServedSlot.number, ServedSlot.question_version_id).where(
    ServedSlot.attempt_id == _OF
)


WORDS = {"true": "True", "false": "False", "not_said": "The passage does not say"}
KEYS = {
    "first": build.LAMP_SET,
    "other": build.LAMP_SET.replace("- ACCEPT-CANARY company", "- fishers"),
}


class Tables(NamedTuple):
    """All that the tables say of an attempt."""

    attempt: Any
    answers: list[Any]
    aside: list[Any]
    marks: list[Any]
    pauses: list[Any]  # that last


class Browser:
    """A browser without a window: one cookie, and as many tabs as one likes."""

    def __init__(self, app, person_id: int) -> None:
        self.app, self.person_id = app, person_id
        self.client = app.test_client()
        self.token = ""
        self.sign_in()

    def sign_in(self) -> None:
        """Be signed in anew, without the pages that it takes: they would hand in what is over."""
        with self.app.test_request_context():
            sessions.sign_in(self.person_id)
            self.token = generate_csrf()
            self.app.process_response(flask.Response())
            self.client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], flask.session.token)

    def put(self, path: str, body: dict[str, Any]) -> Any:
        """Send JSON as the page's script does."""
        return self.client.put(path, json=body, headers={"X-CSRFToken": self.token})

    def post(self, path: str, fields: dict[str, Any] | None = None) -> Any:
        """Send a form, and follow nowhere."""
        return self.client.post(path, data={**(fields or {}), "csrf_token": self.token})

    def get(self, path: str) -> Any:
        """Open a page, and follow nowhere."""
        return self.client.get(path)


class World:
    """A school in which many attempts are sat, one after the other, and what happens around."""

    def __init__(self, app, school: build.School, clock) -> None:
        self.engine, self.clock = app.extensions["quizapp.engine"], clock
        self.assignment = school.assignment.id
        self.ids = {name: person.id for name, person in school.people.items()}
        names = ("alice", "bob", "carol")
        self.alice, self.bob, self.carol = (Browser(app, self.ids[name]) for name in names)
        self.key = "first"
        with self.write() as session:  # the others are there whatever the clock says
            for_ever = datetime(2100, 1, 1, tzinfo=UTC)
            session.execute(update(SignInSession).values(expires_at=for_ever))

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Write past every page, in a transaction."""
        with db.open_session(self.engine, writes=True) as session, session.begin():
            yield session

    def reset(self, now: datetime, limit: int | None, key: str) -> None:
        """Have nothing left of the attempt before, and the quiz as it is to be begun."""
        self.clock.move_to(now)
        self.bob.sign_in()
        over = {"state": "submitted", "submitted_at": now, "ended_by": "time"}
        with self.write() as session:
            session.execute(
                update(Attempt).where(Attempt.state == "open").values(**over, answers_sha256="")
            )
            session.execute(delete(Extension))
        self.set_limit(limit)
        self.mend_key(key)

    def set_limit(self, minutes: int | None) -> None:
        """Change the terms of the quiz."""
        with self.write() as session:
            session.get_one(Assignment, self.assignment).limit_minutes = minutes

    def mend_key(self, key: str) -> None:
        """Change a question of the quiz."""
        if key != self.key:
            with self.write() as session:
                build.lamp_set(session, KEYS[key])
            self.key = key

    def grant(self, whose: str, percent: int, minutes: int) -> None:
        """Grant time to bob, or to his class, at the page for it."""
        student = self.ids["bob"] if whose == "student" else 0
        fields = {"student": student, "time_percent": percent, "extra_minutes": minutes}
        path = f"/teach/assignments/{self.assignment}/time"
        answer = self.alice.post(path, {**fields, "reason": "the bell rang"})
        assert answer.status_code == 303, answer.text

    def end_session(self) -> None:
        """Sign bob out everywhere, behind his back."""
        with self.write() as session:
            of_bob = SignInSession.user_id == self.ids["bob"]
            session.execute(delete(SignInSession).where(of_bob))

    def served(self, attempt_id: int) -> dict[int, int]:
        """Return the question version of each slot of an attempt."""
        rows = db.ask(self.engine, _SERVED, {"attempt": attempt_id})
        return {row.number: row.question_version_id for row in rows}

    def look_behind(self, attempt_id: int) -> Tables:
        """Return what the tables say of an attempt, past every page."""
        found = [
            list(db.ask(self.engine, question, {"attempt": attempt_id}))
            for question in (_ATTEMPT, _ANSWERS, _ASIDE, _MARKS, _PAUSES)
        ]
        return Tables(found[0][0], *found[1:])


_FIELD = re.compile(r'name=s(\d+)-(revision|text|answer) value=("[^"]*"|[^ >]*)( checked)?')


def shown_on(page: str) -> dict[int, dict[str, str]]:
    """Return by slot the revision that a page was drawn with, and the answer that it shows."""
    found: dict[int, dict[str, str]] = {}
    for slot, name, value, is_checked in _FIELD.findall(page):
        if name != "answer" or is_checked:
            found.setdefault(int(slot), {})[name] = html.unescape(value.strip('"'))
    return found


def words_of(page: str) -> str:
    """Return a page as one reads it, roughly: its marks in letters again."""
    return html.unescape(page)
