"""A process whose children each do one thing and are killed at one of its steps.

Reads its task as JSON from standard input: settings, students, what to do, and whether each
statement is to be committed on its own, which is the control. What the first student does is
done here, whole; then the n-th child is killed at its n-th step, until one has no such step.
Prints how many were killed.
"""

import json
import os
import signal
import sys
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import event

from quizapp import config
from quizapp.app import create_app
from tests.faults.students import FORM


def save(student):
    """Put one answer."""
    body = {"op": "operation-1", "base_rev": 0, "value": {"text": "the guild"}}
    body["question_version"] = student["versions"]["1"]
    attempt = student["attempt"]
    return "PUT", f"/attempts/{attempt}/slots/1", json.dumps(body), "application/json"


def save_page(student):
    """Post a page with three answers."""
    fields = {"csrf_token": student["headers"]["X-CSRFToken"]}
    for slot in ("1", "2", "3"):
        fields |= {f"s{slot}-revision": 0, f"s{slot}-version": student["versions"][slot]}
        fields[f"s{slot}-text"] = "the guild"
    return "POST", f"/attempts/{student['attempt']}/answers", urlencode(fields), FORM


def submit(student):
    """Hand in, and be marked."""
    fields = {"csrf_token": student["headers"]["X-CSRFToken"]}
    return "POST", f"/attempts/{student['attempt']}/submit", urlencode(fields), FORM


DEEDS = {"save": save, "save_page": save_page, "submit": submit}


class Steps:
    """Counts what is told to a database, before and after each, and kills at the last."""

    def __init__(self, engine, last):
        self._left = last
        event.listen(engine, "before_cursor_execute", self._step)
        event.listen(engine, "after_cursor_execute", self._step)
        commit = engine.dialect.do_commit

        def commit_between_steps(connection):
            self._step()
            commit(connection)
            self._step()

        engine.dialect.do_commit = commit_between_steps

    def _step(self, *_what):
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def commit_each(engine):
    """Commit each statement before the next."""

    @event.listens_for(engine, "before_cursor_execute")
    def commit(connection, *_what):
        raw = connection.connection.dbapi_connection
        if engine.dialect.name == "sqlite" and raw.in_transaction:
            raw.execute("COMMIT")
            raw.execute("BEGIN IMMEDIATE")
        elif engine.dialect.name != "sqlite":
            raw.commit()


def do(app, task, student):
    """Do the deed in this process."""
    method, path, data, content_type = DEEDS[task["deed"]](student)
    headers = {**student["headers"], "Content-Type": content_type}
    browser = app.test_client(use_cookies=False)  # they are among the headers
    answer = browser.open(path, method=method, data=data, headers=headers)
    return answer.status_code in {200, 303}


def live_until(app, task, student, last):
    """Do the deed in a child of this process; return whether it was killed."""
    child = os.fork()
    if child:
        ended = os.waitpid(child, 0)[1]
        if ended and not os.WIFSIGNALED(ended):
            raise RuntimeError(f"{task['deed']} was refused")
        return bool(ended)
    engine = app.extensions["quizapp.engine"]
    if task["is_control"]:
        commit_each(engine)
    Steps(engine, last)
    os._exit(0 if do(app, task, student) else 1)


def main():
    """Work through the students."""
    task = json.loads(sys.stdin.readline())
    settings = config.Settings(Path(task["instance"]), *task["settings"])
    app = create_app(settings)
    students = iter(task["students"])
    # Here and not in a child, so that every child finds its statements put together.
    if not do(app, task, next(students)):
        raise RuntimeError(f"{task['deed']} was refused")
    app.extensions["quizapp.engine"].dispose()
    killed = 0
    for number, student in enumerate(students, 1):
        if not live_until(app, task, student, number):
            break
        killed += 1
    sys.stdout.write(f"\n{killed}\n")


if __name__ == "__main__":
    main()
