"""Beside the scores: verdicts counted, and keys that were changed after the fact."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.marking.runs import Order, carry_out, undo
from quizapp.models import Mark, QuestionVersion
from quizapp.results.overview import ChangedKey, changed_keys, in_order, verdict_counts
from quizapp.taking.actions import submit
from tests import build
from tests.build import LAMP_SET, NOW, RIGHT
from tests.marking import sat
from tests.marking.sat import MORE_TAKEN

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def bob(session, school):
    return sat.sit(session, school, "bob", "fishers")


def keys(session, school):
    return [key[::2] for key in changed_keys(session, school.assignment)]


def test_part_of_the_points_is_never_counted_as_right(session, school):
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 1, RIGHT[1])
    build.answer(session, attempt, 3, {"answer": "true"})
    build.answer(session, attempt, 4, {"sentences": [1, 2]})
    submit(session, attempt, NOW)
    build.attempt(session, school, "carol")  # still writing: counted nowhere
    counts = verdict_counts(session, school.assignment)
    assert {id_: in_order(found) for id_, found in counts.items()} == {
        attempt.id: [("right", 1), ("partly", 1), ("wrong", 1), ("blank", 1)]
    }


def test_what_waits_is_counted_as_waiting(session, school, bob):
    old = sat.standing(session, bob)
    row = {name: getattr(old, name) for name in ("attempt_id", "slot", "revision", "out_of")}
    session.add(Mark(**row, points=None, reason="?", marked_by="regrade", marked_at=NOW))
    session.flush()
    assert verdict_counts(session, school.assignment)[bob.id]["waiting"] == 1


def test_a_key_changed_after_the_fact_is_told(session, school, bob):
    sat.sit(session, school, "carol", "the guild")
    assert changed_keys(session, school.assignment) == []
    build.lamp_set(session, MORE_TAKEN)
    question = sat.question(session).id
    assert changed_keys(session, school.assignment) == [ChangedKey(2, question, 2)]
    assert changed_keys(session, school.practice) == []


@pytest.mark.parametrize(
    "text",
    [
        LAMP_SET.replace("the keeper says so", "she says so"),  # a word about it
        LAMP_SET.replace("it grew later", "much later"),
        LAMP_SET.replace("skill: retrieve", "skill: infer"),
        LAMP_SET.replace("Who paid for it?", "Who paid?"),  # another question
        # How its place is asked for, from now on.
        LAMP_SET.replace("    points: 2\n", "    points: 2\n    show_where: separate\n"),
        MORE_TAKEN.replace("    points: 2\n", "    points: 3\n"),
    ],
)
def test_what_would_change_no_mark_is_not_told(session, school, bob, text):
    build.lamp_set(session, text)
    assert changed_keys(session, school.assignment) == []


def in_its_old_shape(version):
    """What the first release stored: no fields that came later, answers as bare texts."""
    later = ("sentences", "paragraphs", "show_where", "hint_costs", "scheme")
    old = {name: value for name, value in version.content.items() if name not in later}
    if "accept" in old:
        old["accept"] = [one["text"] for one in old["accept"]]
    return old


def test_an_older_shape_of_the_same_key_is_no_change(session, school, bob):
    table, names = QuestionVersion.__table__, ("question_id", "article_version_id", "kind", "skill")
    for version in session.scalars(select(QuestionVersion)).all():
        old, new = in_its_old_shape(version), version.content
        assert old != new
        session.execute(table.update().where(table.c.id == version.id).values(content=old))
        row = {name: getattr(version, name) for name in (*names, "out_of")}
        session.execute(table.insert().values(**row, number=2, content=new, created_at=NOW))
    session.expire_all()
    assert keys(session, school) == []
    build.lamp_set(session, MORE_TAKEN)
    assert keys(session, school) == [(2, 1)]


@pytest.mark.parametrize("is_all", [False, True])
def test_it_is_told_until_it_was_marked_again(session, school, bob, is_all):
    build.lamp_set(session, MORE_TAKEN)
    question = None if is_all else sat.question(session)
    order = Order(school.people["alice"].id, "a slip")
    run = carry_out(session, school.assignment, question, order, LATER)
    assert changed_keys(session, school.assignment) == []
    # Whoever hands in later what they began before is marked by the key of then.
    undo(session, run, order.by, LATER)
    assert keys(session, school) == [(2, 1)]


def test_who_hands_in_after_the_run_is_told_of_again(session, school, bob):
    carol = build.attempt(session, school, "carol")
    build.lamp_set(session, MORE_TAKEN)
    order = Order(school.people["alice"].id, "a slip")
    carry_out(session, school.assignment, sat.question(session), order, LATER)
    submit(session, carol, LATER + timedelta(minutes=1))
    assert keys(session, school) == [(2, 1)]


def test_it_takes_one_statement(session, school, bob, count_queries):
    build.lamp_set(session, MORE_TAKEN)
    session.flush()
    count_queries.clear()
    changed_keys(session, school.assignment)
    assert len(count_queries) == 1


def test_the_page_says_so_to_who_may_mark(alice, session, school, bob):
    build.lamp_set(session, MORE_TAKEN)
    page, question = f"/teach/assignments/{school.assignment.id}", sat.question(session).id
    session.commit()
    alice.get(page)
    assert "The key of question 2 was changed after 1 handed it in." in alice.words()
    assert f"{page}/remarking/{question}" in alice.links()
    assert "1 wrong 3 blank" in alice.words()
