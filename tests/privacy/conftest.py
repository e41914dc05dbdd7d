"""Somebody of whom every table keeps a row, and somebody else of whom it does too."""

import shutil
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp import db
from quizapp.audit.actions import Deed, record
from quizapp.models import (
    Accommodation,
    Attempt,
    Group,
    GroupMember,
    HintTaken,
    Inspection,
    KnownDevice,
    Mark,
    MarkingRun,
    Member,
    OneTimeLink,
    SignInCard,
    SignInSession,
)
from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests import build, thrift
from tests.build import NOW
from tests.sitting_rows import keep_sitting

NAMES = ("bob", "carol")
LATER = NOW + timedelta(hours=1)


def keep_everything(session, school, name):
    """Make a row about `name` in every table that tells of people."""
    person, alice = school.people[name], school.people["alice"].id
    person.email, person.language = f"{name}@school.example", "de"
    person.reading_settings = {"size": "large"}
    session.get_one(Member, (school.class_.id, person.id)).roster_id = f"roster-{name}"
    done = build.attempt(session, school, name)
    build.answer(session, done, 1, {"option": 1})
    build.answer(session, done, 2, {"text": f"{name} says the guild"}, op="one")
    submit(session, done, NOW)
    build.answer(session, done, 2, {"text": f"{name} is late"}, base=1, op="two")
    marked = {"attempt_id": done.id, "slot": 2, "revision": 1, "points": 0, "out_of": 1}
    who = {"reason": "too short", "marked_by": "teacher", "marker_id": alice, "marked_at": NOW}
    session.add(Mark(**marked, **who))
    # A second sitting that nobody handed in, in the practice class.
    begun = start(session, school.practice, person, 3, NOW)
    build.answer(session, begun, 2, {"text": f"{name} begins"}, op="one")
    session.add(HintTaken(attempt_id=begun.id, slot=2, level=1, taken_at=NOW))
    run = {"assignment_id": begun.assignment_id, "reason": "a slip", "changed": 0}
    session.add(MarkingRun(**run, made_by_id=person.id, made_at=NOW))
    session.flush()
    keep_sitting(session, done, begun, alice)
    _keep_account(session, school.class_.id, person.id, alice)
    return done, begun


def _keep_account(session, class_id, person_id, alice):
    lasting = {"created_at": NOW, "expires_at": LATER}
    group = Group(class_id=class_id, name=f"Group {person_id}")
    session.add(group)
    session.flush()
    card = {"words_hash": "hash", "made_by_id": alice, "made_at": NOW, "expires_at": LATER}
    link = {"token_sha256": f"l{person_id}", "purpose": "new_password", "user_id": person_id}
    looked = {"class_id": class_id, "reason": "a report", "opened_at": NOW, "ends_at": NOW}
    session.add_all(
        [
            GroupMember(group_id=group.id, user_id=person_id, class_id=class_id),
            Accommodation(user_id=person_id, time_percent=150, granted_by_id=alice, granted_at=NOW),
            SignInSession(token_sha256=f"s{person_id}", user_id=person_id, **lasting),
            OneTimeLink(**link, **lasting),
            SignInCard(user_id=person_id, **card),
            KnownDevice(token_sha256=f"d{person_id}", user_id=person_id, seen_at=NOW),
            Inspection(administrator_id=person_id, **looked),
        ]
    )
    record(session, Deed(alice, "card_printed", "user", person_id, person_id), NOW)
    session.flush()


def _tell(engine):
    """Let the school's bob and carol have a row everywhere."""
    with closing(db.open_session(engine, writes=True)) as session:
        school = build.find_school(session)
        for name in NAMES:
            keep_everything(session, school, name)
        session.commit()


@pytest.fixture(scope="session")
def sqlite_told(sqlite_school):
    """A SQLite database of the school with all of that."""
    path = sqlite_school.with_name("told.sqlite")
    shutil.copyfile(sqlite_school, path)
    engine = db.make_engine(f"sqlite:///{path}")
    _tell(engine)
    thrift.close_whole(engine)
    return path


@pytest.fixture(scope="session")
def postgres_told(postgres_url, keeper, postgres_school):
    """The rows of the school in PostgreSQL with all of that, whose database is empty again."""
    keeper.put(postgres_school)
    engine = db.make_engine(postgres_url)
    _tell(engine)
    engine.dispose()
    told = keeper.take()
    keeper.empty()
    return told


@pytest.fixture
def told():
    """Ask `database` for all of that: it is built once."""


@pytest.fixture
def kept(told, session, school):
    """bob and carol, each with a row everywhere; their attempts by name."""
    found = {name: _attempts(session, school.people[name]) for name in NAMES}
    session.commit()
    return found


def _attempts(session, person):
    mine = select(Attempt).where(Attempt.student_id == person.id).order_by(Attempt.id)
    return tuple(session.scalars(mine))
