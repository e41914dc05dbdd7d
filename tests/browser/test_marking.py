"""Marking by keys: levels by their numbers, an earlier comment by one press."""

import pytest
from sqlalchemy import select

from quizapp.models import Mark
from tests import build
from tests.marking import sat
from tests.marking.sat import ESSAY, WRITTEN

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite"), pytest.mark.long]


@pytest.fixture
def page_of(session, school):
    """The address of bob's paragraph; alice has marked carol's, with a comment."""
    build.lamp_set(session, WRITTEN)
    bob, carol = (sat.sit(session, school, name, ESSAY, slot=5) for name in ("bob", "carol"))
    sat.by_hand(session, school, carol, 5_000_000, slot=5)
    path = f"/teach/marks/{bob.id}/5"
    session.commit()
    return path


def chosen(page):
    return page.locator(".levels :checked").evaluate_all(
        "boxes => boxes.filter(box => box.type === 'radio').map(box => box.value)"
    )


def test_number_keys_choose_a_level_in_each_criterion(browse, site, page_of):
    page = browse(login="alice").open(page_of)
    page.locator("body").press("3")
    page.keyboard.press("9")  # there is no such level
    page.keyboard.press("2")
    assert chosen(page) == ["2", "1"]
    page.keyboard.press("Enter")
    page.get_by_text("All answers to this question are marked.").wait_for()
    assert site.look(select(Mark.points).order_by(Mark.id.desc()))[0] == 20_000_000


def test_a_number_that_is_typed_chooses_nothing_and_keys_can_be_turned_off(browse, page_of):
    window = browse(login="alice")
    page = window.open(page_of)
    page.get_by_role("button", name="I read it so.").click()
    page.keyboard.type(" 1")
    assert page.get_by_label("Comment for the student").input_value() == "I read it so. 1"
    assert chosen(page) == []
    page.get_by_label("Number keys choose a level").uncheck()
    page = window.open(page_of)
    page.locator("body").press("3")
    assert chosen(page) == []


def test_without_scripts_the_list_of_comments_does_the_same(browse, site, page_of):
    page = browse(login="alice", javascript=False).open(page_of)
    page.get_by_label("from the text", exact=False).last.check()
    page.get_by_label("1: does", exact=True).check()
    page.get_by_label("Use an earlier comment").select_option("I read it so.")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("All answers to this question are marked.").wait_for()
    assert site.look(select(Mark.reason).order_by(Mark.id.desc()))[0] == "I read it so."
