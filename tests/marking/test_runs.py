"""Marking again: looked at, carried out, undone; a teacher's mark stands unless it is ticked."""

import pytest
from sqlalchemy import select

from quizapp.kinds import KINDS
from quizapp.kinds.choice import ChoiceContent
from quizapp.kinds.short_answer import ShortAnswer
from quizapp.marking import runs
from quizapp.marking.runs import ChangedMeanwhile, Order, carry_out, fingerprint, plan, undo
from quizapp.models import AuditEvent, HintTaken, Mark, QuestionVersion
from quizapp.taking.actions import submit
from tests import build
from tests.build import LAMP_SET, NOW
from tests.marking import sat
from tests.marking.sat import MORE_TAKEN, PAYER, points

RIGHT = (20_000_000, "This is an accepted answer.")
WRONG = (0, "This is not an accepted answer.")


@pytest.fixture
def bob(session, school):
    return sat.sit(session, school, "bob", "Fishers!")


@pytest.fixture
def carol(session, school):
    return sat.sit(session, school, "carol", "the guild")


@pytest.fixture
def order(school):
    return Order(school.people["alice"].id, "The key was too narrow.")


def outcomes(session, school, of=None):
    found = plan(session, school.assignment, of)
    return [
        (change.answer.student, change.outcome)
        for change in found
        if change.answer.served.number == PAYER
    ]


def test_a_plan_says_what_would_change_and_touches_nothing(session, school, bob, carol):
    build.lamp_set(session, MORE_TAKEN)
    before = sat.everything(session)
    found = plan(session, school.assignment, sat.question(session))
    assert [(c.answer.student, c.outcome, c.new.points) for c in found] == [
        ("Bob", "changes", 20_000_000),
        ("Carol", "same", 20_000_000),
    ]
    assert found[0].answer.mark.points == 0
    assert not session.new and not session.dirty
    assert sat.everything(session) == before


def test_a_plan_of_all_questions_holds_every_slot_of_who_handed_in(session, school, bob):
    build.attempt(session, school, "carol")  # she is still writing
    found = plan(session, school.assignment, None)
    assert [change.outcome for change in found] == ["same"] * 4


def test_a_run_writes_the_marks_that_change_and_no_others(session, school, bob, carol, order):
    build.lamp_set(session, MORE_TAKEN)
    run = carry_out(session, school.assignment, sat.question(session), order, NOW)
    assert points(session, bob) == (RIGHT[0], "regrade", RIGHT[1])
    assert points(session, carol)[1] == "key"
    written = session.scalars(select(Mark).where(Mark.marked_by == "regrade")).all()
    assert [(mark.run_id, mark.marker_id, mark.revision) for mark in written] == [
        (run.id, order.by, 1)
    ]
    assert run.changed == 1
    # The newest key is that of the run.
    assert run.question_version_id == max(version.id for version in sat.question(session).versions)


def test_a_reason_in_other_words_is_no_change(session, school, bob, order, monkeypatch):
    def in_other_words(self, content, response):
        return marked(self, content, response)._replace(reason="In other words.")

    marked = ShortAnswer.mark
    monkeypatch.setattr(ShortAnswer, "mark", in_other_words)
    assert outcomes(session, school) == [("Bob", "same")]
    build.lamp_set(session, MORE_TAKEN)
    carry_out(session, school.assignment, None, order, NOW)
    assert points(session, bob) == (RIGHT[0], "regrade", "In other words.")


def test_a_run_twice_is_a_run_once(session, school, bob, carol, order):
    build.lamp_set(session, MORE_TAKEN)
    carry_out(session, school.assignment, sat.question(session), order, NOW)
    before = sat.counting(session)
    again = carry_out(session, school.assignment, sat.question(session), order, NOW)
    assert again.changed == 0
    assert sat.counting(session) == before


def test_undone_it_is_byte_for_byte_as_before(session, school, bob, carol, order):
    build.lamp_set(session, MORE_TAKEN)
    before = sat.counting(session)
    run = carry_out(session, school.assignment, None, order, NOW)
    assert sat.counting(session) != before
    assert undo(session, run, order.by, NOW)
    assert sat.counting(session) == before
    assert not undo(session, run, order.by, NOW)


