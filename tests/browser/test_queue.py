"""What could not be saved is kept in the browser, for its person and for nobody else."""

import json
import re
from collections import Counter

import pytest
from sqlalchemy import select

from quizapp.models import Response, SetAside
from quizapp.taking.actions import submit
from tests import build
from tests.browser import fifty
from tests.browser.chromium import expect
from tests.browser.illness import Illness
from tests.browser.profiles import Profile

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite")]

PAYER = "Who paid for it?"
SAVED = re.compile(r"^Saved \d\d:\d\d$")
OFFLINE = "ERR_INTERNET_DISCONNECTED"
# A window without a place to keep anything, as some private ones are.
NO_STORE = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined })"
REFUSES = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }"


@pytest.fixture
def profile(playwright, site, tmp_path):
    """A profile on the disk, whose windows are checked at the end."""
    made = Profile(playwright, tmp_path / "profile", site)
    yield made
    made.end()
    for window in made.windows:
        window.check()


def rows(site):
    """What the database holds, oldest first."""
    return site.look(select(Response).order_by(Response.slot, Response.revision))


def texts(site):
    """The texts that it holds for the second question, oldest first."""
    return [row.value["text"] for row in rows(site) if row.slot == 2]


def newest(site):
    """The text that it holds for each question."""
    return {row.slot: row.value["text"] for row in rows(site)}


def put(window):
    """The saves that a window sent, read."""
    return [json.loads(a.request.post_data) for a in window.answers if a.request.method == "PUT"]


