"""A text with gaps that waited for a person: what they see of it, and what the student does."""

import pytest

from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW
from tests.marking.test_views import given
from tests.taking.test_typed_taken import TYPED_SET, UNSURE

GAPS = 3  # the slot


@pytest.fixture
def waiting(session, school):
    """Bob's answers: a gap that waits, one that is wrong, one left blank. The attempt's id."""
    build.lamp_set(session, TYPED_SET)
    attempt = build.attempt(session, school)
    build.answer(session, attempt, GAPS, {"gaps": [UNSURE, "boat", None]})
    submit(session, attempt, NOW)
    session.commit()
    return attempt.id


def test_the_gaps_stand_on_the_sheet_with_what_the_rules_say(alice, waiting):
    alice.get(f"/teach/marks/{waiting}/{GAPS}")
    words = alice.words(alice.by_id(f"q{GAPS}"))
    assert f"Gap 1 {UNSURE} Waiting Waiting for your teacher: " in words
    assert "Gap 2 boat Wrong Another word is right." in words
    assert "Gap 3 Blank It was left blank." in words


def test_what_a_person_decided_waits_no_more(alice, visit, session, waiting):
    page = f"/teach/marks/{waiting}/{GAPS}"
    alice.get(page)
    alice.send("mark", points="0.5", comment="Nearly.")
    bob = visit("bob")
    bob.get(f"/attempts/{waiting}/review")
    words = bob.words(bob.by_id(f"q{GAPS}"))
    assert "Waiting" not in words
    assert f"Gap 1 {UNSURE} Right answer: fog" in words
    assert "Gap 2 boat Wrong Right answer: lamp" in words
    # Who marks still sees what the rules said; taken back, it waits again.
    alice.get(page)
    assert "Waiting for your teacher: " in alice.words(alice.by_id(f"q{GAPS}"))
    alice.send("undo")
    assert given(session, waiting, GAPS)[0] is None
    bob.get(f"/attempts/{waiting}/review")
    assert "Waiting for your teacher" in bob.words(bob.by_id(f"q{GAPS}"))


def test_a_blank_has_no_gaps_to_tell(alice, session, school):
    build.lamp_set(session, TYPED_SET)
    attempt = build.attempt(session, school)
    submit(session, attempt, NOW)
    page = f"/teach/marks/{attempt.id}/{GAPS}"
    session.commit()
    alice.get(page)
    assert "Gap 1" not in alice.words(alice.by_id(f"q{GAPS}"))


def test_gaps_are_read_where_the_place_was_asked_for_too(alice, session, school):
    build.lamp_set(session, TYPED_SET)
    school.assignment.show_where = "two_one_none"
    attempt = build.attempt(session, school)
    value = {"answer": {"gaps": [UNSURE, "lamp", None]}, "where": [1]}
    build.answer(session, attempt, GAPS, value)
    submit(session, attempt, NOW)
    page = f"/teach/marks/{attempt.id}/{GAPS}"
    session.commit()
    alice.get(page)
    assert "Gap 2 lamp Right" in alice.words(alice.by_id(f"q{GAPS}"))
