"""Does the time of a refused sign-in tell whether there is such a name?

    .venv/bin/python -m bench.sign_in [--times 1000]

Sends wrong passwords for names that exist, that have a sign-in card, that are disabled and
that nobody has, in turn and at the real cost of a hash, and prints the median of each. They
may differ by 5 ms at most. The control looks an unknown name up and hashes nothing.
"""

import argparse
import re
import secrets
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import flask
from sqlalchemy.orm import Session

from quizapp import config, db, migrations
from quizapp.accounts import passwords, signing_in
from quizapp.accounts.cards import NewCard, give_card
from quizapp.accounts.limits import SIGN_IN
from quizapp.app import create_app
from tests import build

KINDS = ("known", "with a card", "disabled", "unknown")
MOST = 5.0  # milliseconds that two medians may differ


def prepare(settings: config.Settings, number: int) -> flask.Flask:
    """Return an app with so many people of each kind that no name is tried too often."""
    engine = db.make_engine(settings.database_url)
    migrations.upgrade(engine)
    with db.open_session(engine, writes=True) as session:
        for index in range(number):
            _add(session, index)
        session.commit()
    engine.dispose()
    return create_app(settings)


def _add(session: Session, index: int) -> None:
    hashed = passwords.hash_password("lamp maple otter tunnel")
    people = {
        kind: build.person(session, f"{kind[:5].strip()}{index}", "student") for kind in KINDS[:3]
    }
    for person in people.values():
        person.password_hash = hashed
    new = NewCard(hashed, people["known"].id)
    give_card(session, people["with a card"], new, datetime.now(UTC))
    people["disabled"].disabled_at = build.NOW


def seconds(app: flask.Flask, times: int) -> dict[str, list[float]]:
    """Return how long each sign-in took, by the kind of its name."""
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]  # type: ignore[index]
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for number in range(times // len(KINDS)):
        for kind in KINDS:
            login = f"{kind[:5].strip()}{number // (SIGN_IN.free - 1)}"
            form = {"login": login, "password": "a wrong one", "csrf_token": token}
            begin = time.perf_counter()
            answer = client.post("/sign-in", data=form)
            found[kind].append(time.perf_counter() - begin)
            if answer.status_code != 422:
                raise RuntimeError(f"{login}: {answer.status_code}")
    return found


def show(title: str, found: dict[str, list[float]]) -> float:
    """Print the medians in milliseconds; return by how much the furthest two differ."""
    medians = {kind: statistics.median(times) * 1000 for kind, times in found.items()}
    gap = max(medians.values()) - min(medians.values())
    words = ", ".join(f"{kind} {median:.2f}" for kind, median in medians.items())
    print(f"{title}: {words} ms; they differ by {gap:.2f} ms")
    return gap


def main() -> None:
    """Measure, and exit with 1 when the difference is too large or the control is not seen."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=1000)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite"
        settings = config.Settings(Path(folder), url, secrets.token_hex(32), "http://localhost")
        # One name fails less often than its limit allows.
        app = prepare(settings, times // len(KINDS) // (SIGN_IN.free - 1) + 1)
        gap = show("sign-ins", seconds(app, times))
        compare = signing_in.compare
        signing_in.compare = lambda candidate, password: (
            compare(candidate, password) if candidate.person else signing_in.Compared("")
        )
        with db.open_session(app.extensions["quizapp.engine"], writes=True) as session:
            session.execute(signing_in.limits.Tally.__table__.delete())
            session.commit()
        control = show("control", seconds(app, min(times, 100)))
        app.extensions["quizapp.engine"].dispose()
    if gap > MOST or control <= MOST:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
