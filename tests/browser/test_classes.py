"""From a new class to a student who has something to do, by keyboard and no script; and out."""

import pytest
from sqlalchemy import select

from quizapp.models import Class
from tests import build
from tests.browser.chromium import expect
from tests.browser.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]


def make_class(page, keys):
    """Make a class as its teacher; return the code that is shown."""
    keys.enter(page.get_by_role("link", name="New class"))
    keys.type(page.get_by_label("Name"), "7c English")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("7c English")
    keys.enter(page.get_by_role("button", name="Make a code"))
    keys.enter(page.get_by_role("link", name="Show or print it"))
    drawn = page.get_by_role("img", name="QR code")
    expect(drawn).to_be_visible()
    expect(drawn).not_to_have_js_property("naturalWidth", 0)  # however late it came
    return page.locator(".join-code").inner_text()


def sign_in(page, keys, login):
    keys.type(page.get_by_label("Sign-in name"), login)
    keys.type(page.get_by_label("Password"), build.PASSWORD)
    keys.press("Enter")


def test_a_class_is_made_and_joined_without_a_mouse(browse, session, school):
    page = browse(javascript=False, login="alice").open("/teach")
    code = make_class(page, Keys(page))
    made = session.scalars(select(Class).where(Class.name == "7c English")).one()
    build.assignment(session, made, school.quiz)
    session.commit()
    page = browse(javascript=False, width=360).open("/join")
    keys = Keys(page)
    sign_in(page, keys, "mallory")
    keys.type(page.get_by_label("Code of the class"), code.lower())
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("You are in 7c English.")
    keys.enter(page.get_by_role("link", name="Begin with Harbour lights"))
    keys.enter(page.get_by_role("button", name="Start reading"))
    expect(page.locator("#passage")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_back_button_shows_nothing_of_who_signed_out(browse, school, javascript):
    """On a shared computer the next child presses it."""
    page = browse(javascript=javascript, login="carol").open("/home")
    expect(page.get_by_text("Your class was given")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
