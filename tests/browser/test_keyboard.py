"""The guest's and the teacher's path without a mouse."""

import re

import pytest
from sqlalchemy import select

from quizapp.models import Response
from tests import build
from tests.browser.chromium import expect
from tests.browser.keys import Keys
from tests.browser.scores import check_scores, hand_in

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite")]


def start(page, keys):
    """From the first page, past what stands before it, to the attempt."""
    skip = page.get_by_role("link", name="Skip to the content")
    keys.reach(skip)
    expect(skip).to_be_in_viewport()
    keys.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    keys.enter(page.get_by_role("link", name="Harbour lights"))
    keys.type(page.get_by_label("Your name"), "Robin")
    keys.enter(page.get_by_role("button", name="Start reading"))
    expect(page.locator("#passage")).to_be_visible()


def answer_all(page, keys):
    """Answer the four questions rightly."""
    keys.choose(page.get_by_label("The first could not be seen in fog"))
    keys.type(page.get_by_label("Who paid for it?"), "The Guild")
    keys.choose(page.get_by_label("The passage does not say"))
    keys.tick(page.locator("#q4 input[value='1']"))


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (True, 360), (False, 1280)])
def test_a_guest_needs_no_mouse(browse, site, school, javascript, width):
    page = browse(javascript=javascript, width=width).open("/")
    keys = Keys(page)
    start(page, keys)
    if javascript and width < 960:
        keys.reach(page.get_by_role("tab", name="Passage"))
        keys.press("ArrowRight")
        expect(page.get_by_role("tab", name="Questions")).to_be_focused()
    answer_all(page, keys)
    keys.enter(page.get_by_role("button", name="Check and hand in"))
    expect(page.get_by_text("All 4 questions are answered and saved.")).to_be_visible()
    keys.enter(page.get_by_role("button", name="Hand in", exact=True))
    keys.enter(page.get_by_role("link", name="See how it went"))
    expect(page.locator(".total")).to_have_text("5 of 5 points")
    keys.enter(page.locator("#q2 .evidence a"))
    expect(page).to_have_url(re.compile("#e2$"))
    expect(page.locator("#e2")).to_be_in_viewport()
    keys.enter(page.get_by_role("link", name="Proof for question 2"))
    expect(page.locator("#q2")).to_be_in_viewport()
    assert {row.slot: row.value for row in site.look(select(Response))} == build.RIGHT


@pytest.mark.parametrize("javascript", [True, False])
def test_a_teacher_needs_no_mouse_from_sign_in_to_the_file(
    browse, session, school, sitting, javascript
):
    hand_in(session, sitting)
    window = browse(javascript=javascript)
    page = window.open("/")
    keys = Keys(page)
    keys.enter(page.get_by_role("link", name="Sign in"))
    keys.type(page.get_by_label("Sign-in name"), "alice")
    keys.type(page.get_by_label("Password"), build.PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Classes")
    keys.enter(page.get_by_role("link", name="Harbour lights").first)
    keys.enter(page.get_by_role("link", name="Bob"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bob")
    keys.enter(page.get_by_role("link", name="Harbour lights"))
    check_scores(page, "Bob", keys.enter)
