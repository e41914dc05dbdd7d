"""What a class understood, guessed or misread."""

import pytest

from quizapp.results.places import two_by_two
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW

PAYER = "Who paid for it?"


@pytest.fixture
def handed_in(session, school):
    """Two students answered who paid: one rightly with another place, one wrongly with it."""
    school.assignment.show_where = "separate"
    given = {
        "bob": {"answer": {"text": "the guild"}, "where": [1]},
        "carol": {"answer": {"text": "the fishermen"}, "where": [3]},
    }
    for name, value in given.items():
        attempt = build.attempt(session, school, name)
        build.answer(session, attempt, 2, value)
        submit(session, attempt, NOW)
    session.commit()
    return school


def test_each_question_is_counted_by_answer_and_place(session, handed_in):
    rows = two_by_two(session, handed_in.assignment)
    assert [row.stem for row in rows][1] == PAYER
    assert tuple(rows[1])[1:] == (0, 1, 1, 0)
    assert [tuple(row)[1:] for row in (rows[0], rows[2])] == [(0, 0, 0, 2)] * 2
    assert len(rows) == 3  # the one whose answer is the place asks for no other


def test_another_class_is_not_counted(session, handed_in):
    assert list(two_by_two(session, handed_in.practice)) == []


def test_the_teacher_reads_it_on_the_page(handed_in, alice):
    address = f"/teach/assignments/{handed_in.assignment.id}"
    alice.get(address)
    assert "Right answers, right places" in alice.words()
    assert f"{PAYER} 0 1 1 0" in alice.words()


def test_where_no_place_was_asked_for_nothing_is_said_of_places(session, school, alice):
    attempt = build.attempt(session, school)
    submit(session, attempt, NOW)
    address = f"/teach/assignments/{school.assignment.id}"
    session.commit()
    alice.get(address)
    assert "right places" not in alice.words()
