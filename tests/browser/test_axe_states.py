"""Pages that something must be done for, through axe-core as all the others."""

import pytest

from tests.browser.axe import faults
from tests.browser.chromium import expect

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite"), pytest.mark.long]


def too_long(browse, places):
    """An attempt that comes back with a fault."""
    window = browse(login="bob")
    window.allow("status of 422")
    page = window.open(f"/attempts/{places.open}")
    page.get_by_label("Who paid for it?").fill("x" * 501)
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.locator(".error")).to_contain_text("too long")
    return page


def wrong_password(browse, _places):
    """The sign-in page with its error."""
    window = browse()
    window.allow("status of 422")
    page = window.open("/sign-in")
    page.get_by_label("Sign-in name").fill("bob")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("not right")).to_be_visible()
    return page


def weak_password(browse, _places):
    """The first teacher's page with its error."""
    window = browse()
    window.allow("status of 422")
    page = window.open("/first-teacher/a-token-of-the-tests")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Sign-in name").fill("ada")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Become the teacher").click()
    expect(page.get_by_text("four words are a good password")).to_be_visible()
    return page


def two_answers(browse, places):
    """The page that a browser without scripts gets when another tab came first."""
    return posted_from_an_old_page(browse, places, 409, "Two answers to one question")


def too_late(browse, places):
    """The same page when the quiz was handed in meanwhile."""
    return posted_from_an_old_page(browse, places, 423, "This came after the end")


def posted_from_an_old_page(browse, places, status, title):
    """Change the second answer in one tab, then post it as the page's form in another."""
    window = browse(login="bob")
    window.allow(f"status of {status}")
    old = window.open(f"/attempts/{places.open}")
    other = window.tab(f"/attempts/{places.open}")
    other.get_by_label("Who paid for it?").fill("somebody")
    other.get_by_role("button", name="Check and hand in").click()
    if status == 423:
        other.get_by_role("button", name="Hand in", exact=True).click()
    expect(other.get_by_role("heading", name="Finish").or_(other.locator(".slip"))).to_be_visible()
    # As without scripts: setting a value tells no listener, and neither does form.submit().
    old.locator("#answers").evaluate(
        "form => { form.elements['s2-text'].value = 'me'; form.submit() }"
    )
    expect(old.get_by_role("heading", level=1)).to_have_text(title)
    return old


def asked_to_choose(browse, places):
    """The attempt whose script offers both answers."""
    window = browse(login="bob")
    window.allow("status of 409")
    old = window.open(f"/attempts/{places.open}")
    other = window.tab(f"/attempts/{places.open}")
    other.get_by_label("Who paid for it?").fill("somebody else")
    other.get_by_role("button", name="Check and hand in").click()
    expect(other.get_by_role("heading", name="Finish")).to_be_visible()
    old.get_by_label("Who paid for it?").fill("me")
    expect(old.get_by_role("group", name="Two answers to question 2")).to_be_visible()
    return old


def picking(browse, places):
    """The attempt while sentences are picked in the passage."""
    page = browse(login="bob").open(f"/attempts/{places.open}")
    page.get_by_role("button", name="Pick in the passage").click()
    page.get_by_role("checkbox", name="The keeper lit").first.press("Space")
    return page


def sepia(browse, places):
    """An attempt in the reader's own theme, all settings as large and wide as they go."""
    return in_theme(browse, places, "Sepia", "Large")


def in_theme(browse, places, theme, size):
    page = browse(login="carol").open(f"/reading-settings?next=/attempts/{places.done}/review")
    for words in (theme, size, "Wide", "Easy to tell letters apart", "Every fifth line"):
        page.get_by_label(words, exact=True).check()
    page.get_by_role("button", name="Save and go back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review")
    return page


def own_dark(browse, places):
    """The same by the reader's choice where the device wants it light."""
    return in_theme(browse, places, "Dark", "Very large")


def not_here(browse, _places):
    """A page that is not there."""
    window = browse()
    window.allow("status of 404")
    return window.open("/nowhere")


STATES = [
    too_long,
    wrong_password,
    weak_password,
    two_answers,
    too_late,
    asked_to_choose,
    picking,
    sepia,
    own_dark,
    not_here,
]


@pytest.mark.parametrize("state", STATES)
def test_no_state_has_a_violation(browse, places, state):
    assert faults(state(browse, places)) == []
