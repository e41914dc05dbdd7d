"""Many at once: fifty presses of one student, eight processes that save."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from quizapp.classes.actions import join
from quizapp.config import PROJECT
from quizapp.models import Attempt, Mark, Pause, Response, SetAside
from tests import build
from tests.visitor import Visitor

PRESSES = 50
ROUNDS = 100
PROCESSES = 8
SAVES = 30


class Crowd:
    """Fifty browsers that share one student's sign-in and press at the same moment."""

    def __init__(self, app, login):
        visitor = Visitor(app, login)
        self.token = visitor.token()
        name = app.config["SESSION_COOKIE_NAME"]
        cookie = visitor.client.get_cookie(name).value
        self.clients = [app.test_client() for _ in range(PRESSES)]
        for client in self.clients:
            client.set_cookie(name, cookie)
        self.barrier = Barrier(PRESSES)
        self.pool = ThreadPoolExecutor(PRESSES)

    def press(self, path):
        """Post to a path fifty times at once; return each status and where it leads."""

        def one(client):
            self.barrier.wait(timeout=30)
            answer = client.post(path, data={"csrf_token": self.token})
            return answer.status_code, answer.headers.get("Location")

        return list(self.pool.map(one, self.clients, timeout=60))


@pytest.fixture
def crowd(app, school):
    app.config.update(PROPAGATE_EXCEPTIONS=False)
    crowd = Crowd(app, "bob")
    with crowd.pool:
        yield crowd


@pytest.mark.long
def test_fifty_starts_and_fifty_submits_are_one_attempt_a_hundred_times(crowd, session, school):
    cover = f"/practice/{school.practice.id}"
    for number in range(1, ROUNDS + 1):
        ((status, place),) = set(crowd.press(cover))
        assert status == 303
        assert set(crowd.press(f"{place}/submit")) == {(303, f"{place}/receipt")}
        assert session.scalars(select(func.count(Attempt.id))).one() == number
        session.rollback()  # it holds SQLite's only lock for writers
    states = session.scalars(select(Attempt.state)).all()
    assert states == ["submitted"] * ROUNDS
    marks = session.execute(select(Mark.attempt_id, func.count()).group_by(Mark.attempt_id)).all()
    assert {count for _, count in marks} == {len(build.RIGHT)}


# --- eight processes ----------------------------------------------------------------------


@pytest.fixture
def tasks(settings, app, session, school):
    """What each of eight processes is to do: the second answer of a student of its own."""
    found = []
    for number in range(PROCESSES):
        name = f"Student{number}"
        school.people[name] = build.person(session, name, "student")
        join(session, school.class_.id, school.people[name], "student", build.NOW)
        attempt = build.attempt(session, school, name)
        task = {"login": name.lower(), "attempt": attempt.id, "saves": SAVES, "deferred": False}
        task["version"] = attempt.served[1].question_version_id
        task |= {"database": settings.database_url, "secret": settings.secret_key}
        found.append(task | {"instance": str(settings.instance)})
    session.commit()
    return found


def save_at_once(tasks):
    """Run each task in a process of its own, all from one moment; return what each was told."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.taking.saver"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in tasks
    ]
    for process, task in zip(processes, tasks, strict=True):
        process.stdin.write(json.dumps(task) + "\n")
        process.stdin.flush()
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    # Before its last line there may be what it logged.
    last = [process.communicate(timeout=60)[0].splitlines()[-1] for process in processes]
    assert [process.returncode for process in processes] == [0] * PROCESSES
    return [json.loads(line) for line in last]


@pytest.mark.long
def test_eight_processes_save_at_once_and_every_word_given_is_kept(tasks, session):
    told = save_at_once(tasks)
    for task, answers in zip(tasks, told, strict=True):
        assert [status for status, _ in answers] == [303, 200] * (SAVES // 2)
        kept = session.scalars(
            select(Response)
            .where(Response.attempt_id == task["attempt"])
            .order_by(Response.revision)
        ).all()
        assert [row.value["text"] for row in kept] == [text for _, text in answers]
    assert session.scalars(select(SetAside)).all() == []


@pytest.mark.long
@pytest.mark.database("sqlite")
def test_with_a_plain_begin_they_would_lock_each_other_out(tasks):
    """The control: it is BEGIN IMMEDIATE that makes them wait for their turn."""
    told = save_at_once([task | {"deferred": True} for task in tasks])
    faults = [words for answers in told for status, words in answers if status == "fault"]
    assert any("database is locked" in words for words in faults)


@pytest.mark.long
def test_fifty_who_would_rather_not_read_are_one_pause(crowd, session, school):
    attempt = build.attempt(session, school).id
    session.commit()
    for action in ("pause", "go-on") * 2:
        answers = crowd.press(f"/attempts/{attempt}/{action}")
        assert {status for status, _ in answers} == {303}
    assert session.scalar(select(func.count()).select_from(Pause)) == 2
    assert session.scalar(select(func.count(Pause.ended_at))) == 2
