"""Typed answers, numbers and gaps in the browser: by keyboard, narrow, and with scripts off."""

import pytest
from sqlalchemy import select

from quizapp.models import Response
from tests import build
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.taking.test_typed_taken import TYPED_SET

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]


@pytest.fixture
def path(session, school):
    """The way to an attempt of bob's at these questions."""
    build.lamp_set(session, TYPED_SET)
    attempt = build.attempt(session, school)
    session.commit()
    return f"/attempts/{attempt.id}#questions"


def values(site):
    return {row.slot: row.value for row in site.look(select(Response).order_by(Response.revision))}


def gap(page, question, number):
    return page.locator(f"#q{question}").get_by_label(f"Gap {number}")


def test_gaps_are_filled_by_keyboard_on_a_phone_and_save_themselves(browse, site, path):
    window = browse(login="bob", width=360)
    page = window.open(path)
    page.get_by_label("How many lamps were there?").fill("two lamps")
    gap(page, 3, 1).focus()
    page.keyboard.type("fog")
    page.keyboard.press("Tab")
    expect(gap(page, 3, 2)).to_be_focused()
    page.keyboard.type("lamp")
    page.keyboard.press("Tab")
    expect(gap(page, 3, 3)).to_be_focused()
    gap(page, 4, 2).select_option("stone")
    for number in (2, 3, 4):
        expect(page.locator(f"#q{number} .saved")).to_contain_text("Saved", timeout=4000)
    assert values(site) == {
        2: {"text": "two lamps"},
        3: {"gaps": ["fog", "lamp", None]},
        4: {"gaps": [None, "stone"]},
    }
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults(page) == []
    page.reload()
    expect(gap(page, 3, 2)).to_have_value("lamp")


def test_with_scripts_off_gaps_are_filled_handed_in_and_read_back(browse, site, path):
    page = browse(javascript=False, login="bob").open(path)
    gap(page, 3, 1).fill("Fog")
    gap(page, 3, 2).select_option("boat")
    page.get_by_role("button", name="Save question 3").click()
    assert values(site) == {3: {"gaps": ["Fog", "boat", None]}}
    expect(gap(page, 3, 1)).to_have_value("Fog")
