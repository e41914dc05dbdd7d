"""Nothing typed is lost: reload, the back button, a second tab."""

import time

import pytest
from sqlalchemy import select

from quizapp.models import Response, SetAside
from tests.browser.chromium import expect

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

PAYER = "Who paid for it?"


def typed(site):
    """The texts that the database holds for the second question, oldest first."""
    rows = site.look(select(Response).where(Response.slot == 2).order_by(Response.revision))
    return [row.value["text"] if row.value else None for row in rows]


def test_what_was_typed_is_saved_by_itself_and_there_after_a_reload(browse, site, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    page.get_by_label(PAYER).press_sequentially("the guild")
    expect(page.locator("#q2 .saved")).to_contain_text("Saved", timeout=2500)
    assert typed(site) == ["the guild"]
    page.get_by_label("The passage does not say").check()
    expect(page.locator("#q3 .saved")).to_contain_text("Saved", timeout=2500)
    page.reload()
    expect(page.get_by_label(PAYER)).to_have_value("the guild")
    expect(page.get_by_label("The passage does not say")).to_be_checked()


def test_a_reload_at_once_saves_before_the_page_is_asked_for_again(browse, site, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")

    def leave(dialog):
        """Answer "Leave site?" as a person does, who needs a moment to read it."""
        until = time.monotonic() + 3
        while not typed(site) and time.monotonic() < until:
            time.sleep(0.1)
        dialog.accept()

    page.on("dialog", leave)
    page.get_by_label(PAYER).press_sequentially("the guild")
    page.reload()
    expect(page.get_by_label(PAYER)).to_have_value("the guild")
    assert typed(site) == ["the guild"]


@pytest.mark.parametrize("javascript", [True, False])
def test_the_back_button_shows_what_was_typed(browse, site, sitting, javascript):
    page = browse(javascript=javascript, login="bob").open(f"/attempts/{sitting.id}")
    page.get_by_label(PAYER).fill("the guild")
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.get_by_text("3 of 4 questions are blank.")).to_be_visible()
    page.go_back()
    expect(page.get_by_label(PAYER)).to_have_value("the guild")
    page.get_by_label(PAYER).fill("the fishing guild")
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.get_by_text("3 of 4 questions are blank.")).to_be_visible()
    assert typed(site) == ["the guild", "the fishing guild"]
    assert site.look(select(SetAside)) == []


@pytest.mark.parametrize("kept", ["Keep the one here", "Keep the other"])
def test_a_second_tab_with_scripts_is_shown_both_answers(browse, site, sitting, kept):
    window = browse(login="bob")
    window.allow("console error: .* 409 ")
    first = window.open(f"/attempts/{sitting.id}")
    second = window.tab(f"/attempts/{sitting.id}")
    first.get_by_label(PAYER).fill("from the first tab")
    expect(first.locator("#q2 .saved")).to_contain_text("Saved", timeout=2500)
    second.get_by_label(PAYER).fill("from the second tab")
    asked = second.get_by_role("group", name="Two answers to question 2")
    expect(asked).to_contain_text("from the first tab")
    expect(asked).to_contain_text("from the second tab")
    asked.get_by_role("button", name=kept).click()
    expect(second.locator("#q2 .saved")).to_contain_text("Saved")
    own = kept == "Keep the one here"
    wanted = "from the second tab" if own else "from the first tab"
    expect(second.get_by_label(PAYER)).to_have_value(wanted)
    assert typed(site) == ["from the first tab", "from the second tab"][: 2 if own else 1]
    assert [row.value for row in site.look(select(SetAside))] == [{"text": "from the second tab"}]


def test_a_second_tab_without_scripts_is_shown_both_answers(browse, site, sitting):
    window = browse(javascript=False, login="bob")
    window.allow("console error: .* 409 ")
    first = window.open(f"/attempts/{sitting.id}")
    second = window.tab(f"/attempts/{sitting.id}")
    for page, text in ((first, "from the first tab"), (second, "from the second tab")):
        page.get_by_label(PAYER).fill(text)
        page.get_by_role("button", name="Save question 2").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Two answers to one question")
    expect(second.get_by_role("main")).to_contain_text("from the first tab")
    expect(second.get_by_role("main")).to_contain_text("from the second tab")
    second.get_by_role("button", name="Keep the one here").click()
    expect(second.get_by_label(PAYER)).to_have_value("from the second tab")
    assert typed(site) == ["from the first tab", "from the second tab"]
