"""Asked for the place beside the answer, and asking for hints: through the pages."""

import pytest
from sqlalchemy import select

from quizapp.models import Assignment, Class, HintTaken, Mark
from quizapp.taking.actions import submit
from tests import build
from tests.build import LAMP_SET, NOW

COSTLY = LAMP_SET.replace(
    "    skill: infer\n", "    skill: infer\n    hint_costs:\n      - 0.25\n      - 0.5\n", 1
)


@pytest.fixture
def asked(session, school):
    """The class's quiz asks for the place too, and has hints."""
    school.assignment.show_where = "two_one_none"
    school.assignment.allows_hints = True
    build.lamp_set(session, COSTLY)
    session.commit()
    return school


def begin(bob, asked):
    bob.get(f"/assignments/{asked.assignment.id}")
    bob.send()
    return int(bob.path.rsplit("/", 1)[1])


def test_each_question_but_the_one_for_the_place_asks_for_it(session, asked, bob):
    begin(bob, asked)
    names = {field.get("name") for field in bob.all("input")}
    assert {"s1-where", "s2-where", "s3-where"} <= names
    assert "s4-where" not in names
    assert "picks.js" in bob.text


def test_answer_and_place_are_saved_marked_and_read_back_apart(session, asked, bob, alice):
    attempt = begin(bob, asked)
    bob.send("answers", **{"s2-text": "the guild", "s2-where": "3", "s3-answer": "not_said"})
    bob.get(f"/attempts/{attempt}")
    assert bob.by_id("s2-where").get("value") == "3"
    bob.get(f"/attempts/{attempt}/finish")
    bob.send("submit")
    bob.get(f"/attempts/{attempt}/review")
    words = bob.words(bob.by_id("q2"))
    assert "You showedIn the end the guild paid for every stone. The right place" in words
    assert "You showedno place" in bob.words(bob.by_id("q3"))
    assert "Not the place" not in bob.words(bob.by_id("q3"))
    flags = session.execute(
        select(Mark.slot, Mark.answer_right, Mark.evidence_right, Mark.points, Mark.out_of)
        .where(Mark.attempt_id == attempt)
        .order_by(Mark.slot)
    ).all()
    assert [tuple(row) for row in flags] == [
        (1, False, False, 0, 10_000_000),
        (2, True, True, 20_000_000, 20_000_000),
        (3, True, False, 5_000_000, 10_000_000),
        (4, None, None, 0, 10_000_000),
    ]
    scores = f"/teach/assignments/{asked.assignment.id}/scores?rows=responses&format=csv"
    session.rollback()
    alice.get(scores)
    assert '"In the end the guild paid for every stone.","yes","yes"' in alice.text
    assert '"","yes","no"' in alice.text


def test_a_place_alone_is_kept(session, asked, bob):
    attempt = begin(bob, asked)
    bob.send("answers", **{"s1-where": "2"})
    bob.get(f"/attempts/{attempt}")
    assert bob.by_id("s1-where").get("value") == "2"


def test_the_script_saves_both_in_one_operation(session, asked, bob):
    attempt = begin(bob, asked)
    body = {
        "op": "operation-1",
        "base_rev": 0,
        "question_version": int(field(bob, "s2-version")),
        "value": {"text": "the guild", "where": "3"},
    }
    told = bob.put(f"/attempts/{attempt}/slots/2", body)
    assert told["value"] == {"text": "the guild", "where": "3"}


def field(visitor, name):
    return next(one.get("value") for one in visitor.all("input") if one.get("name") == name)


def test_a_hint_is_told_when_it_is_asked_for_and_costs_what_it_says(session, asked, bob):
    attempt = begin(bob, asked)
    assert "begins" not in bob.words(bob.by_id("q1"))
    assert "A hint, please (0.25 off)" in bob.words(bob.by_id("q1"))
    where = f"/attempts/{attempt}/slots/1/hint"
    bob.send("answers", action=where, hint="1", **{"s2-text": "the guild"})
    told = bob.words(bob.by_id("q1"))
    assert "Hint Look in paragraph 1, which begins “The keeper lit both lamps every night." in told
    # Only the paragraph is told where the place itself is asked for.
    assert "hint, please" not in told and "Another hint" not in told
    assert bob.by_id("s2-text").get("value") == "the guild"
    bob.send("answers", action=where, hint="1")
    session.rollback()
    assert len(session.scalars(select(HintTaken)).all()) == 1


