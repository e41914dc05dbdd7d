"""A session that ends under the page: signed in again over it, or given up to nobody."""

import pytest
from sqlalchemy import delete, select

from quizapp.models import Response, SetAside, SignInSession
from quizapp.taking.starting import start
from tests import build
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.browser.illness import Illness
from tests.browser.test_queue import put, texts

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

PAYER = "Who paid for it?"
SECRET = "the guild of bob"


def end_sessions(session):
    """Let the table forget everybody who is signed in."""
    session.execute(delete(SignInSession))
    session.commit()


@pytest.fixture
def window(browse, sitting):
    """Bob at his attempt."""
    window = browse(login="bob")
    window.open(f"/attempts/{sitting.id}")
    window.allow("status of (400|401|404|422)")
    return window


@pytest.fixture
def signed_out(window, session):
    """Bob, who has typed an answer and is asked to sign in again."""
    end_sessions(session)
    window.page.get_by_label(PAYER).press_sequentially(SECRET)
    expect(dialog(window)).to_be_visible()
    return window


def dialog(window):
    return window.page.get_by_role("dialog", name="You are signed out")


def sign_in(window, name, password=build.PASSWORD):
    asked = dialog(window)
    asked.get_by_label("Sign-in name").fill(name)
    asked.get_by_label("Password").fill(password)
    asked.get_by_role("button", name="Sign in").click()


def see_nothing_of_bob(window, site):
    """Neither on the page nor in the database; and nothing of his was sent."""
    assert SECRET not in window.page.content()
    shown = window.page.evaluate("[...document.querySelectorAll('input')].map((i) => i.value)")
    assert SECRET not in shown
    assert site.look(select(Response)) == site.look(select(SetAside)) == []


def test_the_same_person_signs_in_over_the_page_and_nothing_is_lost(signed_out, site):
    page = signed_out.page
    expect(page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
    assert texts(site) == []
    sign_in(signed_out, "bob")
    expect(dialog(signed_out)).to_be_hidden()
    expect(page.locator("#q2 .saved")).to_contain_text("Saved")
    expect(page.get_by_label(PAYER)).to_have_value(SECRET)
    assert texts(site) == [SECRET]
    # The page is as good as new: its forms bear the new session's token.
    page.get_by_label("The passage does not say").check()
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.get_by_text("2 of 4 questions are blank.")).to_be_visible()


def test_a_wrong_password_is_told_and_tried_again(signed_out, site):
    sign_in(signed_out, "bob", "this is not it")
    told = signed_out.page.get_by_text("The name or the password is not right.")
    expect(told).to_be_visible()
    sign_in(signed_out, "bob")
    expect(signed_out.page.locator("#q2 .saved")).to_contain_text("Saved")
    assert texts(site) == [SECRET]


