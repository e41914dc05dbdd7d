"""A full disk, or no database: what is said, what still works, and what the log tells."""

import json
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import OperationalError

from quizapp import db
from quizapp.models import Response, SignInSession
from quizapp.web.outages import outage_status
from tests import build

pytestmark = pytest.mark.database("sqlite")

STORY = "I wrote this and it is mine"


@contextmanager
def obeying(engine, rule):
    """Let SQLite obey a rule on every connection until the end of the block."""

    def obey(connection, _record, _proxy):
        connection.execute(f"PRAGMA {rule}")

    event.listen(engine, "checkout", obey)
    try:
        yield
    finally:
        event.remove(engine, "checkout", obey)
        engine.dispose()  # a connection remembers some rules


FULL, READ_ONLY = "max_page_count=1", "query_only=1"


@pytest.fixture
def attempt(session, school):
    found = build.attempt(session, school)
    session.commit()
    return found


@pytest.fixture
def put(app, attempt, bob):
    """Save an answer by script; it asks for nothing that has not been asked for before."""
    bob.get(f"/attempts/{attempt.id}")
    headers = {"X-CSRFToken": bob.token()}
    version = attempt.served[1].question_version_id
    path = f"/attempts/{attempt.id}/slots/2"
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def put(number, words=STORY):
        op = f"operation-{number}"
        body = {"op": op, "base_rev": number, "question_version": version, "value": {"text": words}}
        return bob.client.put(path, json=body, headers=headers)

    return put


def fill(put):
    """Save until the pages that the file has are used up; return how many were saved."""
    for number in range(1000):
        answer = put(number, str(number) * 200)
        if answer.status_code != 200:
            assert (answer.status_code, answer.json["error"]) == (
                507,
                "Not saved: the disk is full",
            )
            return number
    raise AssertionError("it never got full")


def kept(session):
    """Return the texts that are saved."""
    values = session.scalars(select(Response.value).order_by(Response.revision)).all()
    session.rollback()  # it holds SQLite's only lock for writers
    return [value["text"] for value in values]


def test_on_a_full_disk_a_save_says_so_reading_goes_on_and_room_is_used_at_once(
    engine, session, put, bob, attempt
):
    page = f"/attempts/{attempt.id}"
    with obeying(engine, FULL):
        number = fill(put)
        assert len(kept(session)) == number
        assert str(number - 1) * 200 in bob.get(page).text
    with obeying(engine, "max_page_count=1000000"):
        assert put(number).status_code == 200
    assert kept(session)[number:] == [STORY]


def test_where_nothing_can_be_written_a_script_and_a_form_are_told_not_saved(
    engine, session, put, bob, attempt
):
    with obeying(engine, READ_ONLY):
        answer = put(0)
        assert (answer.status_code, answer.json["error"]) == (503, "Not saved")
        form = {"csrf_token": bob.token(), "s2-text": STORY, "s2-revision": "0"}
        form |= {"s2-version": str(attempt.served[1].question_version_id)}
        page = bob.client.post(f"/attempts/{attempt.id}/answers", data=form)
        assert page.status_code == 503
        assert "Go back: what you typed is still there." in page.text
    assert kept(session) == []


def test_a_session_that_cannot_be_lengthened_still_reads(engine, session, put, bob, attempt):
    soon = session.scalars(select(SignInSession.expires_at)).all()[0] - timedelta(hours=9)
    session.execute(update(SignInSession).values(expires_at=soon))
    session.commit()
    with obeying(engine, READ_ONLY):
        assert bob.client.get(f"/attempts/{attempt.id}").status_code == 200


def test_an_attempt_whose_end_cannot_be_noted_is_still_shown(engine, session, school, bob):
    school.assignment.limit_minutes = 30
    page = f"/attempts/{build.attempt(session, school).id}"
    session.commit()
    bob.app.config["PROPAGATE_EXCEPTIONS"] = False
    with obeying(engine, READ_ONLY):
        assert bob.client.get(page).status_code == 200
    assert bob.client.get(page).headers["Location"] == f"{page}/receipt"


def test_a_fault_of_ours_in_keeping_the_session_is_no_outage(engine, session, put, bob, attempt):
    session.execute(text("ALTER TABLE sessions RENAME COLUMN browser TO other"))
    session.commit()
    assert bob.client.application.test_client().get("/sign-in").status_code == 500


@pytest.mark.parametrize("path", ["/", "/sign-in", "/attempts/1", "/nowhere"])
def test_without_a_database_every_page_says_so_and_files_come(app, engine, bob, path, tmp_path):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    engine.dispose()
    (tmp_path / "quizapp.sqlite").rename(tmp_path / "away")
    (tmp_path / "quizapp.sqlite").mkdir()
    page = bob.client.get(path)
    assert page.status_code == 503
    assert "This page cannot be shown just now" in page.text
    with bob.client.get("/static/mark.svg") as file:
        assert file.status_code == 200


def test_the_log_tells_of_an_outage_in_one_line_without_what_was_typed(capsys, engine, put):
    with obeying(engine, READ_ONLY):
        answer = put(0)
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["event"], told["fault"]) == ("outage", "attempt to write a readonly database")
    assert told["request_id"] == answer.json["request_id"]
    assert STORY not in line


def test_a_log_that_finds_no_room_breaks_no_answer(engine, put, monkeypatch):
    told = []
    with pytest.raises(OSError, match="No space left"), Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stderr", full)
        with obeying(engine, READ_ONLY):
            told.append(put(0).status_code)
    assert told == [503]


def test_a_fault_does_not_tell_what_was_typed(engine):
    with pytest.raises(OperationalError) as caught, db.to_write(engine).begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": STORY})
    assert STORY not in str(caught.value)
    assert outage_status(caught.value) is None
