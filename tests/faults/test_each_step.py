"""Killed before and after each statement of a save, a page and a hand-in: all of it, or nothing."""

import json
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from quizapp import db
from quizapp.config import PROJECT
from quizapp.models import Attempt, Mark, Response, SetAside
from tests.faults.conftest import closing_engine

pytestmark = pytest.mark.long


def killed_at_each_step(hall, deed, *, is_control=False):
    """Let a student after the other do it and be killed; return how many were."""
    settings = hall.settings
    task = {
        "instance": str(settings.instance),
        "settings": [settings.database_url, settings.secret_key, settings.public_url],
        "students": [student._asdict() for student in hall.students],
        "deed": deed,
        "is_control": is_control,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.doomed"],
        cwd=PROJECT,
        input=json.dumps(task) + "\n",
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return int(done.stdout.splitlines()[-1])


def states(hall, number):
    """Return what is kept of the first students' attempts, and of the last one's."""
    engine = db.make_engine(hall.settings.database_url)
    chosen = [*hall.students[:number], hall.students[-1]]
    with closing_engine(engine), db.open_session(engine, writes=False) as session:
        return [state(session, student.attempt) for student in chosen]


def state(session, attempt_id):
    """Return what is kept of an attempt."""
    attempt = session.get(Attempt, attempt_id)
    rows = [
        session.scalar(select(func.count()).where(table.attempt_id == attempt_id))
        for table in (Response, Mark, SetAside)
    ]
    return attempt.state, attempt.answers_sha256 is None, attempt.submitted_at is None, *rows


@pytest.mark.parametrize("deed", ["save", "save_page", "submit"])
def test_killed_at_any_step_it_is_done_or_not_begun(hall, deed):
    killed = killed_at_each_step(hall, deed)
    whole, *found, untouched = states(hall, killed + 1)
    done = [one == whole for one in found]
    assert killed > 5
    assert {*found} == {whole, untouched}
    assert done == sorted(done)  # once it was committed, it stays


@pytest.mark.parametrize("deed", ["save_page", "submit"])
def test_one_that_commits_each_statement_is_found_half_done(hall, deed):
    """The control."""
    killed = killed_at_each_step(hall, deed, is_control=True)
    whole, *found, untouched = states(hall, killed + 1)
    assert {*found} - {whole, untouched}
