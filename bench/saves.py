"""How fast is a save, beside the bare floor on the same server and database?

    .venv/bin/python -m bench.saves [--students 20 100 500] [--saves 100] [--rounds 5] [--pause 3]

Prints rate, times and server CPU of both, and their ratio: for 20, 100 and 500 students who
save without a thought in between, and for 100 who think for three seconds. With --students
or --pause only what they say. The floor is one Flask route
with one SQLAlchemy Core upsert and one commit, SQLite at FULL; ours adds session, token,
ownership, the question's own form and the history of revisions. Runs on SQLite, and on
PostgreSQL where it is installed.
"""

import argparse
import secrets
import statistics
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from bench.clients import Load, Student, run
from bench.databases import fresh_databases
from bench.floor import TABLE
from bench.servers import Server, serving
from quizapp import config, db, migrations
from quizapp.accounts.actions import token_sha256
from quizapp.app import create_app
from quizapp.models import SignInSession
from quizapp.taking.starting import start
from tests import build

QUESTIONS = 10
CROWDS = (20, 100, 500)


class Crowd(NamedTuple):
    """So many students, who save so often in each round, and think so many seconds before."""

    students: int
    saves: int
    pause: float = 0.0


class Measured(NamedTuple):
    """One run: its load, and the server's CPU in milliseconds a save."""

    load: Load
    cpu: float


def question_set() -> str:
    """Return a set of ten short answers on the article about the lamps."""
    questions = "".join(
        f"  - id: q{n}\n    kind: short_answer\n    stem: Who paid for lamp {n}?\n"
        "    accept:\n      - the guild\n    evidence:\n      - the guild paid for every stone\n"
        "    skill: retrieve\n"
        for n in range(1, QUESTIONS + 1)
    )
    return f"article: harbour-lights\ntitle: Harbour lights\nquestions:\n{questions}"


def prepare(settings: config.Settings, number: int) -> list[Student]:
    """Fill a database with students who have begun; return how each one saves."""
    engine = db.make_engine(settings.database_url)
    migrations.upgrade(engine)
    TABLE.create(db.to_write(engine))
    app = create_app(settings)
    students = []
    with db.open_session(engine, writes=True) as session:
        build.article(session)
        quiz = build.lamp_set(session, question_set()).quiz
        given = build.assignment(session, build.practice_class(session, build.NOW), quiz)
        for index in range(number):
            person = build.person(session, f"student{index}", "student")
            attempt = start(session, given, person, index, build.NOW)
            versions = {slot.number: slot.question_version_id for slot in attempt.served}
            students.append((person.id, attempt.id, versions))
        session.commit()
        made = [_sign_in(app, session, *student) for student in students]
        session.commit()
    engine.dispose()
    return made


def _sign_in(app, session, person_id, attempt_id, versions) -> Student:  # type: ignore[no-untyped-def]
    """Return a student with a session of their own and a token for it."""
    from datetime import UTC, datetime, timedelta

    from flask_wtf.csrf import generate_csrf

    with app.test_request_context("/"):
        signed, raw = generate_csrf(), dict(_session_data())
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    session.add(
        SignInSession(
            token_sha256=token_sha256(token),
            user_id=person_id,
            data=raw,
            created_at=now,
            expires_at=now + timedelta(hours=12),  # as a sign-in makes it
        )
    )
    headers = {"Cookie": f"quizapp={token}", "X-CSRFToken": signed}
    return Student(attempt_id, headers, versions)


def _session_data() -> dict[str, object]:
    import flask

    return dict(flask.session)


def crowds(options: argparse.Namespace) -> list[Crowd]:
    """Return who is to be measured, one after the other."""
    asked = [(number, pause) for number in options.students or CROWDS for pause in options.pause]
    if not options.students and options.pause == [0.0]:
        asked.append((100, 3.0))  # half a minute a round
    # Two thousand saves in a round, or ten of each.
    return [Crowd(one, options.saves or max(10, 2000 // one), pause) for one, pause in asked]


def measure(server: Server, students: list[Student], crowd: Crowd) -> Measured:
    """Run one load against a server."""
    before = server.cpu_seconds()
    load = run(server.port, students, crowd.saves, crowd.pause)
    cpu = (server.cpu_seconds() - before) * 1000 / len(load.times)
    return Measured(load, cpu)


def compare(url: str, folder: Path, crowd: Crowd, rounds: int) -> None:
    """Print the floor and the app on one empty database, and their ratio."""
    settings = config.Settings(folder, url, secrets.token_hex(32), "http://localhost")
    students = prepare(settings, crowd.students * (rounds + 1))
    environ = {
        "QUIZAPP_INSTANCE": str(folder),
        "QUIZAPP_DATABASE_URL": url,
        "QUIZAPP_SECRET_KEY": settings.secret_key,
    }
    found: dict[str, list[Measured]] = {"floor": [], "quizapp": []}
    with ExitStack() as stack:
        floor = stack.enter_context(serving("bench.floor:create_floor", environ))
        app = stack.enter_context(serving("quizapp.app:create_served_app", environ))
        for server in (floor, app):
            # Not counted: statements and forms are put together on their first use.
            warming = Crowd(crowd.students, max(1, crowd.saves // 3))
            measure(server, students[-crowd.students :], warming)
        for number in range(rounds):
            # In turn, so that a slow minute of the machine meets both.
            part = students[number * crowd.students : (number + 1) * crowd.students]
            for name, server in (("floor", floor), ("quizapp", app)):
                found[name].append(measure(server, part, crowd))
        memory = max(app.resident_megabytes())
    _print(_title(url, crowd), found, memory)


def _title(url: str, crowd: Crowd) -> str:
    paced = f", {crowd.pause:g} s apart" if crowd.pause else ""
    return f"{url.split('+')[0].split(':')[0]}, {crowd.students} students{paced}"


def _print(name: str, found: dict[str, list[Measured]], memory: float) -> None:
    print(f"{name:<36} rate/s   p50 ms   p95 ms   p99 ms   CPU ms/save   not 200")
    for who, runs in found.items():
        middle = sorted(runs, key=lambda one: one.load.rate)[len(runs) // 2]
        load = middle.load
        print(
            f"  {who:<34} {load.rate:6.0f}   {load.percentile(0.5):6.1f}   "
            f"{load.percentile(0.95):6.1f}   {load.percentile(0.99):6.1f}   {middle.cpu:11.2f}   "
            f"{sum(one.load.refused for one in runs):7}"
        )
    ratios = [
        ours.load.rate / floor.load.rate
        for floor, ours in zip(found["floor"], found["quizapp"], strict=True)
    ]
    cpu = statistics.median(
        ours.cpu / floor.cpu for floor, ours in zip(found["floor"], found["quizapp"], strict=True)
    )
    print(
        f"  ratio of rates {statistics.median(ratios):.2f} (each round: "
        f"{', '.join(f'{ratio:.2f}' for ratio in ratios)}), of CPU {cpu:.2f}; "
        f"a worker holds {memory:.0f} MB\n"
    )


def main() -> None:
    """Measure on each database that is here."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--students", type=int, nargs="+", action="extend")
    parser.add_argument("--saves", type=int, help="of each student, in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pause", type=float, nargs="+", default=[0.0], help="seconds of thought")
    options = parser.parse_args()
    wanted = crowds(options)
    for number, (url, folder) in enumerate(fresh_databases(len(wanted))):
        compare(url, folder, wanted[number % len(wanted)], options.rounds)


if __name__ == "__main__":
    main()
