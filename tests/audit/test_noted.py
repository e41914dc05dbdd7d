"""What is done by the way and must be known later: keys seen, scores taken away."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from quizapp.cli import main
from quizapp.models import AuditEvent
from tests import build
from tests.build import NOW

ARTICLE = "/teach/articles/harbour-lights"


def noted(session, action):
    """Return who did it to what, and its details."""
    events = session.scalars(
        select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)
    ).all()
    found = [(event.actor_id, event.subject, event.subject_id, event.details) for event in events]
    session.rollback()
    return found


def test_a_key_is_seen_once_a_day_by_each(session, school, visit, time_machine):
    time_machine.move_to(NOW)
    people = {name: school.people[name].id for name in ("alice", "dave")}
    alice, dave = visit("alice"), visit("dave")
    for visitor in (alice, alice, dave):
        visitor.get(ARTICLE)
    once = [(people[name], "article", school.article.id, {}) for name in ("alice", "dave")]
    assert noted(session, "key_seen") == once
    time_machine.move_to(NOW.replace(day=NOW.day + 1))
    visit("alice").get(ARTICLE)
    assert noted(session, "key_seen") == [*once, once[0]]


def test_who_is_turned_away_saw_nothing(session, school, bob):
    bob.get(ARTICLE, status=404)
    assert noted(session, "key_seen") == []


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("format=csv&rows=responses", {"format": "csv", "rows": "responses"}),
        ("format=json", {"format": "json"}),
    ],
)
def test_scores_taken_from_the_page_are_noted(session, school, alice, query, what):
    build.attempt(session, school)
    session.commit()
    alice.get(f"/teach/assignments/{school.assignment.id}/scores?{query}")
    who = school.people["alice"].id
    assert noted(session, "exported") == [(who, "assignment", school.assignment.id, what)]


def test_scores_that_are_refused_are_not_noted(session, school, dave, alice):
    dave.get(f"/teach/assignments/{school.assignment.id}/scores", status=404)
    alice.get(f"/teach/assignments/{school.assignment.id}/scores?format=exe", status=404)
    assert noted(session, "exported") == []


def test_scores_and_passwords_by_command_are_noted(
    session, school, tmp_path, monkeypatch, database
):
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", database)
    for command in (
        ["scores", "export", str(school.assignment.id)],
        ["users", "passwd", "bob", "--password", "four other good words"],
    ):
        assert CliRunner().invoke(main, command).exit_code == 0
    given = (None, "assignment", school.assignment.id, {"format": "csv"})
    assert noted(session, "exported") == [given]
    assert noted(session, "password_reset") or noted(session, "password_changed")
