"""Putting things in order: by keyboard, by dragging, and by numbers where scripts are off."""

import re

import pytest
from sqlalchemy import select

from quizapp.core.text import Part
from quizapp.models import Response
from quizapp.taking.starting import start
from tests import build
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.browser.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

ITEMS = ["The guild met", "A lamp was lit", "A ship came in"]
BY_TEXT = sorted(ITEMS)
SAVED = re.compile(r"^Saved \d\d:\d\d$")
SET = """\
article: one-night
title: One night
questions:
  - kind: ordering
    stem: Put these in order.
    items:
      - The guild met
      - A lamp was lit
      - A ship came in
    evidence:
      - The guild met, a lamp was lit, and a ship came in.
    skill: retrieve
  - kind: choices
    stem: Which of these came?
    options:
      - text: A ship
        key: true
      - text: A horse
        feedback: No horse is named.
    evidence:
      - The guild met, a lamp was lit, and a ship came in.
    skill: retrieve
"""


@pytest.fixture
def night(session, school):
    """Bob's attempt: three things, in the order that `shown` finds, and two boxes."""
    sentence = "The guild met, a lamp was lit, and a ship came in."
    build.article(session, "one-night", parts=[Part("paragraph", sentence)])
    given = build.assignment(session, school.class_, build.lamp_set(session, SET).quiz)
    attempt = start(session, given, school.people["bob"], 7, build.NOW)
    session.commit()
    return attempt


def shown(page):
    return page.locator(".order li label span").all_text_contents()


def answer(site):
    """The newest answer that the database holds, as a list of texts; None where it holds none."""
    rows = site.look(select(Response).order_by(Response.revision))
    places = rows[-1].value["places"] if rows else []
    return [BY_TEXT[places.index(place)] for place in sorted(places)] or None


def saved(page):
    expect(page.locator("#q1 .saved")).to_have_text(SAVED)


def test_things_are_put_in_order_by_keyboard_and_saved(browse, site, night):
    page = browse(login="bob").open(f"/attempts/{night.id}")
    keys = Keys(page)
    first, second, third = shown(page)
    expect(page.locator(".order select").first).to_be_hidden()
    expect(page.locator(".order b").first).to_have_text("–")
    up = page.get_by_role("button", name=f"Move up: {third}")
    keys.enter(up)
    expect(page.locator("#q1 output")).to_have_text(f"{third}, now 2 of 3")
    expect(up).to_be_focused()
    assert shown(page) == [first, third, second]
    keys.press("Enter")
    assert shown(page) == [third, first, second]
    expect(up).to_be_focused()
    keys.press("Enter")  # it is the first already
    keys.enter(page.get_by_role("button", name=f"Move down: {first}"))
    assert shown(page) == [third, second, first]
    assert page.locator(".order b").all_text_contents() == ["1", "2", "3"]
    saved(page)
    assert answer(site) == [third, second, first]
    page.reload()
    assert shown(page) == [third, second, first]


def test_the_order_shown_is_no_answer_until_it_is_said_to_be_right(browse, site, night):
    page = browse(login="bob").open(f"/attempts/{night.id}")
    order = shown(page)
    Keys(page).enter(page.get_by_role("button", name=f"Move up: {order[0]}"))
    expect(page.locator(".order b").first).to_have_text("–")
    page.get_by_role("button", name="This order is right").click()
    expect(page.get_by_role("button", name="This order is right")).to_be_hidden()
    expect(page.locator("#q1 output")).to_have_text("This order is your answer")
    saved(page)
    assert len(site.look(select(Response))) == 1
    assert answer(site) == order
    assert faults(page) == []


def test_both_are_answered_by_keyboard_and_read_back(browse, night):
    page = browse(login="bob").open(f"/attempts/{night.id}")
    keys = Keys(page)
    keys.enter(page.get_by_role("button", name="This order is right"))
    keys.tick(page.get_by_label("A horse"))
    keys.enter(page.get_by_role("button", name="Check and hand in"))
    keys.enter(page.get_by_role("button", name="Hand in", exact=True))
    keys.enter(page.get_by_role("link", name="See how it went"))
    expect(page.locator("#q1 .right-order li")).to_have_text(ITEMS)
    expect(page.locator("#q2 .key")).to_contain_text("right, but not ticked")
    expect(page.locator("#q2 .own")).to_contain_text("ticked, but not right")
    assert faults(page) == []


def test_a_row_is_dragged_by_its_handle(browse, site, night):
    page = browse(login="bob").open(f"/attempts/{night.id}")
    first, second, third = shown(page)
    page.locator(".order li i").last.hover()
    page.mouse.down()
    box = page.locator(".order li").first.bounding_box()
    page.mouse.move(box["x"] + 15, box["y"] + 2, steps=12)
    page.mouse.up()
    assert shown(page) == [third, first, second]
    page.mouse.move(box["x"] + 15, box["y"] + 300, steps=5)  # let go is let go
    assert shown(page) == [third, first, second]
    saved(page)
    assert answer(site) == [third, first, second]


def test_the_list_follows_when_another_pages_answer_is_kept(browse, site, night):
    window = browse(login="bob")
    window.allow("status of 409")
    page = window.open(f"/attempts/{night.id}")
    other = window.tab(f"/attempts/{night.id}")
    first, second, third = shown(page)
    other.get_by_role("button", name=f"Move up: {third}").click()
    saved(other)
    page.get_by_role("button", name=f"Move up: {second}").click()
    asked = page.get_by_role("group", name="Two answers to question 1")
    expect(asked).to_contain_text(f"2 {third}")
    expect(asked).to_contain_text(f"1 {second}")
    asked.get_by_role("button", name="Keep the other").click()
    assert shown(page) == [first, third, second]
    assert page.locator(".order b").all_text_contents() == ["1", "2", "3"]
    expect(page.locator(".order button").first).to_be_focused()
    assert answer(site) == [first, third, second]


@pytest.mark.parametrize("width", [1280, 360])
def test_without_scripts_numbers_do_the_same_work(browse, site, night, width):
    page = browse(javascript=False, width=width, login="bob").open(f"/attempts/{night.id}")
    order = shown(page)
    for text, place in zip(order, ("2", "", "1"), strict=True):
        page.get_by_label(text).select_option(place)
    page.get_by_role("button", name="Save question 1").click()
    assert [page.get_by_label(text).input_value() for text in order] == ["2", "", "1"]
    page.get_by_label(order[1]).select_option("3")
    page.get_by_role("button", name="Check and hand in").click()
    assert answer(site) == [order[2], order[0], order[1]]
