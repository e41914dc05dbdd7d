"""One guarded INSERT, and what becomes of an answer that it does not take."""

import pytest
from sqlalchemy import select

from quizapp.models import Response, SetAside
from quizapp.taking import actions, saving
from quizapp.taking.saving import Operation, save
from quizapp.taking.slots import find_own_slot, own_slots
from tests import build
from tests.build import NOW


@pytest.fixture
def attempt(session, school):
    return build.attempt(session, school)


def newest(session, attempt, slot):
    return session.scalars(
        select(Response)
        .where(Response.attempt_id == attempt.id, Response.slot == slot)
        .order_by(Response.revision.desc())
    ).first()


def test_a_save_is_kept_as_the_next_revision(session, attempt):
    first = build.answer(session, attempt, 2, {"text": "The mayor"})
    second = build.answer(session, attempt, 2, {"text": "The guild"}, base=first.revision)
    assert (first.outcome, first.revision) == ("saved", 1)
    assert (second.outcome, second.revision) == ("saved", 2)
    assert newest(session, attempt, 2).value == {"text": "The guild"}
    assert len(session.scalars(select(Response)).all()) == 2


def test_the_same_operation_twice_is_one_save(session, attempt):
    first = build.answer(session, attempt, 2, {"text": "The guild"}, op="one-and-only")
    again = build.answer(session, attempt, 2, {"text": "The guild"}, op="one-and-only")
    assert again == first
    assert len(session.scalars(select(Response)).all()) == 1


def test_a_repeated_operation_is_known_even_after_a_newer_save(session, attempt):
    build.answer(session, attempt, 2, {"text": "old"}, op="operation-1")
    build.answer(session, attempt, 2, {"text": "new"}, base=1, op="operation-2")
    again = build.answer(session, attempt, 2, {"text": "old"}, op="operation-1")
    assert (again.outcome, again.revision) == ("saved", 1)
    assert session.scalars(select(SetAside)).all() == []


def test_an_answer_can_be_taken_back(session, attempt):
    build.answer(session, attempt, 2, {"text": "The guild"})
    build.answer(session, attempt, 2, None, base=1)
    assert newest(session, attempt, 2).value is None


def test_what_lost_to_another_tab_is_kept_beside(session, attempt):
    build.answer(session, attempt, 2, {"text": "from the first tab"}, op="first-tab")
    lost = build.answer(session, attempt, 2, {"text": "from the second"}, op="second-tab")
    assert lost.outcome == "superseded"
    assert (lost.revision, lost.value) == (1, {"text": "from the first tab"})
    kept = session.scalars(select(SetAside)).one()
    assert (kept.reason, kept.value) == ("superseded", {"text": "from the second"})


def test_what_lost_is_kept_once_however_often_it_is_sent(session, attempt):
    build.answer(session, attempt, 2, {"text": "x"}, op="first-tab")
    for _ in range(3):
        build.answer(session, attempt, 2, {"text": "y"}, op="second-tab")
    assert len(session.scalars(select(SetAside)).all()) == 1


def test_a_revision_that_was_never_given_is_no_base(session, attempt):
    assert build.answer(session, attempt, 2, {"text": "x"}, base=5).outcome == "superseded"


def test_a_late_answer_is_kept_for_the_teacher(session, attempt):
    build.answer(session, attempt, 2, {"text": "in time"})
    actions.submit(session, attempt, NOW)
    late = build.answer(session, attempt, 2, {"text": "too late"}, base=1)
    assert late.outcome == "late"
    assert newest(session, attempt, 2).value == {"text": "in time"}
    assert session.scalars(select(SetAside)).one().reason == "late"


def test_an_answer_to_another_question_is_refused(session, attempt):
    slot = find_own_slot(build.asking(session), attempt.student_id, attempt.id, 2)
    other = find_own_slot(build.asking(session), attempt.student_id, attempt.id, 1)
    change = Operation("wrong-question", 0, other.question_version_id, {"text": "x"})
    with pytest.raises(saving.WrongQuestion):
        save(session.connection(), slot, change, NOW)
    assert session.scalars(select(Response)).all() == []


def test_a_slot_is_found_by_its_student_only(session, school, attempt):
    bob, carol = school.people["bob"].id, school.people["carol"].id
    assert find_own_slot(build.asking(session), bob, attempt.id, 1) is not None
    assert find_own_slot(build.asking(session), carol, attempt.id, 1) is None
    assert find_own_slot(build.asking(session), bob, attempt.id, 5) is None
    assert find_own_slot(build.asking(session), None, attempt.id, 1) is None


def test_the_guard_itself_refuses_somebody_else(session, school, attempt):
    mine = find_own_slot(build.asking(session), attempt.student_id, attempt.id, 2)
    forged = mine._replace(student_id=school.people["carol"].id)
    change = Operation("forged-student", 0, mine.question_version_id, {"text": "x"})
    saving.save(session.connection(), forged, change, NOW)
    assert session.scalars(select(Response)).all() == []


def test_a_save_takes_one_insert(session, attempt, count_queries):
    slot = find_own_slot(build.asking(session), attempt.student_id, attempt.id, 2)
    count_queries.clear()
    change = Operation("op-number-1", 0, slot.question_version_id, {"text": "x"})
    save(session.connection(), slot, change, NOW)
    assert len(count_queries) == 1
    assert count_queries[0].startswith("INSERT INTO responses")


def test_only_what_was_changed_on_a_page_is_saved(session, attempt):
    build.answer(session, attempt, 2, {"text": "same"})
    slots = own_slots(session, attempt.student_id, attempt.id)
    versions = {slot.number: slot.question_version_id for slot in slots}
    changes = [
        (slots[0], Operation("page-op-1", 0, versions[1], {"option": 1})),
        (slots[1], Operation("page-op-2", 1, versions[2], {"text": "same"})),
        (slots[2], Operation("page-op-3", 0, versions[3], None)),
    ]
    outcomes = saving.save_changed(session, changes, NOW)
    assert [(number, saved.outcome) for number, saved in outcomes] == [(1, "saved")]


def test_an_unchanged_old_page_does_not_quarrel_with_a_newer_tab(session, attempt):
    build.answer(session, attempt, 2, {"text": "old"})
    build.answer(session, attempt, 2, {"text": "new"}, base=1)
    slots = own_slots(session, attempt.student_id, attempt.id)
    change = Operation("page-op-4", 1, slots[1].question_version_id, {"text": "old"})
    assert saving.save_changed(session, [(slots[1], change)], NOW) == []
    assert newest(session, attempt, 2).value == {"text": "new"}


def test_a_name_used_for_another_question_tells_nothing_of_it(session, school):
    """It would be read through the other question's shuffle, or break its page."""
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 1, {"option": 2}, op="one-name")
    other = build.answer(session, attempt, 2, {"text": "the guild"}, op="one-name")
    assert (other.outcome, other.revision, other.value) == ("superseded", 0, None)
    again = build.answer(session, attempt, 1, {"option": 2}, op="one-name")
    assert (again.outcome, again.value) == ("saved", {"option": 2})