def test_later_leaves_the_page_to_read_and_type_on(signed_out, site):
    page = signed_out.page
    dialog(signed_out).get_by_role("button", name="Later").click()
    page.evaluate("new Promise(requestAnimationFrame)")  # nobody types faster
    page.get_by_label(PAYER).press_sequentially(", and more")
    expect(page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
    expect(dialog(signed_out)).to_be_hidden()
    page.locator(".bar").get_by_role("button", name="Sign in").click()
    sign_in(signed_out, "bob")
    expect(page.locator("#q2 .saved")).to_contain_text("Saved")
    assert texts(site)[-1] == f"{SECRET}, and more"


def test_signing_in_on_another_page_brings_this_one_back(signed_out, site):
    signed_out.context.add_cookies([site.cookie("bob")])
    # As a browser tells a page that is looked at again.
    signed_out.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(signed_out.page.locator("#q2 .saved")).to_contain_text("Saved")
    assert texts(site) == [SECRET]


def test_a_new_session_of_the_same_person_goes_unnoticed(window, site):
    window.context.add_cookies([site.cookie("bob")])
    window.page.get_by_label(PAYER).press_sequentially(SECRET)
    expect(window.page.locator("#q2 .saved")).to_contain_text("Saved")
    assert texts(site) == [SECRET]


def test_a_guest_is_told_plainly(browse, session, school):
    window = browse()
    window.allow("status of (400|401)")
    page = window.open(f"/practice/{school.practice.id}")
    page.get_by_label("Your name").fill("Robin")
    page.get_by_role("button", name="Start reading").click()
    page.wait_for_url("**/attempts/*")
    end_sessions(session)
    page.get_by_label(PAYER).fill(SECRET)
    expect(dialog(window)).to_contain_text("Nobody can sign in again as a guest")
    dialog(window).get_by_role("button", name="Back to the page").click()
    expect(page.get_by_label(PAYER)).to_have_value(SECRET)


@pytest.mark.long
def test_the_dialog_and_the_page_that_is_given_up_have_no_violation(signed_out):
    assert faults(signed_out.page) == []
    # Escape closes it too, and the keys go on to the field.
    signed_out.page.keyboard.press("Escape")
    expect(dialog(signed_out)).to_be_hidden()
    assert faults(signed_out.page) == []
    signed_out.page.locator(".bar").get_by_role("button", name="Sign in").click()
    sign_in(signed_out, "carol")
    expect(signed_out.page.get_by_role("heading", name="This page belongs to Bob")).to_be_visible()
    assert faults(signed_out.page) == []


# --- A4, A21: somebody else ----------------------------------------------------------------


def test_somebody_else_who_signs_in_sees_and_sends_nothing(signed_out, site, session, school):
    own = start(session, school.assignment, school.people["carol"], 7, build.NOW)
    session.commit()
    sitting = signed_out.page.url
    sign_in(signed_out, "carol")
    page = signed_out.page
    expect(page.get_by_role("heading", name="This page belongs to Bob")).to_be_visible()
    expect(page.get_by_text("You are signed in as Carol.")).to_be_visible()
    see_nothing_of_bob(signed_out, site)
    signed_out.answers.clear()
    page.get_by_role("link", name="Go on to your own page").click()
    expect(page).to_have_url(f"{signed_out.url}/home")
    see_nothing_of_bob(signed_out, site)
    signed_out.open(f"/attempts/{own.id}").wait_for_load_state("networkidle")
    see_nothing_of_bob(signed_out, site)
    assert put(signed_out) == []
    # It was kept for him.
    signed_out.context.add_cookies([site.cookie("bob")])
    page.goto(sitting)
    expect(page.locator("#q2 .saved")).to_contain_text("Saved")
    assert texts(site) == [SECRET]


def test_a_page_left_open_sends_nothing_for_whoever_signs_in_elsewhere(window, site):
    window.context.add_cookies([site.cookie("carol")])
    window.page.get_by_label(PAYER).press_sequentially(SECRET)
    expect(window.page.get_by_role("heading", name="This page belongs to Bob")).to_be_visible()
    see_nothing_of_bob(window, site)


# --- signing out ------------------------------------------------------------------------------


@pytest.mark.parametrize("is_sure", [True, False])
def test_whoever_signs_out_is_asked_where_something_is_not_saved(window, site, sitting, is_sure):
    page = window.page
    window.allow("status of 500")
    illness = Illness(site.app)
    page.get_by_label(PAYER).fill(SECRET)
    asked = []

    def answer(dialog):
        asked.append(dialog.message)
        return dialog.accept() if is_sure else dialog.dismiss()

    page.once("dialog", answer)
    page.get_by_role("button", name="Sign out").click()
    if not is_sure:
        expect(page.locator("#page-status")).to_have_text("Not saved yet: 1 change waiting")
        expect(page.get_by_label(PAYER)).to_have_value(SECRET)
        illness.is_over = True
        expect(page.locator("#q2 .saved")).to_contain_text("Saved")
        return
    expect(page).to_have_url(f"{window.url}/")
    assert asked[0].startswith("What is not saved yet stays in this browser")
    illness.is_over = True
    window.context.add_cookies([site.cookie("bob")])
    window.open(f"/attempts/{sitting.id}")
    expect(page.locator("#q2 .saved")).to_contain_text("Saved")
    assert texts(site) == [SECRET]


def test_signing_out_saves_first_and_leaves_nothing_behind(window, site):
    window.page.get_by_label(PAYER).fill(SECRET)
    window.page.get_by_role("button", name="Sign out").click()
    expect(window.page).to_have_url(f"{window.url}/")
    assert texts(site) == [SECRET]
    kept = window.page.evaluate(
        """() => new Promise((then) => {
          indexedDB.open("quizapp").onsuccess = ({ target }) => {
            const all = target.result.transaction("answers").objectStore("answers").getAll();
            all.onsuccess = () => then(all.result.length);
          };
        })"""
    )
    assert kept == 0
