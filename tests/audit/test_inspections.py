"""An administrator looks at a class's answers with a reason, for an hour, and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizapp.audit.inspections import open_answers
from quizapp.audit.people import change_role
from quizapp.classes.actions import find_class, find_taught_assignment
from quizapp.models import AuditEvent, Inspection, User
from tests import build


@pytest.fixture
def given(session, school):
    """The ids of the class, its assignment, and bob's attempt at it."""
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 2, {"text": "the guild"})
    session.commit()
    return school.class_.id, school.assignment.id, attempt.id


def look(ada, class_id, reason="A parent asks"):
    ada.get(f"/admin/classes/{class_id}")
    ada.send(str(class_id), reason=reason)
    return ada


def pages(given):
    _, assignment, attempt = given
    return (
        f"/teach/assignments/{assignment}",
        f"/teach/assignments/{assignment}/scores",
        f"/teach/attempts/{attempt}",
    )


def test_without_a_reason_there_is_nothing_to_see(given, ada):
    for page in pages(given):
        ada.get(page, status=404)
    for reason in ("", "   ", "x" * 501, "a\0b"):
        ada.get(f"/admin/classes/{given[0]}")
        ada.send(str(given[0]), 422, reason=reason)
    ada.get(pages(given)[0], status=404)


def test_with_a_reason_the_class_is_open_and_every_page_says_so(session, given, ada):
    look(ada, given[0])
    assert ada.path == "/teach"
    assert "Class 7b" in ada.words()
    for page in (pages(given)[0], pages(given)[2], "/", "/admin"):
        ada.get(page)
        assert "You are looking at the answers of Class 7b" in ada.words()
        assert "“A parent asks”" in ada.words()
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "answers_opened")).one()
    assert (event.subject_id, event.details) == (given[0], {"reason": "A parent asks"})


def test_it_ends_after_an_hour(given, ada, time_machine):
    now = datetime.now(UTC)
    look(ada, given[0])
    time_machine.move_to(now + timedelta(minutes=59))
    ada.get(pages(given)[0])
    time_machine.move_to(now + timedelta(minutes=61))
    for page in pages(given):
        ada.get(page, status=404)
    ada.get("/admin")
    assert "You are looking" not in ada.words()


def test_it_ends_when_one_stops(given, ada):
    look(ada, given[0])
    ada.send("stop-looking")
    ada.get(pages(given)[0], status=404)
    assert "You are looking" not in ada.words()


def test_it_opens_that_class_only_and_nothing_but_looking(session, given, school, ada):
    other = build.Class(name="Other", created_at=build.NOW)
    session.add(other)
    session.flush()
    elsewhere = build.assignment(session, other, school.quiz).id
    session.commit()
    look(ada, given[0])
    ada.get(f"/teach/assignments/{elsewhere}", status=404)
    id_ = session.scalars(select(User.id).where(User.login == "ada")).one()
    assert find_class(session, id_, given[0])
    for right in ("teach", "own"):
        assert find_class(session, id_, given[0], right) is None
    session.rollback()
    ada.get(f"/teach/people/{school.people['bob'].id}/data", status=404)


def test_one_administrators_reason_opens_nothing_to_another(session, given, ada, visit):
    build.person(session, "Ben", "administrator")
    session.commit()
    look(ada, given[0])
    ben = visit("ben")
    ben.get(pages(given)[0], status=404)
    ben.get("/admin")
    assert "You are looking" not in ben.words()


def test_who_is_no_administrator_any_more_looks_no_more(session, school, given):
    ada, ben = (build.person(session, name, "administrator") for name in ("Ada", "Ben"))
    open_answers(session, school.class_, "why", ada.id, datetime.now(UTC))
    assert find_taught_assignment(session, ada.id, given[1])
    change_role(session, ada, "teacher", ben.id, datetime.now(UTC))
    assert find_taught_assignment(session, ada.id, given[1]) is None


@pytest.mark.parametrize("who", ["alice", "dave", "bob", "carol", "mallory"])
def test_nobody_else_gives_a_reason(session, given, visit, who):
    visitor = visit(who)
    visitor.get(f"/admin/classes/{given[0]}", status=404)
    visitor.post(f"/admin/classes/{given[0]}", {"reason": "curious"}, status=404)
    assert session.scalars(select(Inspection)).all() == []


def test_the_practice_class_needs_no_reason_and_takes_none(school, ada):
    path = f"/admin/classes/{school.practice.class_id}"
    ada.get(path, status=404)
    ada.post(path, {"reason": "A parent asks"}, status=404)