def reload(page):
    """Load the page again, over the warning that something is not saved."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()


# --- A2: the network is gone, and so is the browser ---------------------------------------


@pytest.mark.long
@pytest.mark.parametrize("end", ["close", "kill"])
def test_fifty_answers_typed_offline_outlive_the_browser(profile, site, session, school, end):
    attempt = fifty.begin(session, school)
    window = profile.open("bob", f"/attempts/{attempt.id}")
    window.allow(OFFLINE)
    window.context.set_offline(True)
    for number in fifty.NUMBERS:
        fifty.field(window.page, number).fill("a first thought")
        fifty.field(window.page, number).fill(fifty.text(number))
    # Some were being sent when more was typed.
    fifty.field(window.page, 1).fill(fifty.text(1) + " indeed")
    expect(window.page.locator("#page-status")).to_have_text("Not saved yet: 50 changes waiting")
    assert rows(site) == []
    getattr(profile, end)()
    window = profile.open("bob", f"/attempts/{attempt.id}")
    wanted = {number: fifty.text(number) for number in fifty.NUMBERS}
    wanted[1] += " indeed"
    for number in fifty.NUMBERS:
        expect(fifty.field(window.page, number)).to_have_value(wanted[number])
    for _ in range(200):
        if newest(site) == wanted:
            break
        window.page.wait_for_timeout(100)
    assert newest(site) == wanted
    names = Counter(row.operation for row in rows(site))
    assert max(names.values()) == 1
    assert site.look(select(SetAside)) == []


# --- A21: two people at one device ---------------------------------------------------------


@pytest.mark.long
def test_the_next_person_at_the_device_finds_and_sends_nothing(profile, site, session, school):
    attempts = {name: fifty.begin(session, school, name) for name in ("bob", "carol")}
    window = profile.open("bob", f"/attempts/{attempts['bob'].id}")
    window.allow(OFFLINE)
    window.context.set_offline(True)
    fifty.field(window.page, 1).fill("a secret of bob")
    expect(window.page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
    profile.kill()
    window = profile.open("carol", f"/attempts/{attempts['carol'].id}")
    fifty.field(window.page, 2).fill("said by carol")
    expect(window.page.locator("#q2 .saved")).to_have_text(SAVED)
    expect(fifty.field(window.page, 1)).to_have_value("")
    assert [body["value"] for body in put(window)] == [{"text": ["said by carol"]}]
    profile.close()
    window = profile.open("bob", f"/attempts/{attempts['bob'].id}")
    expect(window.page.locator("#q1 .saved")).to_have_text(SAVED)
    expect(fifty.field(window.page, 2)).to_have_value("")
    told = {(row.attempt_id, row.value["text"]) for row in rows(site)}
    assert told == {
        (attempts["bob"].id, "a secret of bob"),
        (attempts["carol"].id, "said by carol"),
    }


# --- A3: what came back is sent, without an edit -------------------------------------------


def type_in_vain(window, site, sitting, text="the guild"):
    """Type what the server does not take; return its illness."""
    window.allow("status of 500")
    illness = Illness(site.app)
    page = window.open(f"/attempts/{sitting.id}")
    page.get_by_label(PAYER).fill(text)
    expect(page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
    return illness


def test_what_was_not_saved_is_sent_after_a_reload_without_an_edit(browse, site, sitting):
    window = browse(login="bob")
    illness = type_in_vain(window, site, sitting)
    reload(window.page)
    expect(window.page.get_by_label(PAYER)).to_have_value("the guild")
    assert texts(site) == []
    illness.is_over = True
    expect(window.page.locator("#q2 .saved")).to_contain_text("Saved")
    assert texts(site) == ["the guild"]
    # Nothing is left to be sent again.
    window.answers.clear()
    window.page.reload()
    window.page.wait_for_load_state("networkidle")
    assert put(window) == []


@pytest.mark.parametrize("script", [NO_STORE, REFUSES])
def test_without_a_place_to_keep_it_the_page_saves_as_ever(browse, site, sitting, script):
    """The control of the tests above: what they see comes from what the browser kept."""
    window = browse(login="bob")
    window.context.add_init_script(script)
    illness = type_in_vain(window, site, sitting)
    reload(window.page)
    expect(window.page.get_by_label(PAYER)).to_have_value("")
    illness.is_over = True
    window.page.get_by_label(PAYER).fill("the guild again")
    expect(window.page.locator("#q2 .saved")).to_contain_text("Saved")
    assert texts(site) == ["the guild again"]


def test_a_save_whose_answer_got_lost_is_not_made_twice(browse, site, sitting):
    window = browse(login="bob")
    window.allow("status of 500")
    illness = Illness(site.app, after=True)
    page = window.open(f"/attempts/{sitting.id}")
    page.get_by_label(PAYER).fill("the guild")
    expect(page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
    page.get_by_label(PAYER).fill("the guild, of course")
    illness.is_over = True
    reload(page)
    expect(page.locator("#q2 .saved")).to_contain_text("Saved")
    assert texts(site) == ["the guild", "the guild, of course"]
    assert site.look(select(SetAside)) == []


# --- A6, A8: somebody answered elsewhere meanwhile ------------------------------------------


@pytest.mark.parametrize("kept", ["Keep the one here", "Keep the other"])
def test_nothing_newer_is_overwritten_by_what_was_kept(browse, site, session, sitting, kept):
    window = browse(login="bob")
    window.allow("status of 409")
    illness = type_in_vain(window, site, sitting, "typed on the old laptop")
    build.answer(session, sitting, 2, {"text": "typed at school"})
    session.commit()
    illness.is_over = True
    reload(window.page)
    asked = window.page.get_by_role("group", name="Two answers to question 2")
    expect(asked).to_contain_text("typed on the old laptop")
    expect(asked).to_contain_text("typed at school")
    # Nor by loading the page once more before one has chosen.
    reload(window.page)
    expect(asked).to_contain_text("typed at school")
    assert texts(site) == ["typed at school"]
    asked.get_by_role("button", name=kept).click()
    expect(window.page.locator("#q2 .saved")).to_contain_text("Saved")
    own = ["typed on the old laptop"] if kept == "Keep the one here" else []
    assert texts(site) == ["typed at school", *own]
    window.page.reload()
    expect(window.page.get_by_label(PAYER)).to_have_value(texts(site)[-1])
    expect(asked).to_have_count(0)


# --- what comes after the end -----------------------------------------------------------------


def test_what_was_kept_over_the_end_goes_to_the_teacher(browse, site, session, sitting):
    window = browse(login="bob")
    window.allow("status of 423")
    illness = type_in_vain(window, site, sitting, "typed in time")
    submit(session, sitting, build.NOW)
    session.commit()
    reload(window.page)
    expect(window.page).to_have_url(re.compile("/receipt$"))
    expect(window.page.get_by_text("1 answer could not be sent yet.")).to_be_visible()
    illness.is_over = True
    window.page.reload()
    told = window.page.get_by_text("1 answer that could not be sent before the end")
    expect(told).to_be_visible()
    assert texts(site) == []
    kept = site.look(select(SetAside))
    assert [(row.slot, row.value, row.reason) for row in kept] == [
        (2, {"text": "typed in time"}, "late")
    ]
    window.answers.clear()
    window.page.reload()
    window.page.wait_for_load_state("networkidle")
    assert put(window) == []
