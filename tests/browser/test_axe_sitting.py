"""What a sitting can come to, and its teacher's side of it, through axe-core."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests import build
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.browser.sitting_walk import set_terms

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite"), pytest.mark.long]


def begin(session, school, minutes=35):
    """Bob's attempt at a quiz with terms, in the last of its minutes."""
    set_terms(session, school)
    began = datetime.now(UTC) - timedelta(minutes=35 - minutes)
    attempt = start(session, school.assignment, school.people["bob"], 7, began)
    session.commit()
    return f"/attempts/{attempt.id}"


def test_the_clock_shown_and_hidden(browse, session, school):
    page = browse(login="bob").open(begin(session, school))
    expect(page.locator("#clock")).to_contain_text("min left")
    assert faults(page) == []
    page.get_by_role("button", name="Hide the time").click()
    assert faults(page) == []


def test_time_is_up(browse, session, school):
    page = browse(login="bob").open(begin(session, school, minutes=0.05))
    expect(page.get_by_text("Time was up at")).to_be_visible(timeout=20_000)
    assert faults(page) == []


def test_something_is_not_saved_yet(browse, session, school):
    window = browse(login="bob")
    window.allow("ERR_INTERNET_DISCONNECTED")
    page = window.open(begin(session, school) + "#questions")
    window.context.set_offline(True)
    page.get_by_label("Who paid for it?").fill("the guild")
    expect(page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
    assert faults(page) == []
    window.context.set_offline(False)
    expect(page.locator("#page-status")).to_contain_text("Saved")


def test_one_has_stopped_reading(browse, session, school):
    path = begin(session, school)
    page = browse(login="bob").open(path)
    page.get_by_role("button", name="I would rather not read this").click()
    page.get_by_role("button", name="Stop reading").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have stopped reading")
    assert faults(page) == []
    teacher = browse(login="alice").open(f"/teach{path}")
    assert faults(teacher) == []
    assert faults(browse(login="alice").open(f"/teach/assignments/{school.assignment.id}")) == []


@pytest.mark.parametrize("standing", ["open", "early", "over", "used"])
def test_the_cover_with_its_terms(browse, session, school, standing):
    set_terms(session, school)
    given, now = school.assignment, datetime.now(UTC)
    if standing == "early":
        given.opens_at = now + timedelta(hours=1)
    elif standing == "over":
        given.closes_at = now - timedelta(hours=1)
    elif standing == "used":
        for seed in range(2):
            submit(session, start(session, given, school.people["bob"], seed, now), now)
    session.commit()
    page = browse(login="bob").open(f"/assignments/{given.id}")
    can_begin = page.get_by_role("button", name="Start reading")
    expect(can_begin).to_have_count(1 if standing == "open" else 0)
    assert faults(page) == []


def test_an_attempt_with_answers_that_were_kept(browse, session, school):
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 2, {"text": "the guild"})
    build.answer(session, attempt, 2, {"text": "from another tab"}, op="other")
    submit(session, attempt, build.NOW)
    build.answer(session, attempt, 1, {"option": 0}, op="late")
    session.commit()
    page = browse(login="alice").open(f"/teach/attempts/{attempt.id}")
    expect(page.get_by_text("from another tab")).to_be_visible()
    assert faults(page) == []


def test_more_time_that_was_granted_and_that_has_a_fault(browse, session, school):
    set_terms(session, school)
    window = browse(login="alice")
    window.allow("status of 422")
    page = window.open(f"/teach/assignments/{school.assignment.id}/time")
    expect(page.get_by_text("A broken arm.")).to_be_visible()
    page.get_by_label(re.compile("minutes", re.IGNORECASE)).fill("-3")
    page.get_by_label("Reason").fill("An arm that is broken.")
    page.get_by_role("button", name="Grant it").click()
    expect(page.locator(".error").first).to_be_visible()
    assert faults(page) == []
