"""Places picked in the passage, beside an answer or as one; and hints, which lose nothing."""

import pytest
from sqlalchemy import select

from quizapp.models import HintTaken, Response
from tests import build
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.browser.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

PLACES = """\
article: harbour-lights
title: Harbour lights
questions:
  - kind: evidence
    unit: paragraph
    stem: Which paragraph tells of money?
    evidence:
      - the guild paid for every stone
    skill: retrieve
  - kind: evidence
    unit: words
    stem: Which words tell who paid?
    evidence:
      - the guild paid
    skill: retrieve
"""
# Marks the words from `first` to `last` of a sentence, as the mouse does.
MARK = """(piece, [first, last]) => {
    const text = [...piece.childNodes].find(node => node.data?.includes(first));
    const range = document.createRange();
    range.setStart(text, text.data.indexOf(first));
    range.setEnd(text, text.data.indexOf(last) + last.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


@pytest.fixture
def asked(session, school):
    """Bob's attempt at questions that ask for the place too, and have hints."""
    school.assignment.show_where = "two_one_none"
    school.assignment.allows_hints = True
    attempt = build.attempt(session, school)
    session.commit()
    return f"/attempts/{attempt.id}"


@pytest.fixture
def placed(session, school):
    """Bob's attempt at picking a paragraph and words."""
    build.lamp_set(session, PLACES)
    attempt = build.attempt(session, school)
    session.commit()
    return f"/attempts/{attempt.id}"


def newest(site):
    """Return the newest answer of each slot."""
    return {row.slot: row.value for row in site.look(select(Response).order_by(Response.revision))}


def is_saved(page, number):
    expect(page.locator(f"#q{number} .saved")).to_contain_text("Saved")


def begin(page, number):
    """Press the button of a question that leads into the passage."""
    if not page.locator("#questions").is_visible():
        page.get_by_role("tab", name="Questions").click()
    page.locator(f"#q{number}").get_by_role("button", name="Pick in the passage").click()
    expect(page.locator(".pick-bar")).to_be_visible()


def piece(page, number):
    return page.locator(f"#passage [data-s='{number}']").first


@pytest.mark.parametrize("width", [1280, 360])
def test_the_place_of_an_answer_is_picked_and_dropped_by_mouse(browse, site, asked, width):
    page = browse(login="bob", width=width).open(f"{asked}#questions")
    page.get_by_label("Who paid for it?").fill("the guild")
    line = page.locator("#s2-where")
    begin(page, 2)
    expect(page.get_by_role("button", name="Take")).to_be_hidden()
    for number in (4, 3, 4):
        piece(page, number).click()
    expect(piece(page, 3)).to_have_attribute("aria-checked", "true")
    expect(piece(page, 4)).to_have_attribute("aria-checked", "false")
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".pick-bar")).to_be_hidden()
    expect(line).to_have_value("3")
    is_saved(page, 2)
    assert newest(site) == {2: {"answer": {"text": "the guild"}, "where": [3]}}
    page.reload()
    expect(line).to_have_value("3")


def test_it_is_picked_by_keyboard_beside_what_was_typed(browse, site, asked):
    page = browse(login="bob").open(asked)
    keys, line = Keys(page), page.locator("#s2-where")
    keys.type(line, "1 and 2")
    keys.enter(page.locator("#q3").get_by_role("button", name="Pick in the passage"))
    keys.press("Escape")
    line.focus()
    begin(page, 2)
    told = page.locator(".pick-bar [role=status]")
    expect(told).to_contain_text("Arrow keys move")
    keys.press("ArrowDown")
    expect(told).to_have_text("Sentence 2 of 6, picked")
    for key in ("Space", "ArrowDown", "Space", "Escape"):
        keys.press(key)
    expect(page.locator("#q2").get_by_role("button", name="Pick in the passage")).to_be_focused()
    expect(line).to_have_value("1, 3")
    is_saved(page, 2)
    assert newest(site) == {2: {"answer": None, "where": [1, 3]}}


def test_a_paragraph_is_picked_by_any_of_its_sentences(browse, site, placed):
    page = browse(login="bob").open(placed)
    begin(page, 1)
    piece(page, 3).click()
    expect(page.locator(".pick-bar [role=status]")).to_have_text("Paragraph 2 of 4, picked")
    expect(piece(page, 4)).to_have_class("picked")
    piece(page, 2).click()
    piece(page, 1).press("Space")
    page.keyboard.press("Escape")
    expect(page.locator("#q1 input:checked")).to_have_value("2")
    is_saved(page, 1)
    assert newest(site) == {1: {"paragraphs": [2]}}
    page.reload()
    expect(page.locator("#q1 input:checked")).to_have_value("2")


