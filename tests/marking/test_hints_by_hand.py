"""What hints cost comes off whatever a person gives, in whatever way they give it."""

import pytest

from quizapp.marking.answers import find_handed_in
from quizapp.marking.by_hand import Decision, give
from quizapp.models import HintTaken
from quizapp.taking.actions import submit
from tests import build
from tests.build import LAMP_SET, NOW
from tests.marking import sat
from tests.marking.sat import ESSAY, PAYER, WRITTEN
from tests.marking.test_views import given

ESSAY_SLOT = 5
# One hint costs a quarter of two points.
COSTS = "    points: 2\n    hint_costs: [0.25]\n"


def sit(session, school, text, slot, where=None):
    """Hand in an answer for which a hint was taken."""
    attempt = build.attempt(session, school)
    value = {"text": text}
    build.answer(session, attempt, slot, {"answer": value, "where": where} if where else value)
    session.add(HintTaken(attempt_id=attempt.id, slot=slot, level=1, taken_at=NOW))
    submit(session, attempt, NOW)
    return attempt


@pytest.fixture
def short(session, school):
    """Bob's short answer, which the key did not take; the page."""
    build.lamp_set(session, LAMP_SET.replace("    points: 2\n", COSTS))
    attempt = sit(session, school, "fishers", PAYER)
    session.commit()
    return attempt.id


@pytest.mark.parametrize(
    ("fields", "points"),
    [
        ({"button": "right"}, 15_000_000),
        ({"points": "2"}, 15_000_000),
        ({"points": "1"}, 5_000_000),
        ({"points": "0.3"}, 0),  # never below nothing
        ({"button": "wrong"}, 0),
    ],
)
def test_hints_come_off_points_that_are_given(alice, session, short, fields, points):
    alice.get(f"/teach/marks/{short}/{PAYER}")
    assert "Hints took 0.5 off what you give." in alice.words(alice.by_id("mark"))
    alice.send("mark", **fields)
    assert given(session, short, PAYER) == (points, "teacher", "")


def test_hints_come_off_what_a_rubric_adds_up_to(alice, session, school):
    build.lamp_set(session, WRITTEN.replace("generous?\n    points: 2\n", f"generous?\n{COSTS}"))
    attempt_id = sit(session, school, ESSAY, ESSAY_SLOT).id
    session.commit()
    alice.get(f"/teach/marks/{attempt_id}/{ESSAY_SLOT}")
    assert "Hints took 0.5 off what you give." in alice.words(alice.by_id("mark"))
    alice.send("mark", **{"level-0": "1", "level-1": "1"})
    assert given(session, attempt_id) == (10_000_000, "teacher", "")


def test_what_was_given_and_what_hints_took_is_kept_and_told(alice, visit, session, short):
    page = f"/teach/marks/{short}/{PAYER}"
    alice.get(page)
    assert alice.by_id("points").get("value") == ""
    alice.send("mark", points="1", comment="Nearly.")
    alice.get(page)
    assert "now: 0.5 of 2 – Nearly. (hints took 0.5 off)" in alice.words()
    # Saved again as it stands it is no other mark, and hints are not taken off twice.
    assert alice.by_id("points").get("value") == "1"
    alice.send("mark", comment="Nearly!")
    assert given(session, short, PAYER) == (5_000_000, "teacher", "Nearly!")
    alice.get(page)
    alice.send("mark", button="wrong")
    assert sat.standing(session, session.get_one(build.Attempt, short)).detail is None
    session.rollback()
    alice.get(page)
    alice.send("mark", button="right", comment="Yes.")
    bob = visit("bob")
    bob.get(f"/attempts/{short}/review")
    assert "Your teacher: Yes. Hints took 0.5 off." in bob.words()


def test_hints_come_off_after_the_place_was_put_to_the_answer(session, school):
    build.lamp_set(session, LAMP_SET.replace("    points: 2\n", COSTS))
    school.assignment.show_where = "two_one_none"
    attempt = sit(session, school, "fishers", PAYER, where=[1])
    answer = find_handed_in(session, attempt.id, PAYER)
    seen = sat.standing(session, attempt).id
    decision = Decision(school.people["alice"].id, seen, 20_000_000)
    mark = give(session, answer, decision, NOW).mark
    assert (mark.points, mark.answer_right) == (5_000_000, True)
    assert mark.detail == {"given": 20_000_000, "hints_cost": 5_000_000}
