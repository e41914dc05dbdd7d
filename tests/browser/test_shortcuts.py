"""Single keys, and the list of them; and the place that comes back with the page."""

import pytest

from tests.browser import long_article
from tests.browser.axe import faults
from tests.browser.chromium import expect

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]


def dialog(page):
    return page.get_by_role("dialog", name="Shortcuts")


def focused(page):
    return page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("width", [1280, 360])
def test_keys_lead_from_question_to_question_and_flag(browse, sitting, width):
    page = browse(login="bob", width=width).open(f"/attempts/{sitting.id}")
    page.keyboard.press("j")
    expect(page.locator("#q1")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#q2")).to_be_focused()
    page.keyboard.press("f")
    expect(page.locator("#q2 .tools button")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("k")
    expect(page.locator("#q1")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("#passage")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("#questions")).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_role("group", name="Mark words")).to_be_visible()


def test_the_list_opens_closes_and_says_what_the_page_says(browse, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    page.keyboard.press("?")
    expect(dialog(page)).to_be_visible()
    rows = dialog(page).locator(".keys div").all_inner_texts()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    page.get_by_role("button", name="Shortcuts").click()
    assert page.locator(".keys div").all_inner_texts() == rows
    assert len(rows) == 7
    page.get_by_role("link", name="Back").click()
    assert page.url.endswith(f"/attempts/{sitting.id}")


def test_what_one_types_is_text(browse, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    field = page.get_by_label("Who paid for it?")
    field.press_sequentially("jkfpnr?")
    expect(field).to_have_value("jkfpnr?")
    expect(field).to_be_focused()
    page.keyboard.press("Control+j")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_they_can_be_turned_off(browse, session, school, sitting):
    school.people["bob"].reading_settings = {"shortcuts": "off"}
    session.merge(school.people["bob"])
    session.commit()
    window = browse(login="bob")
    page = window.open(f"/attempts/{sitting.id}")
    for key in ("j", "?", "p"):
        page.keyboard.press(key)
    page.wait_for_load_state("networkidle")
    assert not [one for one in window.answers if "shortcuts" in one.url]
    assert focused(page) == ""


@pytest.mark.long
def test_the_list_has_no_violation(browse, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    page.keyboard.press("?")
    expect(dialog(page)).to_be_visible()
    assert faults(page) == []


TOP = "() => document.getElementById('passage').scrollTop"


def test_the_place_comes_back_with_the_page(browse, session, school):
    attempt = long_article.begin(session, school.people["bob"])
    page = browse(login="bob").open(f"/attempts/{attempt.id}")
    page.evaluate("document.getElementById('passage').scrollTop = 700")
    page.reload()
    assert page.evaluate(TOP) == 700
    page.get_by_role("button", name="Text").click()
    page.get_by_role("link", name="Leave it as it was").click()
    assert page.evaluate(TOP) == 700
    kept = page.evaluate("Object.entries(sessionStorage)")
    assert [name.split()[0] for name, _ in kept] == ["place"]


def test_on_a_phone_the_tab_and_its_place_come_back(browse, session, school):
    attempt = long_article.begin(session, school.people["bob"])
    page = browse(login="bob", width=360).open(f"/attempts/{attempt.id}")
    page.evaluate("scrollTo(0, 900)")
    page.get_by_role("tab", name="Questions").click()
    page.evaluate("scrollTo(0, 600)")
    page.reload()
    expect(page.get_by_role("tab", name="Questions")).to_have_attribute("aria-selected", "true")
    assert abs(page.evaluate("scrollY") - 600) < 60
    page.get_by_role("tab", name="Passage").click()
    assert abs(page.evaluate("scrollY") - 900) < 60