@pytest.mark.parametrize("width", [1280, 360])
def test_marked_words_are_taken_from_the_passage(browse, site, placed, width):
    page = browse(login="bob", width=width).open(f"{placed}#questions")
    box = page.get_by_label("Which words tell who paid?")
    begin(page, 2)
    take, told = page.get_by_role("button", name="Take"), page.locator(".pick-bar [role=status]")
    take.click()
    expect(told).to_have_text("Mark words in the text, then press Take.")
    piece(page, 3).evaluate(MARK, ("guild", "paid"))
    take.click()
    expect(told).to_have_text("Taken: guild paid")
    # Some phones unmark the words between the touch and the press.
    piece(page, 4).evaluate(MARK, ("harbour", "master"))
    take.dispatch_event("pointerdown")
    page.evaluate("getSelection().removeAllRanges()")
    take.evaluate("button => button.click()")
    expect(told).to_have_text("Taken: harbour master")
    page.get_by_role("button", name="Done").click()
    expect(box).to_have_value("guild paid\nharbour master")
    is_saved(page, 2)
    kept = newest(site)[2]
    assert len(kept["spans"]) == 2 and kept["unplaced"] == []
    page.reload()
    expect(box).to_have_value("guild paid\nharbour master")


def saved(page, do):
    """Do something on a page; return the status of the save that comes of it."""
    with page.expect_response(lambda answer: answer.request.method == "PUT") as found:
        do()
    return found.value.status


def take(page, number, words):
    """Mark words of a sentence, and take them."""
    piece(page, number).evaluate(MARK, (words, words))
    page.get_by_role("button", name="Take").click()


def test_of_words_that_stand_twice_those_that_were_marked_are_kept(browse, site, placed):
    page = browse(login="bob").open(placed)
    box = page.get_by_label("Which words tell who paid?")
    begin(page, 2)
    take(page, 6, "lamp")
    assert saved(page, lambda: take(page, 5, "lamp")) == 200
    expect(box).to_have_value("lamp\nlamp")
    earlier, _ = newest(site)[2]["spans"]
    assert newest(site)[2]["unplaced"] == []
    # Of lines that read alike, the one that was taken last stays.
    page.keyboard.press("Escape")
    assert saved(page, lambda: (box.fill("lamp"), box.blur())) == 200
    assert newest(site)[2] == {"spans": [earlier], "unplaced": []}
    page.reload()
    expect(box).to_have_value("lamp")
    assert saved(page, lambda: (box.fill("lamp\nguild"), box.blur())) == 200
    assert newest(site)[2]["spans"][1] == earlier


def test_words_over_blocks_are_picked_without_what_lies_between(browse, site, placed):
    page = browse(login="bob").open(placed)
    begin(page, 2)
    page.evaluate(
        "([one, other]) => getSelection().setBaseAndExtent(one, 0, other, 1)",
        [piece(page, 2).element_handle(), piece(page, 3).element_handle()],
    )
    assert saved(page, lambda: page.get_by_role("button", name="Take").click()) == 200
    page.reload()
    expect(page.get_by_label("Which words tell who paid?")).to_have_value(
        "In fog the first lamp was a smudge. In the end the guild paid for every stone."
    )
    assert len(newest(site)[2]["spans"]) == 1 and newest(site)[2]["unplaced"] == []


def test_words_of_a_page_that_reads_otherwise_are_refused(browse, site, placed):
    """As one that the browser has translated does."""
    window = browse(login="bob")
    window.allow("status of 422")
    page = window.open(placed)
    begin(page, 2)
    piece(page, 3).evaluate("piece => piece.textContent = 'Am Ende zahlte die Gilde.'")
    assert saved(page, lambda: take(page, 3, "Gilde")) == 422
    told = page.locator("#page-status")
    expect(told).to_contain_text("The passage has other words where “Gilde” was picked.")
    assert newest(site) == {}
    page.get_by_role("button", name="Done").click()
    box = page.get_by_label("Which words tell who paid?")
    assert saved(page, lambda: (box.fill("the guild paid"), box.blur())) == 200
    assert len(newest(site)[2]["spans"]) == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_asking_for_a_hint_loses_no_answer_on_the_page(browse, site, asked, javascript):
    page = browse(login="bob", javascript=javascript).open(asked)
    page.get_by_label("Who paid for it?").fill("the guild")
    page.locator("#q2 .where input").fill("3")
    page.get_by_label("The harbour had grown").check()
    page.locator("#q1").get_by_role("button", name="A hint, please").click()
    expect(page.locator("#q1 .hint-told")).to_contain_text("Look in paragraph 1")
    expect(page.get_by_label("Who paid for it?")).to_have_value("the guild")
    expect(page.locator("#q2 .where input")).to_have_value("3")
    expect(page.get_by_label("The harbour had grown")).to_be_checked()
    assert newest(site)[2] == {"answer": {"text": "the guild"}, "where": [3]}
    assert [row.slot for row in site.look(select(HintTaken))] == [1]
    if javascript:  # the page after it saves by itself again
        page.get_by_label("The guild wanted two").check()
        is_saved(page, 1)


@pytest.mark.long
def test_places_and_hints_have_no_violation(browse, asked):
    """While they are asked for, and when both parts are read back."""
    page = browse(login="bob").open(asked)
    page.get_by_label("Who paid for it?").fill("the guild")
    page.locator("#s2-where").fill("3")
    page.locator("#s3-where").fill("1")
    page.locator("#q1").get_by_role("button", name="A hint, please").click()
    expect(page.locator("#q1 .hint-told")).to_be_visible()
    begin(page, 2)
    assert faults(page) == []
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Check and hand in").click()
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("link", name="See how it went").click()
    expect(page.locator("#q2")).to_contain_text("The right place")
    expect(page.locator("#q3")).to_contain_text("Not the place")
    assert faults(page) == []
