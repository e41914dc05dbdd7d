"""Marking in the text: what is selected, and sentence by sentence; the text stays as it is."""

import pytest
from sqlalchemy import select

from quizapp.models import Annotation
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.browser.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

SELECT = """words => {
  const texts = document.createTreeWalker(document.querySelector(".passage"), NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""
PAINTED = """name => [...(CSS.highlights.get(name) ?? [])].map(range => String(range))"""
QUOTE = "the guild paid"


def painted(page, name, wanted):
    """Wait until this is painted: scripts are loaded first, and the policy lets none poll."""
    for _ in range(50):
        if page.evaluate(PAINTED, name) == wanted:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(PAINTED, name) == wanted


def kept(site):
    return [(row.quote, row.style, row.note) for row in site.look(select(Annotation))]


def marker(page):
    return page.get_by_role("group", name="Mark words")


def test_what_is_selected_is_marked_painted_and_there_again(browse, site, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    before = page.locator(".passage").inner_html()
    page.evaluate(SELECT, QUOTE)
    marker(page).get_by_label("Note").fill("How many?")
    marker(page).get_by_role("button", name="A question").click()
    expect(page.locator(".own li")).to_have_text(f"A question {QUOTE} How many? Change")
    assert kept(site) == [(QUOTE, "question", "How many?")]
    assert page.evaluate(PAINTED, "question") == [QUOTE]
    page.reload()
    expect(page.locator(".marker")).to_have_count(0)
    painted(page, "question", [QUOTE])
    assert page.locator(".passage").inner_html() == before


def test_sentence_by_sentence_by_keyboard(browse, site, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    keys = Keys(page)
    keys.enter(page.get_by_role("button", name="Mark words"))
    expect(marker(page).get_by_role("button", name="Next sentence")).to_be_focused()
    keys.press("Enter")
    expect(marker(page).get_by_role("status")).to_have_text("“In fog the first lamp was a smudge.”")
    keys.enter(marker(page).get_by_role("button", name="New word"))
    expect(marker(page).get_by_role("status")).to_have_text("Marked: New word.")
    keys.press("Escape")
    expect(marker(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Mark words")).to_be_focused()
    assert kept(site) == [("In fog the first lamp was a smudge.", "new_word", "")]


def test_on_a_bad_line_it_is_told_and_can_be_tried_again(browse, site, sitting):
    window = browse(login="bob")
    window.allow("INTERNET_DISCONNECTED")
    page = window.open(f"/attempts/{sitting.id}")
    page.evaluate(SELECT, QUOTE)
    expect(marker(page)).to_be_visible()
    window.context.set_offline(True)
    marker(page).get_by_role("button", name="Important").click()
    expect(marker(page).get_by_role("status")).to_have_text("Not saved. Please try again.")
    window.context.set_offline(False)
    marker(page).get_by_role("button", name="Important").click()
    expect(page.locator(".own li")).to_have_count(1)
    assert kept(site) == [(QUOTE, "important", "")]


def test_nothing_of_it_is_loaded_before_it_is_asked_for(browse, sitting):
    window = browse(login="bob")
    window.open(f"/attempts/{sitting.id}").wait_for_load_state("networkidle")
    assert not [one.url for one in window.answers if "highlights" in one.url or "aloud" in one.url]


@pytest.mark.long
def test_marking_has_no_violation(browse, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    page.evaluate(SELECT, QUOTE)
    for style in ("Important", "A question", "New word", "I disagree"):
        marker(page).get_by_role("button", name=style).click()
        expect(marker(page).get_by_role("status")).to_have_text(f"Marked: {style}.")
    assert faults(page) == []


# --- aloud -------------------------------------------------------------------------------------

# Says nothing, and is done with a sentence when the test says so.
STUB = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "VOICE", name: "a voice" }],
  addEventListener() {},
  cancel() {},
  speak(words) { window.said.push(words); },
} });
"""


def with_voice(browse, language):
    window = browse(login="bob")
    window.context.add_init_script(STUB.replace("VOICE", language))
    return window


def said(page):
    return page.evaluate("said.map(words => words.text)")


def test_a_text_is_read_aloud_sentence_by_sentence(browse, sitting):
    page = with_voice(browse, "en-GB").open(f"/attempts/{sitting.id}")
    page.get_by_role("button", name="Read aloud").click()
    first, second = "The keeper lit both lamps every night.", "In fog the first lamp was a smudge."
    painted(page, "spoken", [first])
    page.evaluate("said[0].onend()")
    assert said(page) == [first, second]
    assert page.evaluate(PAINTED, "spoken") == [second]
    page.get_by_role("button", name="Pause").click()
    again = page.get_by_role("button", name="Go on reading aloud")
    expect(again).to_be_visible()
    page.evaluate("said[1].onend()")
    assert said(page) == [first, second]
    again.click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert said(page) == [first, second, second]
    page.get_by_role("button", name="Stop reading aloud").click()
    assert page.evaluate(PAINTED, "spoken") == []
    expect(page.get_by_role("button", name="Read aloud", exact=True)).to_be_focused()


@pytest.mark.parametrize("language", ["de-DE", "fr"])
def test_without_a_voice_for_the_language_there_is_no_button(browse, sitting, language):
    page = with_voice(browse, language).open(f"/attempts/{sitting.id}")
    expect(page.get_by_role("button", name="Mark words")).to_be_visible()
    expect(page.get_by_role("button", name="Read aloud")).to_be_hidden()
