"""Saving as one types, on a network that fails, and what the page weighs."""

import json
import re

import pytest
from sqlalchemy import select, update

from quizapp.models import Attempt, Response, SetAside
from tests.browser import long_article
from tests.browser.chromium import expect

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite")]

PAYER = "Who paid for it?"
SAVED = re.compile(r"^Saved \d\d:\d\d$")
LARGEST_PAGE = 60_000  # bytes of HTML, style and scripts before compression
LARGEST_SCRIPTS = 25_000


@pytest.fixture
def window(browse, sitting):
    """Bob at his attempt."""
    window = browse(login="bob")
    window.open(f"/attempts/{sitting.id}")
    return window


def texts(site):
    """What the database holds for the second question."""
    return [row.value["text"] for row in site.look(select(Response).where(Response.slot == 2))]


def puts(window):
    """The saves that the page sent, as the server saw them."""
    return [answer.request for answer in window.answers if answer.request.method == "PUT"]


def is_saved(page):
    """Both the question and the page say that all is saved, and when."""
    expect(page.locator("#q2 .saved")).to_have_text(SAVED)
    expect(page.locator("#page-status")).to_have_text(SAVED)


def test_offline_is_said_and_mended_when_the_network_is_back(window, site):
    window.allow("ERR_INTERNET_DISCONNECTED")
    page = window.page
    window.context.set_offline(True)
    page.get_by_label(PAYER).press_sequentially("the guild")
    page.get_by_label("The passage does not say").check()
    expect(page.locator("#page-status")).to_have_text("Not saved yet: 2 changes waiting")
    for number in (2, 3):
        expect(page.locator(f"#q{number} .saved")).to_have_text("Not saved yet")
    assert texts(site) == []
    window.context.set_offline(False)
    is_saved(page)
    expect(page.locator("#q3 .saved")).to_have_text(SAVED)
    assert [row.slot for row in site.look(select(Response).order_by(Response.slot))] == [2, 3]
    assert texts(site) == ["the guild"]


def test_a_fault_of_the_server_is_tried_again_under_the_same_name(window, site):
    window.allow("status of 500")
    bodies = []

    def fail_once(route):
        bodies.append(json.loads(route.request.post_data))
        if len(bodies) > 1:
            return route.continue_()
        return route.fulfill(status=500, json={"error": "Something went wrong here"})

    window.page.route("**/slots/2", fail_once)
    window.page.get_by_label(PAYER).fill("the guild")
    expect(window.page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
    is_saved(window.page)
    assert bodies[0] == bodies[1]
    assert texts(site) == ["the guild"]


def test_an_answer_that_got_lost_on_its_way_back_counts_once(window, site):
    window.allow("ERR_FAILED")
    lost = []

    def lose_once(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    window.page.route("**/slots/2", lose_once)
    window.page.get_by_label(PAYER).fill("the guild")
    is_saved(window.page)
    assert lost == [200]
    assert texts(site) == ["the guild"]
    assert site.look(select(SetAside)) == []


def test_a_page_that_is_gone_is_told_and_what_was_typed_stays(window, site, session, sitting):
    window.allow("status of 404")
    session.execute(update(Attempt).values(student_id=sitting.student_id + 1))
    session.commit()
    page = window.page
    page.get_by_label(PAYER).press_sequentially("the guild")
    told = page.locator("#page-status")
    expect(told).to_contain_text("Question 2 is not saved.")
    expect(told).to_contain_text("Copy what you typed, then load the page again.")
    expect(page.get_by_label(PAYER)).to_have_value("the guild")
    expect(page.get_by_label(PAYER)).to_be_editable()
    assert texts(site) == []


def test_the_server_says_how_long_to_wait(browse, sitting):
    window = browse(login="bob")
    window.allow("status of 429")
    window.page.clock.install()
    page = window.open(f"/attempts/{sitting.id}")
    tries = []

    def slow_down(route):
        tries.append(json.loads(route.request.post_data)["op"])
        if len(tries) > 1:
            return route.continue_()
        return route.fulfill(status=429, headers={"Retry-After": "60"}, json={"error": "Slower"})

    page.route("**/slots/2", slow_down)
    page.get_by_label(PAYER).fill("the guild")
    page.clock.run_for(1500)
    expect(page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
    page.clock.run_for(59_000)
    assert len(tries) == 1
    page.clock.run_for(3000)
    is_saved(page)
    assert tries == [tries[0]] * 2


def test_two_picks_are_told_apart_by_their_words(window, site, sitting):
    window.allow("status of 409")
    other = window.tab(f"/attempts/{sitting.id}")
    other.get_by_label("The harbour had grown").check()
    expect(other.locator("#q1 .saved")).to_contain_text("Saved")
    window.page.get_by_label("The guild wanted two").check()
    asked = window.page.get_by_role("group", name="Two answers to question 1")
    expect(asked).to_contain_text("The harbour had grown")
    expect(asked).to_contain_text("The guild wanted two")
    asked.get_by_role("button", name="Keep the other").click()
    expect(window.page.get_by_label("The harbour had grown")).to_be_checked()
    assert len(site.look(select(Response))) == 1


@pytest.mark.long  # it types for seven seconds
def test_while_one_types_the_server_is_told_once_a_second_at_most(window, site):
    page = window.page
    page.get_by_label(PAYER).press_sequentially("the guild " * 4, delay=160, timeout=20_000)
    is_saved(page)
    times = [request.timing["startTime"] for request in puts(window)]
    assert len(times) >= 2, "nothing was saved before the typing ended"
    gaps = [later - earlier for earlier, later in zip(times, times[1:], strict=False)]
    assert min(gaps) >= 950
    assert texts(site)[-1] == "the guild " * 4


def test_the_taking_page_is_light(browse, session, school):
    attempt = long_article.begin(session, school.people["bob"])
    window = browse(login="bob")
    window.open(f"/attempts/{attempt.id}").wait_for_load_state("networkidle")
    sizes = {}
    for answer in window.answers:
        kind = answer.request.resource_type
        sizes[kind] = sizes.get(kind, 0) + len(answer.body())
    assert {"document", "stylesheet", "script"} <= set(sizes)
    assert sizes["script"] <= LARGEST_SCRIPTS, sizes
    assert sizes["document"] + sizes["stylesheet"] + sizes["script"] <= LARGEST_PAGE, sizes
