"""Beginning and handing in."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from quizapp.models import Attempt, Mark, Question, Response, ServedSlot
from quizapp.taking import actions, starting
from tests import build
from tests.build import NOW, RIGHT


def test_an_attempt_pins_the_questions_it_serves(session, school):
    attempt = build.attempt(session, school)
    served = [slot.question_version_id for slot in attempt.served]
    build.lamp_set(session, build.LAMP_SET.replace("Who paid for it?", "Who paid for the lamp?"))
    session.commit()
    slots = actions.answered_slots(session, attempt)
    assert [slot.version.id for slot in slots] == served
    assert slots[1].version.content["stem"] == "Who paid for it?"


def test_starting_again_finds_what_was_begun(session, school):
    first = build.attempt(session, school)
    again = build.attempt(session, school, seed=99)
    assert again.id == first.id
    assert again.seed == 7


def test_the_database_allows_one_open_attempt(session, school):
    first = build.attempt(session, school)
    session.add(
        Attempt(
            assignment_id=first.assignment_id,
            student_id=first.student_id,
            number=2,
            seed=1,
            started_at=NOW,
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_after_handing_in_one_may_begin_again(session, school):
    first = build.attempt(session, school)
    actions.submit(session, first, NOW)
    second = build.attempt(session, school)
    assert (first.number, second.number) == (1, 2)


def test_a_retired_question_is_served_no_more(session, school):
    session.scalars(select(Question).where(Question.name == "payer")).one().state = "retired"
    attempt = build.attempt(session, school)
    assert len(attempt.served) == 3
    assert [slot.number for slot in attempt.served] == [1, 2, 3]


def test_a_quiz_without_questions_cannot_be_begun(session, school):
    for question in session.scalars(select(Question)):
        question.state = "retired"
    with pytest.raises(starting.NothingToAsk):
        build.attempt(session, school)


def test_a_teacher_does_not_sit_in_their_own_class(session, school):
    with pytest.raises(starting.TeachesHere):
        build.attempt(session, school, "alice")


def test_handing_in_marks_every_slot_by_the_key(session, school):
    attempt = build.attempt(session, school)
    for slot, value in RIGHT.items():
        build.answer(session, attempt, slot, value)
    assert actions.submit(session, attempt, NOW) is True
    marks = session.scalars(select(Mark).order_by(Mark.slot)).all()
    assert [(mark.points, mark.out_of) for mark in marks] == [
        (10_000_000, 10_000_000),
        (20_000_000, 20_000_000),
        (10_000_000, 10_000_000),
        (10_000_000, 10_000_000),
    ]
    assert {mark.marked_by for mark in marks} == {"key"}
    assert attempt.state == "submitted"
    assert attempt.submitted_at == NOW


def test_handing_in_twice_is_once(session, school):
    attempt = build.attempt(session, school)
    actions.submit(session, attempt, NOW)
    receipt = attempt.answers_sha256
    assert actions.submit(session, attempt, NOW) is False
    assert attempt.answers_sha256 == receipt
    assert session.scalar(select(func.count()).select_from(Mark)) == 4


def test_the_receipt_tells_answers_apart(session, school):
    digests = set()
    for name, text in {"bob": "The guild", "carol": "Nobody"}.items():
        attempt = build.attempt(session, school, name)
        build.answer(session, attempt, 2, {"text": text})
        actions.submit(session, attempt, NOW)
        digests.add(attempt.answers_sha256)
    assert len(digests) == 2


def test_blank_slots_are_named(session, school):
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 2, {"text": "The guild"})
    build.answer(session, attempt, 3, {"answer": "true"})
    build.answer(session, attempt, 3, None, base=1)
    assert actions.blank_slots(session, attempt) == [1, 3, 4]


def test_an_own_attempt_is_found_and_no_other(session, school):
    attempt = build.attempt(session, school)
    bob, carol = school.people["bob"].id, school.people["carol"].id
    assert actions.find_own_attempt(session, bob, attempt.id) is attempt
    assert actions.find_own_attempt(session, carol, attempt.id) is None
    assert actions.find_own_attempt(session, None, attempt.id) is None


def test_the_page_of_an_attempt_takes_as_many_statements_for_two_questions_as_for_four(
    session, school, count_queries
):
    attempt = build.attempt(session, school)
    session.commit()
    session.expunge_all()
    count_queries.clear()
    actions.answered_slots(session, attempt)
    assert len([s for s in count_queries if s.startswith("SELECT")]) <= 4


@pytest.mark.parametrize("model", [Response, ServedSlot, Mark])
def test_what_a_student_did_is_never_changed_nor_deleted(session, school, model):
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 2, {"text": "The guild"})
    actions.submit(session, attempt, NOW)
    row = session.scalars(select(model)).first()
    session.delete(row)
    with pytest.raises(TypeError, match="never changed"):
        session.flush()
