"""The review shows in the passage what its student picked, over what proves the answer."""

from types import SimpleNamespace

import pytest

from quizapp.core.feedback import ITEMS
from quizapp.kinds.where import own_places
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW

SPAN = "{http://www.w3.org/1999/xhtml}span"


@pytest.fixture
def review(session, school):
    """Bob named a place beside one answer, and picked another one as an answer."""
    school.assignment.show_where = "two_one_none"
    attempt = build.attempt(session, school)
    answer = {"answer": {"text": "the guild"}, "where": [4]}
    build.answer(session, attempt, 2, answer)
    build.answer(session, attempt, 4, {"sentences": [2]})
    submit(session, attempt, NOW)
    session.commit()
    return f"/attempts/{attempt.id}/review"


def picked(visitor):
    found = [span for span in visitor.tree.iter(SPAN) if span.get("class") == "picked"]
    # A place goes over the ends of lines.
    return " ".join(visitor.words(span) for span in found)


def test_what_was_picked_is_marked_over_what_proves_it(bob, review):
    bob.get(review)
    assert picked(bob) == "In fog the first lamp was a smudge. Nobody asked the harbour master."
    assert "Dashed lines: what you picked." in bob.words()


def test_it_is_not_marked_where_answers_are_not_read_back(session, school, bob, review):
    told = sorted(set(ITEMS) - {"answers"})
    school.assignment.feedback = dict.fromkeys(("after", "later", "closed"), told)
    session.commit()
    bob.get(review)
    assert picked(bob) == ""
    assert "Dashed lines" not in bob.words()


@pytest.mark.parametrize(
    ("kind", "response", "places"),
    [
        ("choice", None, []),
        ("choice", {"option": 1}, []),
        ("choice", {"answer": None, "where": [2]}, [(5, 9)]),
        ("evidence", {"sentences": [1, 2]}, [(0, 4), (5, 9)]),
        ("evidence", {"spans": [[1, 3]], "unplaced": ["x"]}, [(1, 3)]),
        ("evidence", {"paragraphs": [1]}, [(0, 9)]),
    ],
)
def test_the_places_of_a_response(kind, response, places):
    content = SimpleNamespace(sentences=((0, 4, "One."), (5, 9, "Two.")), paragraphs=((0, 9),))
    assert own_places(kind, content, response) == places
