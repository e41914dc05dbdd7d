"""What a student is told of an attempt, in every phase and of every item: no less and no more."""

import re

import pytest

from quizapp.core.feedback import ITEMS
from tests import build
from tests.test_key_stays_home import CANARY, VARYING, every_page
from tests.told import ALL, GOES_WITH, PHASES, change, hand_in, put_in_phase, rules

PAGES = ("review", "receipt", "slots/1/challenge", "slots/3/challenge")
CANARIES = {
    "option_feedback": "FEEDBACK-CANARY",
    "explanation": "EXPLANATION-CANARY",
    "right_answer": "ACCEPT-CANARY",
    "overall": "TEACHER-CANARY",
}
each_phase = pytest.mark.parametrize("phase", PHASES)
each_item = pytest.mark.parametrize("item", ITEMS)


def pages(visitor, attempt):
    """Return every page that shows something of what was handed in, what varies cut out."""
    found = {}
    for path in (*(f"/attempts/{attempt.id}/{name}" for name in PAGES), "/", "/home"):
        visitor.get(path)
        found[path] = VARYING.sub("", visitor.text)
    return found


@each_item
@each_phase
def test_what_is_held_back_leaves_no_trace(session, school, bob, phase, item):
    """The same bytes, whatever that part of the key is."""
    attempt = hand_in(session, school)
    put_in_phase(session, attempt, phase, rules(phase, {item, *GOES_WITH.get(item, ())}))
    before = pages(bob, attempt)
    change(session, attempt, item)
    assert pages(bob, attempt) == before


@each_item
@each_phase
def test_what_is_told_is_there(session, school, bob, phase, item):
    """The control: each change is seen where the item is told."""
    attempt = hand_in(session, school)
    put_in_phase(session, attempt, phase, rules(phase))
    before = pages(bob, attempt)
    change(session, attempt, item)
    assert pages(bob, attempt) != before


@each_phase
@pytest.mark.parametrize("item", [None, *CANARIES])
def test_no_canary_leaves_by_any_route_that_is_held_back(app, session, school, bob, phase, item):
    attempt = hand_in(session, school)
    put_in_phase(session, attempt, phase, rules(phase, {item} if item else ()))
    places = {
        "attempt": attempt.id,
        "assignment": school.assignment.id,
        "practice": school.practice.id,
        "student": school.people["bob"].id,
        "class": school.class_.id,
    }
    found = set()
    for page in every_page(app, places):
        with bob.client.get(page) as answer:
            found |= set(CANARY.findall(answer.get_data(as_text=True) + str(answer.headers)))
    assert found == set(CANARIES.values()) - {CANARIES.get(item)}


@each_phase
def test_where_nothing_is_told_there_is_the_text_and_the_questions(session, school, bob, phase):
    attempt = hand_in(session, school)
    put_in_phase(session, attempt, phase, rules(phase, ALL))
    page = bob.get(f"/attempts/{attempt.id}/review")
    assert "Why was the second lamp built?" in page.words()
    assert not re.search(r'verdict|class="ev"|class="[^"]*key|your answer|the guild<', page.text)
    bob.get(f"/attempts/{attempt.id}/receipt")
    assert "the guild" not in bob.words()
    assert attempt.answers_sha256 in bob.words()


def test_it_is_said_when_more_is_told(session, school, bob):
    attempt = hand_in(session, school)
    put_in_phase(session, attempt, "later", {"later": ["answers"], "closed": sorted(ALL)})
    closes = school.assignment.closes_at
    for name in PAGES[:2]:
        page = bob.get(f"/attempts/{attempt.id}/{name}")
        assert "Your teacher shows the answers after" in page.words()
        assert f"{closes:%B %Y}" in page.words()


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (["answers"], "Your teacher does not show the answers here."),
        (["answers", "correctness"], "Your teacher does not show the rest here."),
        (sorted(ALL), ""),
    ],
)
def test_it_is_said_that_no_more_is_told(session, school, bob, items, words):
    attempt = hand_in(session, school)
    put_in_phase(session, attempt, "closed", {"closed": items})
    page = bob.get(f"/attempts/{attempt.id}/review")
    assert words in page.words()
    assert ("Your teacher " in page.words().replace("Your teacher:", "")) == bool(words)


@pytest.mark.parametrize("phase", ["after", "closed"])
def test_before_handing_in_it_says_what_one_will_see(session, school, bob, phase):

    attempt = build.attempt(session, school)
    put_in_phase(session, attempt, "later", {"closed": sorted(ALL), phase: sorted(ALL)})
    page = bob.get(f"/attempts/{attempt.id}/finish")
    assert ("you see which are right" in page.words()) == (phase == "after")
    assert ("Your teacher shows the answers after" in page.words()) == (phase == "closed")
