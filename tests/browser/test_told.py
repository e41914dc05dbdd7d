"""What is told, as one meets it: practice, a challenge, a page that does not tell yet."""

import pytest
from sqlalchemy import select

from quizapp.core.feedback import preset
from quizapp.models import Challenge
from tests import build
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.told import hand_in

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite"), pytest.mark.long]


def test_practice_tells_at_once_and_closes_the_question(session, school, browse):
    school.assignment.feedback, school.assignment.most_tries = preset("practice"), 2
    attempt = build.attempt(session, school)
    session.commit()
    page = browse(login="bob", width=360).open(f"/attempts/{attempt.id}#q1")
    for option, told in (("The harbour had grown", "Checked:"), ("The guild wanted two", "EXPLAN")):
        page.get_by_label(option).check()
        page.get_by_role("button", name="Check this answer to question 1").click()
        expect(page.locator("#q1")).to_contain_text(told)
        assert faults(page) == []
    expect(page.locator("#q1")).to_contain_text("EXPLANATION-CANARY")
    expect(page.locator("#q1 input")).to_have_count(0)
    # The other questions still save themselves.
    page.get_by_label("Who paid for it?").fill("the guild")
    expect(page.locator("#q2 .saved")).to_contain_text("Saved")


def test_a_place_is_selected_to_challenge_a_mark(session, school, browse, site):
    attempt = hand_in(session, school)
    page = browse(login="bob").open(f"/attempts/{attempt.id}/slots/1/challenge")
    expect(page.locator("#picked")).to_contain_text("select the words")
    assert faults(page) == []
    page.locator(".passage p", has_text="smudge").select_text()
    expect(page.locator("#picked")).to_contain_text("In fog the first lamp")
    page.get_by_label("Why").fill("It says so.")
    page.get_by_role("button", name="Challenge this mark").click()
    expect(page.locator("#q1")).to_contain_text("waiting for your teacher")
    (row,) = site.look(select(Challenge))
    assert row.quote == build.PARTS[0].text


def test_the_terms_and_a_review_that_does_not_tell_yet_have_no_fault(session, school, browse):
    attempt = hand_in(session, school)
    school.assignment.feedback = {"closed": ["marks"]}
    session.commit()
    for login, address in (
        ("alice", f"/teach/assignments/{school.assignment.id}/terms"),
        ("bob", f"/attempts/{attempt.id}/review"),
        ("bob", f"/attempts/{attempt.id}/receipt"),
    ):
        page = browse(login=login).open(address)
        assert faults(page) == []
