"""A whole sitting, from Home to the review: by keyboard alone, and as a screen reader tells it."""

import re

import pytest
from sqlalchemy import select

from quizapp.models import Response, SlotState
from tests import build
from tests.browser.chromium import expect
from tests.browser.sitting_walk import Walker, set_terms

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite")]

TERMS = ("You have 35 minutes once you begin", "Counted in for you: 5 minutes more. A broken arm.")
SAVED = re.compile(r"^Saved \d\d:\d\d$")


@pytest.fixture
def terms(session, school):
    """A quiz with a limit, and more time for bob."""
    set_terms(session, school)


def begin(page, keys):
    """From Home past the cover to the questions."""
    keys.enter(page.get_by_role("link", name="Begin with Harbour lights"))
    for words in TERMS:
        expect(page.get_by_role("region", name="How it goes")).to_contain_text(words)
    keys.enter(page.get_by_role("button", name="Start reading"))
    expect(page.locator("#passage")).to_be_visible()


def look_about(page, keys, width):
    """Use what stands above the passage: the tabs, the clock, the list of shortcuts."""
    if width < 960:
        keys.reach(page.get_by_role("tab", name="Passage"))
        keys.go("ArrowRight")
        expect(page.get_by_role("tab", name="Questions", selected=True)).to_be_focused()
        expect(page.locator("#passage")).to_be_hidden()
        keys.go("ArrowLeft")
        expect(page.locator("#passage")).to_be_visible()
    keys.use(page.get_by_role("button", name="Hide the time"))
    expect(page.locator("#clock span")).to_be_hidden()
    keys.go("Enter")
    expect(page.locator("#clock span")).to_contain_text("min left")
    keys.go("?")
    expect(page.get_by_role("dialog", name="Shortcuts")).to_be_visible()
    keys.go("Escape")
    expect(page.get_by_role("button", name="Hide the time")).to_be_focused()


def answer(page, keys, width):
    """Answer three of four, strike out an option and flag the one that is left."""
    if width < 960:
        keys.reach(page.get_by_role("tab", name="Passage"))
        keys.go("ArrowRight")
    keys.use(page.get_by_role("link", name="2 blank"))
    keys.type(page.get_by_label("Who paid for it?"), "the guild")
    keys.go("Shift+Tab")
    expect(page.locator("#q2 .saved")).to_have_text(SAVED)
    keys.use(page.get_by_role("link", name="1 blank"))
    keys.choose(page.get_by_label("The first could not be seen in fog"))
    keys.use(page.locator("#q1").get_by_role("button", name="B", exact=True))
    expect(page.locator("#q1 .out")).to_have_count(1)
    keys.use(page.locator("#q3").get_by_role("button", name="Flag for later"), "Space")
    expect(page.get_by_role("link", name="3 flagged, blank")).to_be_visible()
    keys.use(page.get_by_role("button", name="Pick in the passage"))
    expect(page.locator(".passage [role=checkbox]").first).to_be_focused()
    keys.go("ArrowDown", "Space", "Space", "ArrowUp", "Space", "Escape")
    expect(page.get_by_role("button", name="Pick in the passage")).to_be_focused()
    expect(page.locator("#q4 .saved")).to_have_text(SAVED)


def hand_in(page, keys):
    """From the questions to the review of all the points."""
    keys.enter(page.get_by_role("button", name="Check and hand in"))
    keys.enter(page.get_by_role("button", name="Hand in", exact=True))
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    keys.enter(page.get_by_role("link", name="See how it went"))
    expect(page.locator(".total")).to_have_text("5 of 5 points")


def answers(site):
    """What the database holds: the newest answer to each question."""
    rows = site.look(select(Response).order_by(Response.revision))
    return {row.slot: row.value for row in rows}


@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.long)])
def test_by_keyboard_from_home_to_the_review(browse, site, terms, width):
    page = browse(login="bob", width=width).open("/home")
    keys = Walker(page)
    begin(page, keys)
    look_about(page, keys, width)
    answer(page, keys, width)
    keys.enter(page.get_by_role("button", name="Check and hand in"))
    expect(page.get_by_text("1 of 4 questions is blank.")).to_be_visible()
    keys.enter(page.get_by_role("link", name="Question 3"))
    expect(page.locator("#q3")).to_be_in_viewport()
    keys.choose(page.get_by_label("The passage does not say"))
    hand_in(page, keys)
    keys.use(page.locator("#q2 .evidence a"))
    expect(page.locator("#e2")).to_be_in_viewport()
    keys.use(page.get_by_role("link", name="Proof for question 2"))
    expect(page.locator("#q2")).to_be_in_viewport()
    assert answers(site) == {**build.RIGHT, 2: {"text": "the guild"}}
    noted = site.look(select(SlotState).order_by(SlotState.slot))
    assert [(row.slot, row.is_flagged, row.eliminated) for row in noted] == [
        (1, False, ["B"]),
        (3, True, []),
    ]


def test_without_scripts_from_home_to_the_review(browse, site, terms):
    page = browse(javascript=False, login="bob", width=360).open("/home")
    keys = Walker(page)
    begin(page, keys)
    expect(page.locator("#clock")).to_contain_text("until")
    keys.choose(page.get_by_label("The first could not be seen in fog"))
    keys.enter(page.locator("#q1").get_by_role("button", name="B", exact=True))
    expect(page.locator("#q1 .out")).to_have_count(1)
    keys.enter(page.locator("#q3").get_by_role("button", name="Flag for later"))
    expect(page.get_by_role("link", name="3 flagged, blank")).to_be_visible()
    keys.type(page.get_by_label("Who paid for it?"), "the guild")
    keys.enter(page.get_by_role("button", name="Save question 2"))
    keys.tick(page.locator("#q4 input[value='1']"))
    keys.enter(page.get_by_role("button", name="Shortcuts"))
    keys.enter(page.get_by_role("link", name="Back"))
    keys.enter(page.get_by_role("button", name="Check and hand in"))
    expect(page.get_by_text("1 of 4 questions is blank.")).to_be_visible()
    keys.enter(page.get_by_role("link", name="Question 3"))
    expect(page.locator("#q3")).to_be_in_viewport()
    keys.choose(page.get_by_label("The passage does not say"))
    hand_in(page, keys)
    assert answers(site) == {**build.RIGHT, 2: {"text": "the guild"}}
