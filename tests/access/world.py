"""A small world with everybody who may come to a door, and something behind each."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from quizapp.accounts import resets
from quizapp.accounts.actions import add_guest, make_first_teacher_link, token_sha256
from quizapp.accounts.profile import session_key
from quizapp.classes.actions import join
from quizapp.classes.groups import fill_group, make_group
from quizapp.classes.joining import JoinWay, open_joining
from quizapp.core.spans import span_at
from quizapp.models import (
    Assignment,
    Attempt,
    Base,
    Class,
    GlossaryEntry,
    Group,
    MarkingRun,
    Question,
    SignInSession,
    User,
)
from quizapp.reading.actions import newest_version
from quizapp.reading.annotations import mark
from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests import build
from tests.build import NOW
from tests.sitting_rows import explain_a_word

ABSENT = 999_999
JOIN_TOKEN = "a-link-that-opens-7b"
TOKEN = "a-one-time-link-for-tests-of-access"
RESET_TOKEN = "a-link-to-a-new-password"
# Names of people, and of what stands before the name of a session that ended.
STUDENTS = ("bob", "carol", "mallory", "dora", "robin")
PRINCIPALS = (
    *("nobody", "robin", "bob", "carol", "mallory"),  # robin is a guest, carol bob's classmate
    *("alice", "colin", "rita", "dave"),  # teacher, co-teacher, reader, teacher elsewhere
    *("ada", "dora", "expired"),  # administrator, disabled student, bob when his session ended
)


class World(NamedTuple):
    """Who is there and what their addresses hold: `places` is by the name of an id, then whose."""

    places: dict[str, dict[str, object]]
    headers: dict[str, dict[str, str]]


def build_world(session) -> World:
    """Make everybody, with an open attempt and one that was handed in for each student."""
    made = build.school(session)
    elsewhere = session.scalars(select(Class).where(Class.name == "Class 9x")).one()
    people = _everybody(session, made, elsewhere)
    given = build.assignment(session, elsewhere, made.quiz)
    own = {"mallory": given, "robin": made.practice}
    attempts = {
        name: _sit(session, own.get(name, made.assignment), people[name]) for name in STUDENTS
    }
    people["dora"].disabled_at = NOW
    _make_links(session, made)
    places = {
        "open attempt": {f"{name}'s": pair[0].id for name, pair in attempts.items()},
        "handed in": {f"{name}'s": pair[1].id for name, pair in attempts.items()},
        "assignment": {
            "7b's": made.assignment.id,
            "elsewhere's": given.id,
            "practice": made.practice.id,
        },
        "class": {"7b": made.class_.id, "elsewhere": elsewhere.id},
        "person": {name: person.id for name, person in people.items()},
        **_questions(session, made),
        "run": _runs(session, {"7b's": (made.assignment, "alice"), "elsewhere's": (given, "dave")}),
        "token": {"link": TOKEN},
        "join token": {"7b's": JOIN_TOKEN},
        "group": {"bob's": _group(session, made).id},
        "reset token": {"alice's": RESET_TOKEN},
    }
    for kind, found in places.items():
        found["absent"] = "absent" if kind == "slug" or "token" in kind else ABSENT
    headers = {name: _sign_in(session, name, people) for name in PRINCIPALS}
    tokens = {name: headers[name]["Cookie"].split("=")[1] for name in ("bob", "carol", "alice")}
    keys = {f"{name}'s": session_key(token_sha256(token)) for name, token in tokens.items()}
    places["session"] = {**keys, "absent": "absent"}
    session.commit()
    return World(places, headers)


def _make_links(session, made: build.School) -> None:
    """Make each kind of address that lets somebody in."""
    open_joining(session, made.class_, JoinWay("ABCD2345", JOIN_TOKEN), datetime.now(UTC))
    make_first_teacher_link(session, TOKEN, datetime.now(UTC))
    made.people["alice"].email = "alice@school.example"
    resets.ask(session, "alice@school.example", RESET_TOKEN, datetime.now(UTC))


def _everybody(session, made: build.School, elsewhere: Class) -> dict[str, User]:
    """Return the people of the school and those who are not in it, each in their place."""
    people = dict(made.people)
    others = {"colin": "teacher", "rita": "teacher", "ada": "administrator", "dora": "student"}
    for name, role in others.items():
        people[name] = build.person(session, name.title(), role)
    people["robin"] = add_guest(session, "Robin", NOW)
    for name, role in (("colin", "co_teacher"), ("rita", "reader"), ("dora", "student")):
        join(session, made.class_.id, people[name], role, NOW)
    join(session, elsewhere.id, people["mallory"], "student", NOW)
    return people


def _group(session, made: build.School) -> Group:
    """Return a group of 7b with bob in it."""
    group = make_group(session, made.class_, "Bob's group")
    bob = made.people["bob"].id
    fill_group(session, group, [bob], [bob])
    return group


def _questions(session, made: build.School) -> dict[str, dict[str, object]]:
    """Return a question that was answered, one that nobody was asked, and their article."""
    payer = session.scalars(select(Question).where(Question.name == "payer")).one()
    unused = Question(article_id=made.article.id, name="unused", created_at=NOW)
    session.add(unused)
    session.flush()
    return {
        "question": {"payer": payer.id, "unused": unused.id},
        "slug": {"lamps": "harbour-lights"},
        "entry": {"lamps's guild": _entry(session, made)},
        **_notes(session, made, made.people["bob"]),
    }


def _entry(session, made: build.School) -> int:
    """Return a word that alice explains."""
    explain_a_word(session, made.article, made.people["alice"].id)
    return session.scalars(select(GlossaryEntry.id)).one()


def _notes(session, made: build.School, bob: User) -> dict[str, dict[str, object]]:
    """Return a note of bob's, and the text that it is on."""
    text = newest_version(session, made.article)
    said = ("important", "a note of his", NOW)
    note = mark(session, bob.id, text.id, span_at(text.text, 0, 3), said)
    return {"note": {"bob's": note.id}, "text": {"lamps": text.id}}


