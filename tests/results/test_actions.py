"""Score rows: one for each attempt or each response, and nothing of another class."""

from decimal import Decimal

import pytest

from quizapp.results import actions
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW, RIGHT


@pytest.fixture
def sat(session, school):
    """Bob handed in: right, right, wrong, blank. Carol is still writing."""
    bob = build.attempt(session, school, "bob")
    build.answer(session, bob, 1, {"option": 1})
    build.answer(session, bob, 1, RIGHT[1], base=1)
    build.answer(session, bob, 2, RIGHT[2])
    build.answer(session, bob, 3, {"answer": "true"})
    submit(session, bob, NOW)
    carol = build.attempt(session, school, "carol")
    build.answer(session, carol, 1, {"option": 1})
    session.flush()
    return bob


def test_an_attempt_is_one_row(session, school, sat):
    rows = list(actions.attempt_rows(session, school.assignment))
    assert [(row.student, row.state, row.points, row.out_of) for row in rows] == [
        ("Bob", "submitted", Decimal(3), Decimal(5)),
        ("Carol", "open", None, Decimal(5)),
    ]
    assert rows[0].class_ == "Class 7b"
    assert rows[0].receipt.startswith(f"{sat.id}-")


def test_a_response_is_one_row_blank_ones_too(session, school, sat):
    rows = list(actions.response_rows(session, school.assignment))
    assert [(row.student, row.question, row.correct, row.points) for row in rows] == [
        ("Bob", "second-lamp", "right", Decimal(1)),
        ("Bob", "payer", "right", Decimal(2)),
        ("Bob", "asked", "wrong", Decimal(0)),
        ("Bob", "nights", "blank", Decimal(0)),
        ("Carol", "second-lamp", "waiting", None),
        ("Carol", "payer", "waiting", None),
        ("Carol", "asked", "waiting", None),
        ("Carol", "nights", "waiting", None),
    ]
    first = rows[0]
    assert first.response == "The first could not be seen in fog"
    assert first.evidence == "In fog the first lamp was a smudge."
    assert (first.kind, first.skill) == ("choice", "infer")


def test_the_rows_of_responses_add_up_to_the_row_of_the_attempt(session, school, sat):
    attempt = list(actions.attempt_rows(session, school.assignment))[0]
    responses = actions.response_rows(session, school.assignment, sat.id)
    rows = list(responses)
    assert sum(row.points for row in rows) == attempt.points
    assert sum(row.out_of for row in rows) == attempt.out_of


def test_part_of_the_points_is_partly_and_never_right(session, school):
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 4, {"sentences": [1, 2]})
    submit(session, attempt, NOW)
    row = list(actions.response_rows(session, school.assignment))[3]
    assert row.correct == "partly"
    assert 0 < row.points < row.out_of


def test_a_newer_mark_counts(session, school, sat):
    from quizapp.models import Mark

    session.add(
        Mark(
            attempt_id=sat.id,
            slot=3,
            revision=1,
            points=5_000_000,
            out_of=10_000_000,
            reason="half right",
            marked_by="teacher",
            marker_id=school.people["alice"].id,
            marked_at=NOW,
        )
    )
    session.flush()
    rows = list(actions.response_rows(session, school.assignment, sat.id))
    assert (rows[2].correct, rows[2].points) == ("partly", Decimal("0.5"))
    assert [row.marked_by for row in rows] == ["key", "key", "teacher", "key"]
    assert list(actions.attempt_rows(session, school.assignment))[0].points == Decimal("3.5")


def test_another_assignments_rows_stay_out(session, school, sat):
    assert list(actions.attempt_rows(session, school.practice)) == []
    assert list(actions.response_rows(session, school.practice)) == []


def test_rows_take_as_many_statements_for_two_students_as_for_one(
    session, school, sat, count_queries
):
    session.commit()
    session.expunge_all()
    again = actions.get_assignment(session, school.assignment.id)
    _ = again.class_.name
    count_queries.clear()
    list(actions.attempt_rows(session, again))
    list(actions.response_rows(session, again))
    assert len(count_queries) == 2


def test_assignments_are_listed_with_how_many_handed_in(session, school, sat):
    listed = {row.id: row for row in actions.assignments(session)}
    assert listed[school.assignment.id].submitted == 1
    assert listed[school.practice.id].submitted == 0
