"""A browser whose clock is a day wrong, and one that is slow and goes elsewhere meanwhile."""

import time
from datetime import timedelta

import flask
import pytest
from sqlalchemy import select

from quizapp.models import Response
from tests import build
from tests.browser import fifty
from tests.browser.chromium import expect
from tests.browser.illness import Illness
from tests.browser.test_queue import reload

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

PAYER = "Who paid for it?"
WRONG = """{
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + SKEW); }
    static now() { return Right.now() + SKEW; }
  };
}"""


def saved(site):
    """What the database holds, oldest first."""
    return site.look(select(Response).order_by(Response.slot, Response.revision))


def sit(window, site, session, sitting):
    """Save, lose the server, come back, meet another tab; return what the page said."""
    window.allow("status of (500|409)")
    page = window.open(f"/attempts/{sitting.id}")
    page.get_by_label(PAYER).fill("the guild")
    line = page.locator("#q2 .saved")
    expect(line).to_contain_text("Saved ")
    said = [line.inner_text(), page.locator("#page-status").inner_text()]
    illness = Illness(site.app)
    page.get_by_label(PAYER).fill("the guild, typed in vain")
    expect(page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
    reload(page)
    illness.is_over = True
    expect(line).to_contain_text("Saved ")
    build.answer(session, sitting, 2, {"text": "elsewhere"}, base=2)
    session.commit()
    page.get_by_label(PAYER).fill("here")
    page.get_by_role("button", name="Keep the other").click()
    expect(page.get_by_label(PAYER)).to_have_value("elsewhere")
    return said


@pytest.mark.parametrize("hours", [-24, 0, 24])
def test_the_clock_of_the_browser_decides_nothing(browse, site, session, sitting, hours):
    window = browse(login="bob")
    skew = timedelta(hours=hours, minutes=7 if hours else 0) // timedelta(milliseconds=1)
    window.context.add_init_script(WRONG.replace("SKEW", str(skew)))
    said = sit(window, site, session, sitting)
    rows = saved(site)
    assert [row.value["text"] for row in rows] == [
        "the guild",
        "the guild, typed in vain",
        "elsewhere",
    ]
    local = window.page.evaluate(
        "iso => new Date(iso).toLocaleTimeString('en-GB', { timeStyle: 'short' })",
        rows[0].saved_at.isoformat(),
    )
    assert said == [f"Saved {local}"] * 2


@pytest.mark.long
def test_a_slow_save_lands_at_its_own_question_wherever_one_goes(browse, site, session, school):
    """Neither in the question that is typed in next, nor in the page that is opened next."""
    attempt = fifty.begin(session, school)
    other = build.attempt(session, school)
    session.commit()
    window = browse(login="bob")
    site.app.before_request_funcs.setdefault(None, []).insert(0, wait_a_little)
    page = window.open(f"/attempts/{attempt.id}")
    for number in fifty.NUMBERS:
        fifty.field(page, number).fill(fifty.text(number))
    page.once("dialog", lambda dialog: dialog.accept())
    window.open(f"/attempts/{other.id}")
    page.get_by_label(PAYER).fill("the guild")
    expect(page.locator("#q2 .saved")).to_contain_text("Saved ")
    window.open(f"/attempts/{attempt.id}")
    told = page.locator("#page-status")
    expect(told).not_to_have_text("Saving…", timeout=30_000)
    for number in fifty.NUMBERS:
        expect(fifty.field(page, number)).to_have_value(fifty.text(number))
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.get_by_text("All 50 questions are answered and saved.")).to_be_visible()
    newest = {(row.attempt_id, row.slot): row.value["text"] for row in saved(site)}
    wanted = {(attempt.id, number): fifty.text(number) for number in fifty.NUMBERS}
    assert newest == wanted | {(other.id, 2): "the guild"}


def wait_a_little():
    """Hold every save back, so that the next page is there before it."""
    if flask.request.method == "PUT":
        time.sleep(0.3)
