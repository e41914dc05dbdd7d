"""What is done to a class and to whoever is in it is written down, once, with who did it."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from quizapp.classes.actions import join
from quizapp.classes.joining import JoinWay, open_joining
from quizapp.cli import main
from quizapp.models import AuditEvent, Member
from tests.audit.test_noted import noted
from tests.build import NOW

SETTINGS = {"name": "Class 7b", "zone": "Europe/Berlin", "language": "en"}


@pytest.fixture
def page(session, school):
    """The address of 7b, in which mallory waits and dave reads."""
    join(session, school.class_.id, school.people["dave"], "reader", NOW)
    session.add(
        Member(
            class_id=school.class_.id,
            user_id=school.people["mallory"].id,
            role="student",
            state="waiting",
            joined_at=NOW,
        )
    )
    session.commit()
    return f"/teach/classes/{school.class_.id}"


# What is posted, as whom, and what the log holds then: action, about whom, details.
DEEDS = [
    ("alice", "close", {}, "class_closed", None, {}),
    ("alice", "join-code", {}, "joining_opened", None, {}),
    ("alice", "students/{mallory}/in", {}, "member_let_in", "mallory", {}),
    ("alice", "students/{bob}/out", {}, "member_removed", "bob", {}),
    ("alice", "students/{bob}", {"time": "150"}, "accommodated", "bob", {"time_percent": 150}),
    ("alice", "sharing/{dave}/end", {}, "class_unshared", "dave", {}),
    (
        "alice",
        "settings",
        {**SETTINGS, "name": "7b new", "zone": "Asia/Tokyo"},
        "class_changed",
        None,
        {"settings": "name, time zone"},
    ),
    ("alice", "students", {"name": "Anna Berg"}, "member_added", None, {}),
]


@pytest.mark.parametrize(("who", "path", "fields", "action", "about", "details"), DEEDS)
def test_a_deed_is_noted(request, session, school, page, who, path, fields, action, about, details):
    visitor = request.getfixturevalue(who)
    people = {name: person.id for name, person in school.people.items()}
    class_id = school.class_.id
    session.commit()
    visitor.get("/teach")
    visitor.post(f"{page}/{path.format(**people)}", fields)
    assert noted(session, action) == [(people[who], "class", class_id, details)]
    person = session.scalars(select(AuditEvent.person_id).filter_by(action=action)).one()
    session.rollback()
    assert person == (people[about] if about else None)


@pytest.mark.parametrize(
    ("action", "path"),
    [
        ("class_closed", "close"),
        ("class_reopened", "reopen"),
        ("class_changed", "settings"),
        ("joining_ended", "join-code/end"),
        ("member_let_in", "students/{bob}/in"),
        ("member_added", "students"),
    ],
)
def test_what_changes_nothing_is_not_noted(alice, session, school, page, action, path):
    """Closed twice, opened when open, saved as it was, let in who is here."""
    bob = school.people["bob"].id
    school.class_.closed_at = NOW if action == "class_closed" else None
    session.commit()
    alice.get("/teach")
    alice.post(f"{page}/{path.format(bob=bob)}", {**SETTINGS, "login": "bob"})
    assert noted(session, action) == []


def test_making_closing_and_opening_again_are_noted(alice, session, school, page):
    alice_id, class_id = school.people["alice"].id, school.class_.id
    alice.get("/teach/classes/new").send(name="7c")
    ((by, subject, made, details),) = noted(session, "class_made")
    assert (by, subject, details) == (alice_id, "class", {})
    assert made != class_id
    alice.post(f"{page}/join-code")
    alice.post(f"{page}/join-code/end")
    alice.post(f"{page}/close")
    alice.post(f"{page}/reopen")
    for action in ("joining_ended", "class_closed", "class_reopened"):
        assert noted(session, action) == [(alice_id, "class", class_id, {})]


def test_who_leaves_by_themselves_is_noted_as_that(bob, session, school, page):
    bob_id, class_id = school.people["bob"].id, school.class_.id
    session.commit()
    bob.get("/home").send(f"classes/{class_id}/leave")
    assert noted(session, "member_left") == [(bob_id, "class", class_id, {})]


@pytest.mark.parametrize("asks_teacher", [False, True])
def test_who_joins_by_a_code_is_noted_once(dave, session, school, asks_teacher):
    school.class_.asks_teacher = asks_teacher
    open_joining(session, school.class_, JoinWay("ABCD2345", "a-token"), datetime.now(UTC))
    who, class_id = school.people["dave"].id, school.class_.id
    session.commit()
    for _ in range(2):
        dave.get("/join").send("join", code="ABCD2345")
    told = {"place": "waiting" if asks_teacher else "here"}
    assert noted(session, "member_joined") == [(who, "class", class_id, told)]


def test_a_class_and_a_list_by_command_have_nobody_beside_them(
    session, school, tmp_path, monkeypatch, database
):
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", database)
    (tmp_path / "7c.csv").write_text("name\nAnna Berg\nBen Abel\n")
    class_id = school.class_.id
    session.commit()
    for command in (
        ["classes", "add", "7c", "--teacher", "alice"],
        ["classes", "roster", str(class_id), str(tmp_path / "7c.csv")],
    ):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
    assert [event[0] for event in noted(session, "class_made")] == [None]
    counts = {"new": 2, "let_in": 0, "back": 0, "here": 0, "groups": 0}
    assert noted(session, "roster_imported") == [(None, "class", class_id, counts)]
