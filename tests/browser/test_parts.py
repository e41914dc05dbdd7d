"""Pairs, groups and paragraphs in the browser: by keyboard, counted, and told apart."""

import pytest
from sqlalchemy import select

from quizapp.models import Response
from tests import build
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.taking.test_kinds_taken import PARTS_SET

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]


@pytest.fixture
def window(browse, session, school):
    """Bob at an attempt with a question of each of these kinds."""
    build.lamp_set(session, PARTS_SET)
    attempt = build.attempt(session, school)
    session.commit()
    window = browse(login="bob", width=360)
    window.open(f"/attempts/{attempt.id}#questions")
    return window


def values(site):
    return {row.slot: row.value for row in site.look(select(Response).order_by(Response.revision))}


def test_they_are_filled_in_by_keyboard_and_save_themselves(window, site):
    page = window.page
    page.get_by_label("The guild", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("The guild", exact=True).press("Tab")
    group = page.get_by_role("group", name="The guild was generous.")
    group.get_by_label("Fact").focus()
    page.keyboard.press("ArrowRight")
    expect(group.get_by_label("Opinion")).to_be_checked()
    page.get_by_label("Was the guild generous?").focus()
    page.keyboard.type("It’s well-known:\nyes.")
    expect(page.locator(".count")).to_have_text("3 words")
    for number in (1, 2, 3):
        expect(page.locator(f"#q{number} .saved")).to_contain_text("Saved", timeout=4000)
    kept = values(site)
    assert kept[1]["rights"][0] is None and kept[1]["rights"][1] is not None
    assert kept[2] == {"groups": [None, 1]}
    assert kept[3] == {"text": "It’s well-known:\nyes."}
    assert faults(page) == []


def test_two_picks_from_a_list_are_told_apart_by_their_words(window):
    window.allow("status of 409")
    other = window.tab(window.page.url.removeprefix(window.url))
    other.get_by_label("The guild", exact=True).select_option(index=1)
    expect(other.locator("#q1 .saved")).to_contain_text("Saved", timeout=4000)
    window.page.get_by_label("The guild", exact=True).select_option(index=2)
    asked = window.page.get_by_role("group", name="Two answers to question 1")
    words = [option.strip() for option in window.page.locator("#s1-part2 option").all_inner_texts()]
    expect(asked).to_contain_text(words[1])
    expect(asked).to_contain_text(words[2])
    asked.get_by_role("button", name="Keep the other").click()
    expect(window.page.get_by_label("The guild", exact=True)).to_have_value("A")
