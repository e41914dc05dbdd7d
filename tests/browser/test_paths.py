"""Whole paths in a real browser: the guest's and the teacher's, scripts on and off."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from quizapp.accounts.actions import make_first_teacher_link
from quizapp.models import Response
from quizapp.taking.actions import submit
from tests import build
from tests.browser import long_article
from tests.browser.chromium import expect
from tests.browser.scores import check_scores

pytestmark = pytest.mark.browser

EXPLANATION = "EXPLANATION-CANARY the keeper says so."
RING = "element => getComputedStyle(element).boxShadow"


def answer_all(page):
    """Answer the four questions of the lamp set, rightly."""
    page.get_by_label("The first could not be seen in fog").check()
    page.get_by_label("Who paid for it?").fill("The Guild")
    page.get_by_label("The passage does not say").check()
    page.locator("#q4 input[value='1']").check()


@pytest.mark.parametrize(
    ("javascript", "width"), [(True, 1280), (True, 360), (False, 1280), (False, 360)]
)
def test_a_guest_reads_answers_and_sees_the_proof(browse, site, school, javascript, width):
    window = browse(javascript=javascript, width=width)
    page = window.open("/")
    page.get_by_role("link", name="Harbour lights").click()
    expect(page.get_by_text("There is a storm in this text.")).to_be_visible()
    expect(page.get_by_text("The keeper lit both lamps")).to_have_count(0)
    page.get_by_label("Your name").fill("Robin")
    page.get_by_role("button", name="Start reading").click()
    expect(page.locator("#passage")).to_contain_text("In fog the first lamp was a smudge.")
    if width < 960:
        page.get_by_label("This page").get_by_text("Questions").click()
    answer_all(page)
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.get_by_text("All 4 questions are answered and saved.")).to_be_visible()
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    expect(page.get_by_text("Thank you, Robin.")).to_be_visible()
    page.get_by_role("link", name="See how it went").click()
    see_the_proof(page)
    assert {row.slot: row.value for row in site.look(select(Response))} == build.RIGHT


def see_the_proof(page):
    """The review tells the points and why, and its link brings the place into view."""
    expect(page.locator(".total")).to_have_text("5 of 5 points")
    expect(page.get_by_text(EXPLANATION)).to_be_visible()
    mark = page.locator("#e2")
    assert mark.evaluate(RING) == "none"
    page.locator("#q2 .evidence a").click()
    expect(page).to_have_url(re.compile("#e2$"))
    expect(mark).to_be_in_viewport()
    expect(mark).to_contain_text("the guild paid for every stone")
    assert mark.evaluate(RING) != "none"


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("javascript", "width"), [(True, 1280), (True, 360), (False, 1280), (False, 360)]
)
def test_in_a_long_text_the_proof_comes_into_view(browse, session, school, javascript, width):
    attempt = long_article.begin(session, school.people["bob"])
    submit(session, attempt, build.NOW)
    session.commit()
    window = browse(javascript=javascript, width=width, login="bob")
    page = window.open(f"/attempts/{attempt.id}/review")
    mark = page.locator("#e9")
    expect(mark).not_to_be_in_viewport()
    page.locator("#q9 .evidence a").click()
    expect(mark).to_be_in_viewport()
    assert mark.evaluate(RING) != "none"
    page.get_by_role("link", name="Proof for question 9").click()
    expect(page.locator("#q9")).to_be_in_viewport()


@pytest.fixture
def first_link(session, school):
    """The path of a fresh one-time link to become the first teacher."""
    make_first_teacher_link(session, "a-token-of-the-tests", datetime.now(UTC))
    session.commit()
    return "/first-teacher/a-token-of-the-tests"


def hand_in_as_guest(window):
    """Sit the practice quiz with one right answer."""
    page = window.open("/")
    page.get_by_role("link", name="Harbour lights").click()
    page.get_by_label("Your name").fill("Robin")
    page.get_by_role("button", name="Start reading").click()
    page.get_by_label("Who paid for it?").fill("the guild")
    page.get_by_role("button", name="Check and hand in").click()
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("javascript", [True, False])
def test_a_teacher_begins_and_reads_the_scores(browse, first_link, javascript):
    hand_in_as_guest(browse(javascript=javascript))
    window = browse(javascript=javascript)
    page = window.open(first_link)
    page.get_by_label("Your name").fill("Ms Ada")
    page.get_by_label("Sign-in name").fill("ada")
    page.get_by_label("Password").fill(build.PASSWORD)
    page.get_by_role("button", name="Become the teacher").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Classes")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Sign-in name").fill("Ada")
    page.get_by_label("Password").fill(build.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    read_an_article(page)
    page.get_by_role("link", name="Classes").click()
    page.get_by_role("link", name="Harbour lights").click()
    page.get_by_role("link", name="Robin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Robin")
    expect(page.get_by_role("row", name=re.compile("Who paid for it"))).to_contain_text("Right")
    page.go_back()
    check_scores(page, "Robin", lambda link: link.click())


def read_an_article(page):
    page.get_by_role("link", name="Articles").click()
    page.get_by_role("link", name="Harbour lights").click()
    expect(page.get_by_text(EXPLANATION)).to_be_visible()
    pieces = page.locator("mark[data-q~='1']").all_text_contents()
    assert " ".join("".join(pieces).split()) == "In fog the first lamp was a smudge."