def test_a_teachers_mark_stands_unless_it_is_ticked(session, school, bob, order):
    mark = sat.by_hand(session, school, bob, 5_000_000)
    build.lamp_set(session, MORE_TAKEN)
    assert outcomes(session, school) == [("Bob", "kept")]
    carry_out(session, school.assignment, None, order, NOW)
    assert points(session, bob)[:2] == (5_000_000, "teacher")
    ticked = order._replace(overrule=frozenset({mark.id}))
    assert carry_out(session, school.assignment, None, ticked, NOW).changed == 1
    assert points(session, bob)[:2] == (RIGHT[0], "regrade")


def test_a_teachers_mark_of_after_the_run_stays_when_the_run_is_undone(session, school, bob, order):
    build.lamp_set(session, MORE_TAKEN)
    run = carry_out(session, school.assignment, None, order, NOW)
    sat.by_hand(session, school, bob, 10_000_000)
    undo(session, run, order.by, NOW)
    assert points(session, bob)[:2] == (10_000_000, "teacher")


def test_a_teachers_mark_that_the_key_would_give_is_left_alone(session, school, carol, order):
    sat.by_hand(session, school, carol, RIGHT[0])
    assert outcomes(session, school) == [("Carol", "same")]


def test_a_key_that_leaves_it_to_a_person_says_nothing_against_one(session, school, order):
    build.lamp_set(session, sat.WRITTEN)
    attempt = sat.sit(session, school, "bob", sat.ESSAY, slot=5)
    sat.by_hand(session, school, attempt, 5_000_000, slot=5)
    found = plan(session, school.assignment, sat.question(session, "generous"))
    assert [change.outcome for change in found] == ["same"]


def test_what_waits_is_marked_when_the_key_knows_it(session, school, order):
    waiting = sat.JUDGED.replace("      - the guild\n", "      - the old fishing guild\n")
    build.lamp_set(session, waiting)
    attempt = sat.sit(session, school, "bob", "the guild of old men")
    assert points(session, attempt)[0] is None
    build.lamp_set(session, waiting.replace("ACCEPT-CANARY company", "the guild of old men"))
    carry_out(session, school.assignment, sat.question(session), order, NOW)
    assert points(session, attempt)[0] == RIGHT[0]


def test_hints_cost_what_they_cost_when_they_were_taken(session, school, order):
    build.lamp_set(
        session, LAMP_SET.replace("    points: 2\n", "    points: 2\n    hint_costs: [0.5]\n")
    )
    attempt = build.attempt(session, school)
    build.answer(session, attempt, PAYER, {"text": "fishers"})
    session.add(HintTaken(attempt_id=attempt.id, slot=PAYER, level=1, taken_at=NOW))
    submit(session, attempt, NOW)
    build.lamp_set(session, MORE_TAKEN)  # and hints are free from now on
    carry_out(session, school.assignment, None, order, NOW)
    assert points(session, attempt)[0] == RIGHT[0] // 2


def test_an_answer_and_its_place_are_marked_again_together(session, school, order):
    school.assignment.show_where = "all_or_nothing"
    attempt = build.attempt(session, school)
    build.answer(session, attempt, PAYER, {"answer": {"text": "fishers"}, "where": [3]})
    submit(session, attempt, NOW)
    assert sat.standing(session, attempt).answer_right is False
    build.lamp_set(session, MORE_TAKEN)
    carry_out(session, school.assignment, None, order, NOW)
    mark = sat.standing(session, attempt)
    assert (mark.points, mark.answer_right, mark.evidence_right) == (RIGHT[0], True, True)


# --- what cannot be marked again -------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        ("Who paid for it?", "Who paid?"),  # another stem
        ("    points: 2\n", "    points: 3\n"),
        ("    strict: true\n", ""),  # the page says that spelling counts
    ],
)
def test_what_was_asked_differently_keeps_its_mark(session, school, bob, order, change):
    build.lamp_set(session, MORE_TAKEN.replace(*change))
    assert outcomes(session, school) == [("Bob", "asked_differently")]
    assert carry_out(session, school.assignment, None, order, NOW).changed == 0
    assert points(session, bob)[1] == "key"