def _runs(session, made: dict[str, tuple[Assignment, str]]) -> dict[str, object]:
    """Return runs of marking again that changed nothing, each of an assignment and by whom."""
    found = {}
    for whose, (given, login) in made.items():
        by = session.scalars(select(User.id).where(User.login == login)).one()
        about = {"assignment_id": given.id, "reason": "a slip", "changed": 0}
        run = MarkingRun(**about, made_by_id=by, made_at=NOW)
        session.add(run)
        session.flush()
        found[whose] = run.id
    return found


def _sit(session, given, student: User) -> tuple[Attempt, Attempt]:
    """Return an open attempt, begun after one was handed in."""
    first = start(session, given, student, 1, NOW)
    build.answer(session, first, 2, {"text": "the guild"})
    submit(session, first, NOW)
    return start(session, given, student, 2, NOW), first


def _sign_in(session, name: str, people: dict[str, User]) -> dict[str, str]:
    """Return the headers of a browser: its cookie, and its token for changes."""
    person = people.get({"expired": "bob"}.get(name, name))
    # The same for each database: what a page makes of them is compared.
    token, raw, now = f"the-token-of-{name}-for-tests-of-access", f"raw-{name}", datetime.now(UTC)
    ends = now + timedelta(hours=-1 if name == "expired" else 12)
    session.add(
        SignInSession(
            token_sha256=token_sha256(token),
            user_id=person.id if person else None,
            data={"csrf_token": raw},
            created_at=now - timedelta(hours=2),
            expires_at=ends,
        )
    )
    signed = URLSafeTimedSerializer(build.SECRET_KEY, salt="wtf-csrf-token").dumps(raw)
    return {"Cookie": f"quizapp={token}", "X-CSRFToken": signed}


def snapshot(session) -> dict[str, list[tuple[object, ...]]]:
    """Return every row but those of sessions, which a visit may lengthen."""
    session.rollback()
    rows = {
        table.name: [tuple(row) for row in session.execute(select(table))]
        for table in Base.metadata.sorted_tables
        if table.name != "sessions"
    }
    session.rollback()
    return {name: sorted(found, key=repr) for name, found in rows.items()}
