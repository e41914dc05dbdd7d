"""Practice: an answer is checked while answering, tried again, and in the end told of."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text

from quizapp import db
from quizapp.core.feedback import preset
from quizapp.models import Attempt, Check, Response, SetAside
from quizapp.taking import checking
from quizapp.taking.actions import submit
from quizapp.taking.saving import Operation, save
from quizapp.taking.slots import find_own_slot
from tests import build
from tests.build import NOW
from tests.test_key_stays_home import CANARY, VARYING
from tests.told import change, rules

SEEN = "You have seen the answer to this question, so it stays as it was."


@pytest.fixture
def sitting(session, school):
    """Bob practises: two tries at each question."""
    school.assignment.feedback, school.assignment.most_tries = preset("practice"), 2
    attempt = build.attempt(session, school)
    session.commit()
    return attempt.id


def press(visitor, attempt, slot, status=200, **answers):
    """Open the page, answer, and press the button that checks one question."""
    page = f"/attempts/{attempt}"
    visitor.get(page)
    visitor.send("answers", status, action=f"{page}/slots/{slot}/check", **answers)
    return visitor


def section(visitor, slot):
    return visitor.by_id(f"q{slot}")


def rows(session):
    session.rollback()
    found = session.scalars(select(Check).order_by(Check.slot, Check.revision)).all()
    told = [(row.slot, row.revision, row.is_last) for row in found]
    session.rollback()
    return told


def test_a_right_answer_is_told_at_once_with_all_there_is(session, bob, sitting):
    press(bob, sitting, 2, **{"s2-text": "the guild"})
    told = bob.words(section(bob, 2))
    assert "Right" in told and "ACCEPT-CANARY" in told and "paid for every stone" in told
    assert not list(section(bob, 2).iter("{http://www.w3.org/1999/xhtml}input"))
    assert rows(session) == [(2, 2, True)]


def test_a_wrong_answer_may_be_tried_again(session, bob, sitting):
    press(bob, sitting, 1, **{"s1-choice": "A"})
    told = bob.words(section(bob, 1))
    assert "Checked: Wrong" in told and "FEEDBACK-CANARY" in told and "1 try left" in told
    assert "EXPLANATION-CANARY" not in bob.text
    assert rows(session) == [(1, 1, False)]
    press(bob, sitting, 1, **{"s1-choice": "B"})
    told = bob.words(section(bob, 1))
    assert "Wrong" in told and "EXPLANATION-CANARY" in told and "right answer" in told
    assert rows(session) == [(1, 1, False), (1, 3, True)]


def test_the_same_answer_is_checked_once(session, bob, sitting):
    for _ in range(3):
        press(bob, sitting, 1, **{"s1-choice": "A"})
    assert rows(session) == [(1, 1, False)]


def test_a_blank_is_not_checked(session, bob, sitting):
    press(bob, sitting, 1)
    assert "That question is blank" in bob.words()
    assert rows(session) == []


def test_what_was_told_no_more_stands_beside_another_answer(bob, sitting):
    press(bob, sitting, 1, **{"s1-choice": "A"})
    bob.send("answers", action=f"/attempts/{sitting}/slots/1", **{"s1-choice": "B"})
    assert "Checked:" not in bob.words(section(bob, 1))
    assert "1 try left" in bob.words(section(bob, 1))


def test_a_closed_answer_stays_and_what_came_after_is_kept(session, bob, sitting):
    page = f"/attempts/{sitting}"
    stale = bob.get(page).tree
    press(bob, sitting, 2, **{"s2-text": "the guild"})
    bob.tree, bob.path = stale, page
    bob.send("answers", 423, **{"s2-text": "the keeper"})
    assert SEEN in bob.words()
    told = bob.put(
        f"{page}/slots/2",
        {"op": "another-op", "base_rev": 2, "question_version": 2, "value": {"text": "nobody"}},
        423,
    )
    assert (told["error"], told["value"]) == (SEEN, {"text": "the guild"})
    session.rollback()
    kept = session.scalars(select(SetAside)).all()
    assert [(row.reason, row.value["text"]) for row in kept] == [
        ("checked", "the keeper"),
        ("checked", "nobody"),
    ]


def test_it_is_handed_in_as_it_was_checked(session, bob, sitting):
    press(bob, sitting, 2, **{"s2-text": "the guild"})
    bob.get(f"/attempts/{sitting}/finish")
    bob.send("submit")
    bob.get(f"/attempts/{sitting}/review")
    assert "2 of 2" in bob.words(section(bob, 2))


def test_no_hint_is_told_of_what_was_told(session, school, bob, sitting):
    school.assignment.allows_hints = True
    session.commit()
    press(bob, sitting, 2, **{"s2-text": "the guild"})
    bob.send("answers", action=f"/attempts/{sitting}/slots/2/hint", hint=1)
    assert "Hint" not in bob.words(section(bob, 2))


# --- where nothing is told while answering -------------------------------------------------


@pytest.mark.parametrize("name", ["homework", "test"])
def test_elsewhere_there_is_no_button_and_no_check(session, school, bob, sitting, name):
    school.assignment.feedback = preset(name)
    session.commit()
    press(bob, sitting, 2, **{"s2-text": "the guild"})
    assert "Check this answer" not in bob.words()
    assert not CANARY.search(bob.text)
    assert rows(session) == []


@pytest.mark.parametrize("who", ["carol", "dave", "mallory"])
def test_nobody_else_checks(request, session, sitting, who):
    visitor = request.getfixturevalue(who)
    visitor.post(f"/attempts/{sitting}/slots/2/check", {}, status=404)
    assert rows(session) == []


def test_whoever_is_not_signed_in_does_not_check(nobody, sitting):
    nobody.get("/sign-in")
    nobody.post(f"/attempts/{sitting}/slots/2/check", {}, status=401, follow=False)


def test_after_handing_in_nothing_is_checked(session, school, bob, sitting):
    attempt = session.get_one(Attempt, sitting)
    build.answer(session, attempt, 2, {"text": "the guild"})
    submit(session, attempt, NOW)
    assert checking.check(session, _slot(session, attempt), NOW) == "refused"


def page_of(visitor, attempt):
    """Return the page, what varies cut out."""
    return VARYING.sub("", visitor.get(f"/attempts/{attempt}").text)


# --- the key stays home until it is told -----------------------------------------------------


@pytest.mark.parametrize("item", ["explanation", "evidence", "right_answer", "overall"])
def test_before_the_last_try_the_page_is_the_same_whatever_the_key(session, bob, sitting, item):
    press(bob, sitting, 1, **{"s1-choice": "A"})
    attempt, before = session.get_one(Attempt, sitting), page_of(bob, sitting)
    change(session, attempt, item)
    assert page_of(bob, sitting) == before


@pytest.mark.parametrize("is_told", [False, True])
@pytest.mark.parametrize("item", ["option_feedback", "explanation", "evidence", "right_answer"])
def test_after_the_last_try_what_is_held_back_leaves_no_trace(
    session, school, bob, sitting, item, is_told
):
    """And the control: where it is told, it is seen."""
    held_back = set() if is_told else {item}
    school.assignment.feedback, school.assignment.most_tries = rules("during", held_back), 1
    session.commit()
    press(bob, sitting, 1, **{"s1-choice": "A"})
    assert "Check this answer" not in bob.words(section(bob, 1))
    attempt, before = session.get_one(Attempt, sitting), page_of(bob, sitting)
    change(session, attempt, item)
    assert (page_of(bob, sitting) != before) == is_told


# --- a check and a save at once --------------------------------------------------------------


def _slot(session, attempt):
    return find_own_slot(build.asking(session), attempt.student_id, attempt.id, 2)


def race(engine, session, attempt_id):
    """Save while a last check is under way; return what became of the save."""
    attempt = session.get_one(Attempt, attempt_id)
    build.answer(session, attempt, 2, {"text": "the guild"})
    slot = _slot(session, attempt)
    session.commit()

    def late():
        with db.open_session(engine, writes=True) as other:
            change = Operation("late-save", 1, slot.question_version_id, {"text": "nobody"})
            outcome = save(other.connection(), slot, change, NOW).outcome
            other.commit()
            return outcome

    with ThreadPoolExecutor(1) as pool:
        assert checking.check(session, slot, NOW) == "checked"
        saved = pool.submit(late)
        if engine.dialect.name == "postgresql":
            while not session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                pass
        session.commit()
        return saved.result(timeout=30)


def test_a_save_that_meets_a_last_check_is_kept_beside(engine, session, sitting):
    assert race(engine, session, sitting) == "checked"
    values = session.scalars(select(Response.value).order_by(Response.revision)).all()
    assert values == [{"text": "the guild"}] * 2


@pytest.mark.database("postgresql")
def test_without_the_revision_it_takes_the_save_gets_in(engine, session, sitting, monkeypatch):
    """The control: PostgreSQL does not see a check that commits after the save began."""
    monkeypatch.setattr(checking, "_seal", lambda _session, answer: answer.revision)
    assert race(engine, session, sitting) == "saved"