def test_a_key_mended_before_the_rewording_still_marks_what_it_asked(session, school, bob, order):
    build.lamp_set(session, MORE_TAKEN)
    build.lamp_set(session, sat.REWORDED)
    run = carry_out(session, school.assignment, sat.question(session), order, NOW)
    assert points(session, bob)[0] == RIGHT[0]
    assert run.question_version_id == sat.question(session).versions[1].id


def test_an_option_moved_by_the_author_is_another_answer(session, school):
    """A stored pick counts in the author's order, and pages may look alike all the same."""
    attempt = build.attempt(session, school, "bob", seed=7)
    build.answer(session, attempt, 1, {"option": 0})
    submit(session, attempt, NOW)
    old = attempt.served[0].question_version.content
    view = KINDS["choice"].student_view(ChoiceContent.model_validate(old), 7)
    texts = [option["text"] for option in view["options"]]
    assert texts[0] != old["options"][0]["text"]  # this seed shuffles
    options = sorted(old["options"], key=lambda option: texts.index(option["text"]))
    content = {**old, "options": options, "shuffle": False}
    assert KINDS["choice"].student_view(ChoiceContent.model_validate(content), 7) == view
    was = sat.question(session, "second-lamp").versions[0]
    same = {name: getattr(was, name) for name in ("question_id", "kind", "skill", "out_of")}
    text = was.article_version_id
    session.add(
        QuestionVersion(**same, number=2, article_version_id=text, content=content, created_at=NOW)
    )
    session.flush()
    found = plan(session, school.assignment, sat.question(session, "second-lamp"))
    assert [change.outcome for change in found] == ["asked_differently"]


# --- the look and what is done --------------------------------------------------------------


def test_what_changed_since_the_look_is_not_done(session, school, bob, order):
    build.lamp_set(session, MORE_TAKEN)
    seen = fingerprint(plan(session, school.assignment, None))
    sat.by_hand(session, school, bob, 5_000_000)
    before = sat.everything(session)
    with pytest.raises(ChangedMeanwhile):
        carry_out(session, school.assignment, None, order._replace(seen=seen), NOW)
    assert sat.everything(session) == before


def test_another_reason_to_change_is_another_fingerprint(session, school, bob):
    seen = {fingerprint(plan(session, school.assignment, None))}
    build.lamp_set(session, MORE_TAKEN)
    seen.add(fingerprint(plan(session, school.assignment, None)))
    sat.sit(session, school, "carol", "fishers")
    seen.add(fingerprint(plan(session, school.assignment, None)))
    assert len(seen) == 3


def test_every_run_and_every_mark_is_written_down(session, school, bob, carol, order):
    build.lamp_set(session, MORE_TAKEN)
    run = carry_out(session, school.assignment, sat.question(session), order, NOW)
    undo(session, run, order.by, NOW)
    rows = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    noted = [
        (row.action, row.subject, row.person_id, row.details)
        for row in rows
        if row.action in {"marked_again", "mark_changed", "marking_undone"}
    ]
    assert noted == [
        (
            *("marked_again", "assignment", None),
            {"run": run.id, "changed": 1, "reason": "The key was too narrow."},
        ),
        ("mark_changed", "attempt", bob.student_id, {"run": run.id, "slot": PAYER}),
        ("marking_undone", "assignment", None, {"run": run.id, "changed": 1}),
    ]


def test_runs_are_listed_the_newest_first(session, school, bob, order):
    first = carry_out(session, school.assignment, sat.question(session), order, NOW)
    second = carry_out(session, school.assignment, None, order, NOW)
    assert [
        (row.run.id, row.made_by, row.stem) for row in runs.runs(session, school.assignment)
    ] == [
        (second.id, "Alice", ""),
        (first.id, "Alice", "Who paid for it?"),
    ]
