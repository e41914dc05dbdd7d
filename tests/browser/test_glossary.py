"""Words that are explained, opened where they stand: by mouse, by keyboard, without scripts."""

import pytest

from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.browser.keys import Keys
from tests.sitting_rows import explain_a_word

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]
MEANING = "people of one trade"


@pytest.fixture
def explained(session, school, sitting):
    """Bob's attempt at a text of which alice explains a word."""
    explain_a_word(session, school.article, school.people["alice"].id)
    session.commit()
    return f"/attempts/{sitting.id}"


def word(page):
    return page.locator(".passage").get_by_role("link", name="guild")


def box(page):
    return page.get_by_role("dialog", name="guild")


def test_it_opens_in_place_and_the_question_stays(browse, explained):
    page = browse(login="bob").open(explained)
    word(page).click()
    expect(box(page)).to_contain_text(MEANING)
    where, of = box(page).bounding_box(), word(page).bounding_box()
    assert abs(where["y"] - of["y"] - of["height"]) < 20
    page.get_by_role("button", name="Close").click()
    expect(box(page)).to_be_hidden()
    assert page.url.endswith(explained)


def test_by_keyboard_and_the_focus_goes_back(browse, explained):
    page = browse(login="bob").open(explained)
    keys = Keys(page)
    keys.enter(word(page))
    expect(box(page)).to_be_focused()
    keys.press("Escape")
    expect(box(page)).to_be_hidden()
    expect(word(page)).to_be_focused()


def test_without_scripts_it_leads_to_the_list(browse, explained):
    page = browse(javascript=False, login="bob").open(explained)
    word(page).click()
    expect(page.locator(".explained :target")).to_contain_text(MEANING)


@pytest.mark.long
def test_an_open_word_has_no_violation(browse, explained):
    page = browse(login="bob", width=360).open(explained)
    word(page).click()
    expect(box(page)).to_be_visible()
    page.evaluate("document.querySelector('.meaning').popover = 'manual'")
    page.evaluate("document.querySelector('.meaning').showPopover()")
    assert faults(page) == []
