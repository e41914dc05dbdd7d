"""A server process of its own that saves one student's answers, for the test of races.

Reads its task as JSON from standard input, says "ready", waits for a line, saves, and
writes what became of each save as JSON: [status, text], or ["fault", message].
"""

import json
import sys
from pathlib import Path

from sqlalchemy.exc import OperationalError

from quizapp import config, db
from quizapp.app import create_app
from tests.visitor import Visitor


def main():
    task = json.loads(sys.stdin.readline())
    app = create_app(
        config.Settings(
            instance=Path(task["instance"]),
            database_url=task["database"],
            secret_key=task["secret"],
            public_url="http://localhost",
        )
    )
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=True)
    visitor = Visitor(app, task["login"])
    visitor.get(f"/attempts/{task['attempt']}")
    if task["deferred"]:
        begin_deferred(app)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    told = [save(visitor, task, number) for number in range(task["saves"])]
    sys.stdout.write("\n" + json.dumps(told))
    app.extensions["quizapp.engine"].dispose()


def begin_deferred(app):
    """Let SQLite's writers begin as its driver would have them: with a plain BEGIN."""
    variants = db._variants(app.extensions["quizapp.engine"])
    assert variants["writes"] is not variants["reads"]
    variants["writes"] = variants["reads"]


def save(visitor, task, number):
    """Save by script and by form in turn; return what became of it."""
    text, version = f"{task['login']} {number}", task["version"]
    path = f"/attempts/{task['attempt']}/slots/2"
    try:
        if number % 2:
            body = {
                "op": f"operation-{number}",
                "base_rev": number,
                "question_version": version,
                "value": {"text": text},
            }
            headers = {"X-CSRFToken": visitor.token()}
            return [visitor.client.put(path, json=body, headers=headers).status_code, text]
        fields = {"s2-revision": number, "s2-version": version, "s2-text": text}
        fields["csrf_token"] = visitor.token()
        return [visitor.client.post(path, data=fields).status_code, text]
    except OperationalError as fault:
        return ["fault", str(fault.orig)]


if __name__ == "__main__":
    main()
