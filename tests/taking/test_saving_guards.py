"""A save and the end of its attempt, at once: nothing is kept that the receipt does not know."""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing

import pytest
from sqlalchemy import select

from quizapp import db
from quizapp.core.receipts import answers_sha256
from quizapp.models import Attempt, Response, SetAside
from quizapp.taking import actions
from tests import build
from tests.build import NOW

A_MOMENT = 0.3  # seconds, many times what either takes when it need not wait


@pytest.fixture
def attempt(session, school):
    attempt = build.attempt(session, school)
    session.commit()
    return attempt


@pytest.fixture
def meanwhile(engine):
    """Run something in a transaction of its own while the test's is still open."""

    def run(action, attempt_id):
        with closing(db.open_session(engine, writes=True)) as session:
            result = action(session, session.get_one(Attempt, attempt_id))
            session.commit()
            return result

    with ThreadPoolExecutor(1) as pool:
        yield lambda action, attempt: pool.submit(run, action, attempt.id)


def test_a_save_waits_for_a_submission_under_way_and_is_late(session, attempt, meanwhile):
    actions.submit(session, attempt, NOW)
    saving = meanwhile(lambda own, row: build.answer(own, row, 2, {"text": "the guild"}), attempt)
    assert not wait([saving], A_MOMENT).done
    session.commit()
    assert saving.result(timeout=10).outcome == "late"
    assert session.scalars(select(Response)).all() == []


def test_a_submission_waits_for_a_save_under_way_and_marks_it(session, attempt, meanwhile):
    build.answer(session, attempt, 2, {"text": "the guild"})
    submitting = meanwhile(lambda own, row: actions.submit(own, row, NOW), attempt)
    assert not wait([submitting], A_MOMENT).done
    session.commit()
    assert submitting.result(timeout=10)
    session.refresh(attempt)
    slots = actions.answered_slots(session, attempt)
    assert slots[1].mark.points == slots[1].version.out_of
    rows = [(slot.number, slot.version.id, slot.revision, slot.value) for slot in slots]
    assert attempt.answers_sha256 == answers_sha256(attempt.id, rows)


def test_two_saves_upon_the_same_revision_keep_one_and_set_the_other_aside(
    session, attempt, meanwhile
):
    build.answer(session, attempt, 2, {"text": "mine"}, op="first-tab")
    other = meanwhile(
        lambda own, row: build.answer(own, row, 2, {"text": "the other"}, op="second-tab"), attempt
    )
    assert not wait([other], A_MOMENT).done
    session.commit()
    assert other.result(timeout=10).outcome == "superseded"
    assert [row.value["text"] for row in session.scalars(select(Response))] == ["mine"]
    assert [row.value["text"] for row in session.scalars(select(SetAside))] == ["the other"]


def test_an_operation_that_comes_again_upon_a_later_revision_is_the_same(session, attempt):
    """A browser that lost the answer sends it again, from where it stands by then."""
    first = build.answer(session, attempt, 2, {"text": "mine"}, op="same-change")
    again = build.answer(session, attempt, 2, {"text": "mine"}, op="same-change", base=1)
    assert (first.outcome, again.outcome, again.revision) == ("saved", "saved", 1)
    assert len(session.scalars(select(Response)).all()) == 1
    assert session.scalars(select(SetAside)).all() == []
