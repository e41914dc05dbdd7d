"""How many sittings a minute, beside the bare floor on the same server and database?

    .venv/bin/python -m bench.sitting [--students 20] [--rounds 5]

A sitting is signing in (argon2id at its real cost), the cover, the start, ten saves, handing
in, the receipt and the review, without a thought in between. The floor (bench.sitting_floor)
answers as many requests with as many commits, and the same client sits at both. Prints
sittings a minute, the time of a save, server CPU a request, and the ratios, also to the 195
sittings a minute that Moodle 4.5 did on a machine of two cores. Runs on SQLite, and on
PostgreSQL where it is installed.
"""

import argparse
import secrets
import statistics
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import insert

from bench.clients import Load, spread
from bench.databases import fresh_databases
from bench.floor import TABLE as ANSWERS
from bench.saves import question_set
from bench.servers import Server, serving
from bench.sitters import PASSWORD, REQUESTS, Sitter, sit
from bench.sitting_floor import METADATA, PEOPLE
from quizapp import db, migrations
from quizapp.accounts.passwords import hash_password
from quizapp.classes.actions import join
from quizapp.models import Class
from tests import build

MOODLE = 195  # sittings a minute: 4.5.6 on PostgreSQL, tuned, 20 students


class Measured(NamedTuple):
    """One run: how many sat, its load, and the server's CPU in milliseconds a request."""

    students: int
    load: Load
    cpu: float

    @property
    def rate(self) -> float:
        """Sittings a minute."""
        return self.students * 60 / self.load.seconds


def prepare(url: str, number: int) -> list[Sitter]:
    """Fill a database with a class that has a quiz; return its students, at both servers."""
    engine = db.make_engine(url)
    migrations.upgrade(engine)
    METADATA.create_all(db.to_write(engine))
    ANSWERS.create(db.to_write(engine))
    hashed, now = hash_password(PASSWORD), datetime.now(UTC)
    with db.open_session(engine, writes=True) as session:
        build.article(session)
        class_ = Class(name="Class 7b", created_at=now)
        session.add(class_)
        session.flush()
        given = build.assignment(session, class_, build.lamp_set(session, question_set()).quiz)
        for index in range(number):
            person = build.person(session, f"Student{index}", "student")
            person.password_hash = hashed
            join(session, class_.id, person, "student", now)
        logins = [f"student{index}" for index in range(number)]
        people = [{"login": login, "password_hash": hashed} for login in logins]
        session.execute(insert(PEOPLE), people)
        session.commit()
        sitters = [Sitter(login, given.id) for login in logins]
    engine.dispose()
    return sitters


def measure(server: Server, sitters: list[Sitter]) -> Measured:
    """Let them all sit at once."""
    before = server.cpu_seconds()
    load = spread(partial(sit, server.port), sitters)
    cpu = (server.cpu_seconds() - before) * 1000 / (len(sitters) * REQUESTS)
    return Measured(len(sitters), load, cpu)


def compare(url: str, folder: Path, options: argparse.Namespace) -> None:
    """Print the floor and the app on one database, and their ratio."""
    sitters = prepare(url, options.students * (options.rounds + 1))
    environ = {
        "QUIZAPP_INSTANCE": str(folder),
        "QUIZAPP_DATABASE_URL": url,
        "QUIZAPP_SECRET_KEY": secrets.token_hex(32),
        "QUIZAPP_PUBLIC_URL": "http://localhost",
    }
    found: dict[str, list[Measured]] = {"floor": [], "quizapp": []}
    with ExitStack() as stack:
        floor = stack.enter_context(serving("bench.sitting_floor:create_floor", environ))
        app = stack.enter_context(serving("quizapp.app:create_served_app", environ))
        for number in range(options.rounds + 1):
            # In turn, so that a slow minute of the machine meets both.
            part = sitters[number * options.students : (number + 1) * options.students]
            for name, server in (("floor", floor), ("quizapp", app)):
                found[name].append(measure(server, part))
    # The first is not counted: templates, statements and forms are put together then.
    show(url.split(":")[0], {name: runs[1:] for name, runs in found.items()})


def show(name: str, found: dict[str, list[Measured]]) -> None:
    """Print the middle run of each, and the ratios of all."""
    print(f"{name:<22} sittings/min   save p50 ms   p99 ms   CPU ms/request   not as asked")
    for who, runs in found.items():
        middle = sorted(runs, key=lambda one: one.rate)[len(runs) // 2]
        print(
            f"  {who:<20} {middle.rate:12.0f}   {middle.load.percentile(0.5):11.1f}   "
            f"{middle.load.percentile(0.99):6.1f}   {middle.cpu:14.2f}   "
            f"{sum(one.load.refused for one in runs):12}"
        )
    pairs = list(zip(found["floor"], found["quizapp"], strict=True))
    ratios = [ours.rate / floor.rate for floor, ours in pairs]
    cpu = statistics.median(ours.cpu / floor.cpu for floor, ours in pairs)
    moodle = statistics.median(ours.rate for _, ours in pairs) / MOODLE
    print(
        f"  ratio of rates {statistics.median(ratios):.2f} (each round: "
        f"{', '.join(f'{ratio:.2f}' for ratio in ratios)}), of CPU {cpu:.2f}; "
        f"{moodle:.1f} times Moodle's {MOODLE} a minute\n"
    )


def main() -> None:
    """Measure on each database that is here."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for url, folder in fresh_databases():
        compare(url, folder, options)


if __name__ == "__main__":
    main()
