"""The key is told when nobody's answers count any more, and not before."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from quizapp.core.feedback import preset
from quizapp.core.timing import GRACE
from quizapp.models import Attempt, Extension
from quizapp.taking.actions import submit
from quizapp.taking.feedback import told_if_handed_in
from quizapp.taking.starting import start
from tests import build
from tests.told import ALL

KEY = "EXPLANATION-CANARY"
MINUTE = timedelta(minutes=1)
EVERYBODY = "once the quiz has closed for everybody"


def now():
    return datetime.now(UTC)


@pytest.fixture
def handed_in(session, school):
    """Bob's, of two that he may make of a test that is open."""
    given = school.assignment
    given.most_attempts, given.feedback = 2, preset("test")
    given.closes_at = now() + timedelta(days=1)
    session.flush()
    made = start(session, given, school.people["bob"], 7, now())
    submit(session, made, now())
    session.commit()
    return made.id


@pytest.fixture
def review(bob, handed_in):
    def see():
        return bob.get(f"/attempts/{handed_in}/review")

    return see


def close(session, school, ago):
    school.assignment.closes_at = now() - ago
    session.commit()


def test_the_key_waits_for_the_grace_and_is_told_then(session, school, review):
    close(session, school, GRACE / 2)
    page = review()
    assert KEY not in page.text
    assert f"Your teacher shows the answers {EVERYBODY}." in page.words()
    close(session, school, 2 * GRACE)
    assert KEY in review().text


@pytest.mark.parametrize("who", ["bob", "carol"])
@pytest.mark.parametrize("rules", ["test", "homework"])
def test_the_key_waits_for_who_still_sits(session, school, review, who, rules):
    school.assignment.limit_minutes = 60
    school.assignment.feedback = preset(rules)
    attempt = start(session, school.assignment, school.people[who], 8, now())
    close(session, school, 2 * GRACE)
    page = review()
    assert (KEY in page.text) == (rules == "homework" and who == "carol")
    submit(session, attempt, now())
    session.commit()
    assert KEY in review().text


def test_it_is_said_that_one_has_begun_again(session, school, review):
    school.assignment.feedback = preset("homework")
    start(session, school.assignment, school.people["bob"], 8, now())
    session.commit()
    page = review()
    assert "You have begun this quiz again." in page.words()
    assert KEY not in page.text


def test_the_key_waits_for_who_has_other_dates_and_does_not_tell_them(session, school, review):
    granted = now() + timedelta(days=400)
    session.add(
        Extension(
            assignment_id=school.assignment.id,
            student_id=school.people["carol"].id,
            granted_by_id=school.people["alice"].id,
            granted_at=now(),
            reason="ill",
            closes_at=granted,
        )
    )
    close(session, school, 2 * GRACE)
    page = review()
    assert KEY not in page.text
    assert EVERYBODY in page.words()
    assert f"{granted:%Y}" not in page.words()


def test_a_deadline_that_is_past_holds_nothing_back(session, school, review):
    attempt = start(session, school.assignment, school.people["carol"], 8, now())
    session.execute(update(Attempt).where(Attempt.id == attempt.id).values(due_at=now() - MINUTE))
    close(session, school, 3 * GRACE)
    assert KEY in review().text


def test_whoever_hands_in_does_not_wait_for_their_own_deadline(session, school):
    given = school.assignment
    given.limit_minutes, given.feedback = 60, preset("test")
    attempt = start(session, given, school.people["bob"], 7, now())
    close(session, school, 2 * GRACE)
    assert told_if_handed_in(session, attempt, now()).items == ALL


@pytest.mark.parametrize("is_told", [True, False])
def test_what_comes_late_meets_ones_own_answer_only_where_it_is_told(session, school, bob, is_told):
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 2, {"text": "OWN-CANARY"})
    version = next(one.question_version_id for one in attempt.served if one.number == 2)
    school.assignment.feedback = {"after": ["answers"] if is_told else []}
    session.commit()
    tree, page = bob.get(f"/attempts/{attempt.id}").tree, bob.path
    session.rollback()
    submit(session, session.get_one(Attempt, attempt.id), now())
    session.commit()
    body = {"op": "operation-9", "base_rev": 1, "question_version": version}
    told = bob.put(f"{page}/slots/2", {**body, "value": {"text": "late"}}, 423)
    assert told.get("value") == ({"text": "OWN-CANARY"} if is_told else None)
    assert ("value" in told) == is_told
    bob.tree, bob.path = tree, page
    bob.send("answers", 423, **{"s2-text": "too late"})
    assert "too late" in bob.words()
    assert ("OWN-CANARY" in bob.text) == ("What counts" in bob.words()) == is_told
