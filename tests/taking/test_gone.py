"""Who is gone from a class finishes what they began there, and begins nothing new."""

import pytest
from sqlalchemy import select

from quizapp.models import Attempt, SetAside
from tests import build
from tests.build import NOW


def taken_out(alice, _bob, school, bobs_id):
    alice.get(f"/teach/classes/{school.class_.id}/students/{bobs_id}")
    alice.send("out")


def left(_alice, bob, school, _bobs_id):
    bob.get("/home")
    bob.send(f"classes/{school.class_.id}/leave")


def put_away(alice, _bob, school, _bobs_id):
    alice.get(f"/teach/classes/{school.class_.id}/settings")
    alice.send("close")


@pytest.fixture(params=[taken_out, left, put_away])
def gone(request, alice, bob, session, school):
    """The page of bob's open attempt, and the versions it serves, after he is gone."""
    attempt = build.attempt(session, school)
    versions = {slot.number: slot.question_version_id for slot in attempt.served}
    build.answer(session, attempt, 1, build.RIGHT[1])
    bobs_id, page = school.people["bob"].id, f"/attempts/{attempt.id}"
    session.commit()
    bob.get(page)  # it stands open in a tab when it happens
    request.param(alice, bob, school, bobs_id)
    session.rollback()
    return page, versions


def test_what_was_begun_is_on_the_home_page_and_says_so(bob, gone):
    page, _ = gone
    bob.get("/home")
    assert "You have begun Harbour lights" in bob.words()
    assert "Class 7b is over for you" in bob.words()
    assert page in bob.links()


def test_saving_goes_on_and_nothing_is_set_aside(bob, session, gone):
    page, versions = gone
    bob.get(page)
    body = {"op": "a" * 32, "base_rev": 0, "question_version": versions[2]}
    assert bob.put(f"{page}/slots/2", {**body, "value": {"text": "the guild"}})["rev"] == 1
    bob.get(page)
    bob.send("answers", **{"s3-answer": "not_said"})
    assert session.scalars(select(SetAside)).all() == []


def test_it_is_handed_in_and_read_back_and_the_teacher_has_it(alice, bob, session, gone, school):
    page, _ = gone
    bob.get(page)
    bob.send("answers", **{"s2-text": "the guild"})
    bob.send("submit")
    assert bob.path == f"{page}/receipt"
    bob.get(f"{page}/review")
    assert "EXPLANATION-CANARY" in bob.words()
    alice.get(f"/teach/assignments/{school.assignment.id}")
    assert "3 of 5" in alice.words()
    alice.get(f"/teach{page}")
    assert "the guild" in alice.words()
    bob.get("/home")
    assert "Harbour lights handed in" in bob.words()
    assert "over for you" not in bob.words()


def test_nothing_new_is_begun(bob, session, gone, school):
    page, _ = gone
    cover = f"/assignments/{school.assignment.id}"
    bob.get(cover, status=404)
    bob.get(page)
    bob.send("answers")
    bob.send("submit")
    bob.get(cover, status=404)
    bob.post(cover, status=404)
    assert len(session.scalars(select(Attempt)).all()) == 1


def test_who_is_in_another_class_too_keeps_its_quizzes_apart(bob, session, school):
    """Only what was begun outside is over."""
    build.attempt(session, school)
    session.commit()
    bob.get("/home")
    assert "over for you" not in bob.words()
    school.class_.closed_at = NOW
    session.commit()
    bob.get("/home")
    assert "over for you" in bob.words()