def test_hints_lessen_the_mark(session, asked):
    asked.assignment.show_where = ""
    attempt = build.attempt(session, asked)
    build.answer(session, attempt, 1, {"option": 0})
    for level in (1, 2):
        session.add(HintTaken(attempt_id=attempt.id, slot=1, level=level, taken_at=NOW))
    submit(session, attempt, NOW)
    mark = session.scalars(select(Mark).where(Mark.slot == 1)).one()
    assert (mark.points, mark.out_of) == (2_500_000, 10_000_000)
    assert mark.reason == "This is the right option. Hints took 0.75 off."


def test_pressing_for_a_hint_twice_is_one_hint(session, asked, bob):
    asked.assignment.show_where = ""
    session.commit()
    attempt = begin(bob, asked)
    where = f"/attempts/{attempt}/slots/1/hint"
    for level in ("1", "1", "3", "nonsense"):
        bob.send("answers", action=where, hint=level)
    session.rollback()
    assert session.scalars(select(HintTaken.level)).all() == [1]
    session.rollback()
    bob.send("answers", action=where, hint="2")
    session.rollback()
    assert session.scalars(select(HintTaken.level).order_by(HintTaken.level)).all() == [1, 2]
    assert "Look at this: “In fog the first lamp was a smudge.”" in bob.words(bob.by_id("q1"))


def test_the_page_takes_one_statement_for_each_sort_of_thing(session, asked, bob, count_queries):
    attempt = begin(bob, asked)
    count_queries.clear()
    bob.get(f"/attempts/{attempt}")
    asking = [one for one in count_queries if one.lstrip().upper().startswith("SELECT")]
    assert len(asking) <= 12  # of questions there may be a hundred


def test_no_hint_where_the_assignment_has_none(session, school, bob):
    attempt = begin(bob, school)
    assert "hint" not in bob.words().lower()
    bob.send("answers", action=f"/attempts/{attempt}/slots/1/hint", hint="1")
    session.rollback()
    assert session.scalars(select(HintTaken)).all() == []
    assert "begins" not in bob.words(bob.by_id("q1"))


def test_no_hint_after_the_end(session, asked, bob):
    attempt = begin(bob, asked)
    page = bob.tree, bob.path
    bob.get(f"/attempts/{attempt}/finish")
    bob.send("submit")
    bob.tree, bob.path = page
    bob.send("answers", action=f"/attempts/{attempt}/slots/1/hint", hint="1")
    session.rollback()
    assert session.scalars(select(HintTaken)).all() == []


def test_a_teacher_says_so_when_giving(session, school, alice):
    nine = session.scalars(select(Class).where(Class.name == "Class 7b")).one()
    session.execute(Assignment.__table__.delete().where(Assignment.class_id == nine.id))
    session.commit()
    alice.get(f"/teach/classes/{nine.id}/give")
    alice.send("give", quiz=str(school.quiz.id), show_where="separate", allows_hints="y")
    session.rollback()
    given = session.scalars(select(Assignment).where(Assignment.class_id == nine.id)).one()
    assert (given.show_where, given.allows_hints) == ("separate", True)


def test_a_save_nested_without_end_is_no_save(session, asked, bob):
    attempt = begin(bob, asked)
    address = f"/attempts/{attempt}/slots/1"
    headers = {"X-CSRFToken": bob.token(), "Content-Type": "application/json"}
    for body in ("[" * 100_000, '{"value":' * 3_000 + "1" + "}" * 3_000):
        assert bob.client.put(address, data=body, headers=headers).status_code in {400, 422}
