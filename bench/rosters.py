"""How long does a roster of thousands take, from Excel's bytes to students in a class?

    .venv/bin/python -m bench.rosters [--rows 5000] [--faults 50]

Prints the seconds of reading, planning, carrying out, and of planning the same file again,
which changes nothing; on SQLite, and on PostgreSQL where it is installed.
"""

import argparse
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from quizapp import db, migrations
from quizapp.classes.enrolling import carry_out
from quizapp.classes.rosters import plan
from quizapp.formats.rosters import read_roster
from tests import build
from tests.classes.big_roster import big_roster
from tests.postgres import Cluster, why_not


def measure(url: str, data: bytes) -> str:
    """Return what one run took, in words."""
    engine = db.make_engine(url)
    migrations.upgrade(engine)
    times = [time.perf_counter()]
    with db.open_session(engine, writes=True) as session:
        school = build.school(session)
        alice = school.people["alice"].id
        session.commit()
        times[0] = time.perf_counter()
        roster = read_roster(data)
        times.append(time.perf_counter())
        made = plan(session, school.class_, roster.rows, alice)
        times.append(time.perf_counter())
        carry_out(session, made, build.NOW)
        session.commit()
        times.append(time.perf_counter())
        plan(session, school.class_, roster.rows, alice)
        times.append(time.perf_counter())
    engine.dispose()
    took = [after - before for before, after in zip(times, times[1:], strict=False)]
    names = ("read", "planned", "carried out", "planned again")
    steps = ", ".join(
        f"{name} in {seconds:.2f} s" for name, seconds in zip(names, took, strict=True)
    )
    bad = len(roster.bad) + len(made.bad)
    return f"{engine.dialect.name}: {len(made.good)} good rows and {bad} bad ones {steps}"


def main() -> None:
    """Measure on each database there is."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--faults", type=int, default=50)
    options = parser.parse_args()
    data, _lines = big_roster(options.rows, options.faults)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quizapp-")))
        urls = [f"sqlite:///{folder / 'bench.sqlite'}"]
        if not why_not():
            urls.append(stack.enter_context(Cluster()).url)
        for url in urls:
            print(measure(url, data))


if __name__ == "__main__":
    main()
