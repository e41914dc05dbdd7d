"""The clock of a sitting: the server's, whatever this device believes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from quizapp.models import Attempt, Response
from quizapp.taking.starting import start
from tests.browser.chromium import expect

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite")]

LEFT = re.compile(r"^(29|30) min left, until ")
# Somebody has moved the clock of this device by a day.
SKEW = "const real = Date.now; Date.now = () => real() + %d;"
HEAR = (
    "left => document.dispatchEvent(new CustomEvent('server-time', {detail: {seconds_left: left}}))"
)
DAY = 24 * 3600 * 1000


@pytest.fixture
def timed(session, school):
    """An attempt of bob's that has half an hour from now."""
    school.assignment.limit_minutes = 30
    attempt = start(session, school.assignment, school.people["bob"], 7, datetime.now(UTC))
    session.commit()
    return attempt


def set_due(session, attempt, seconds):
    due = datetime.now(UTC) + timedelta(seconds=seconds)
    session.execute(update(Attempt).where(Attempt.id == attempt.id).values(due_at=due))
    session.commit()


@pytest.mark.parametrize("skew", [0, DAY, -DAY])
def test_the_time_left_is_the_servers(browse, timed, skew):
    window = browse(login="bob")
    window.context.add_init_script(SKEW % skew)
    page = window.open(f"/attempts/{timed.id}")
    expect(page.locator("#clock span")).to_have_text(LEFT)


def test_whoever_wants_no_clock_hides_it_and_it_stays_hidden(browse, timed):
    page = browse(login="bob").open(f"/attempts/{timed.id}")
    page.get_by_role("button", name="Hide the time").click()
    expect(page.locator("#clock span")).to_be_hidden()
    page.reload()
    expect(page.locator("#clock span")).to_be_hidden()
    page.get_by_role("button", name="Show the time").click()
    expect(page.locator("#clock span")).to_have_text(LEFT)


def test_more_time_is_heard_of_with_the_next_save(browse, timed, session):
    page = browse(login="bob").open(f"/attempts/{timed.id}")
    expect(page.locator("#clock span")).to_have_text(LEFT)
    set_due(session, timed, 50 * 60)
    page.get_by_label("Who paid for it?").fill("the guild")
    expect(page.locator("#clock span")).to_have_text(re.compile("^(49|50) min left"))
    expect(page.locator("#time-told")).to_contain_text("You have more time now")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(601, "10 minutes left."), (301, "5 minutes left."), (61, "1 minute left.")],
)
def test_what_is_left_is_announced_politely(browse, timed, seconds, words):
    page = browse(login="bob").open(f"/attempts/{timed.id}")
    expect(page.locator("#clock span")).to_have_text(LEFT)
    expect(page.locator("#time-told")).to_have_attribute("role", "status")
    page.evaluate(HEAR, seconds)
    expect(page.locator("#time-told")).to_have_text(words, timeout=10_000)


def test_when_time_is_up_what_is_typed_is_saved_and_handed_in(browse, timed, session, site):
    set_due(session, timed, 3)
    page = browse(login="bob").open(f"/attempts/{timed.id}")
    page.get_by_label("Who paid for it?").press_sequentially("the guild", delay=20)
    expect(page.get_by_role("heading", level=1)).to_have_text("Handed in", timeout=15_000)
    assert [row.value["text"] for row in site.look(select(Response))] == ["the guild"]
    (attempt,) = site.look(select(Attempt))
    assert (attempt.ended_by, attempt.submitted_at) == ("time", attempt.due_at)


def test_without_scripts_the_page_says_until_when(browse, timed):
    page = browse(javascript=False, login="bob").open(f"/attempts/{timed.id}")
    expect(page.locator("#clock")).to_have_text(re.compile(r"^until \d\d:\d\d"))


def test_an_end_that_is_days_away_is_told_by_its_day(browse, timed, session):
    set_due(session, timed, 5 * 24 * 3600)
    page = browse(login="bob").open(f"/attempts/{timed.id}")
    expect(page.locator("#clock span")).to_have_text(
        re.compile(r"^until \d+ \w+ \d{4}, \d\d:\d\d$")
    )
    expect(page.get_by_role("button", name="Hide the time")).to_be_visible()
    set_due(session, timed, 3 * 3600)
    page.reload()
    expect(page.locator("#clock span")).to_have_text(re.compile(r"^(2 h 59|3 h 0) min left, until"))
