"""Flags and struck-out options in the browser: at once, and kept by the server."""

import pytest
from sqlalchemy import select

from quizapp.models import SlotState
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.browser.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]


def kept(site):
    rows = site.look(select(SlotState).order_by(SlotState.slot))
    return [(row.slot, row.is_flagged, row.eliminated) for row in rows]


def flag(page, number):
    return page.locator(f"#q{number}").get_by_role("button", name="Flag for later")


def in_map(page, words):
    return page.get_by_role("navigation", name="Questions").get_by_role("link", name=words)


def test_a_press_shows_at_once_and_stays(browse, site, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    page.get_by_label("Who paid for it?").fill("the gui")
    with page.expect_response("**/slots/1/state"):
        flag(page, 1).click()
    with page.expect_response("**/slots/1/state"):
        page.locator("#q1").get_by_role("button", name="B", exact=True).click()
    expect(page.locator("#q1 .out")).to_have_count(1)
    expect(in_map(page, "1 flagged, blank")).to_be_visible()
    expect(page.get_by_label("Who paid for it?")).to_have_value("the gui")
    assert kept(site) == [(1, True, ["B"])]
    page.reload()
    expect(flag(page, 1)).to_have_attribute("aria-pressed", "true")
    page.locator("#q1 .out input").check()
    expect(page.locator("#q1 .out input")).to_be_checked()
    with page.expect_response("**/slots/1/state"):
        flag(page, 1).click()
    expect(in_map(page, "1 answered")).to_be_visible()
    assert kept(site) == [(1, False, ["B"])]


def test_by_keyboard(browse, site, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    keys = Keys(page)
    with page.expect_response("**/slots/2/state"):
        keys.enter(flag(page, 2))
    expect(flag(page, 2)).to_be_focused()
    assert kept(site) == [(2, True, [])]


def test_without_scripts_the_buttons_do_the_same(browse, site, sitting):
    page = browse(javascript=False, login="bob").open(f"/attempts/{sitting.id}")
    page.get_by_label("Who paid for it?").fill("the guild")
    flag(page, 1).click()
    expect(flag(page, 1)).to_have_attribute("aria-pressed", "true")
    page.locator("#q3").get_by_role("button", name="True").click()
    expect(page.locator("#q3 .out")).to_contain_text("True")
    expect(page.get_by_label("Who paid for it?")).to_have_value("the guild")
    assert kept(site) == [(1, True, []), (3, False, ["true"])]


def test_what_was_pressed_on_a_bad_line_is_sent_later(browse, site, sitting):
    window = browse(login="bob")
    window.allow("INTERNET_DISCONNECTED")
    page = window.open(f"/attempts/{sitting.id}")
    with page.expect_response("**/slots/1/state"):
        flag(page, 1).click()
    window.context.set_offline(True)
    with page.expect_event("requestfailed"):
        flag(page, 2).click()
    page.locator("#q1").get_by_role("button", name="A", exact=True).click()
    with page.expect_response("**/slots/1/state"), page.expect_response("**/slots/2/state"):
        window.context.set_offline(False)
    assert kept(site) == [(1, True, ["A"]), (2, True, [])]


@pytest.mark.long
def test_what_is_noted_has_no_violation(browse, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}#questions")
    flag(page, 1).click()
    page.locator("#q1").get_by_role("button", name="B", exact=True).click()
    expect(page.locator("#q1 .out")).to_have_count(1)
    assert faults(page) == []
