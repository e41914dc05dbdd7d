"""Reading as one likes it, and picking the proof in the passage itself."""

import pytest
from sqlalchemy import select

from quizapp.models import Response
from tests.browser import long_article
from tests.browser.chromium import expect
from tests.browser.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

SIZE = "element => parseFloat(getComputedStyle(element).fontSize)"
A4 = 680  # px between the margins of a sheet
ROWS = """() => [...document.querySelectorAll('.ln')].map(line =>
    Math.round(line.offsetHeight / parseFloat(getComputedStyle(line).lineHeight)))"""
SAYS = "Which sentence shows that the keeper never missed a night?"


def picked(site):
    """The sentences that the database holds for the fourth question."""
    rows = site.look(select(Response).where(Response.slot == 4).order_by(Response.revision))
    return rows[-1].value["sentences"] if rows and rows[-1].value else []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_makes_the_text_larger_and_loses_no_answer(browse, site, sitting, javascript):
    page = browse(javascript=javascript, login="bob").open(f"/attempts/{sitting.id}")
    passage = page.locator(".passage p").first
    before = passage.evaluate(SIZE)
    page.get_by_label("Who paid for it?").fill("the guild")
    page.get_by_role("button", name="Text").click()
    page.get_by_label("Very large").check()
    page.get_by_label("Every fifth line").check()
    page.get_by_role("button", name="Save and go back").click()
    expect(page.get_by_label("Who paid for it?")).to_have_value("the guild")
    assert passage.evaluate(SIZE) > before * 1.2
    page.reload()
    assert passage.evaluate(SIZE) > before * 1.2
    assert [row.value for row in site.look(select(Response))] == [{"text": "the guild"}]


@pytest.mark.parametrize("width", [1280, 360])
def test_a_sentence_is_picked_in_the_passage(browse, site, sitting, width):
    page = browse(login="bob", width=width).open(f"/attempts/{sitting.id}")
    if width < 960:
        page.get_by_role("tab", name="Questions").click()
    page.get_by_role("button", name="Pick in the passage").click()
    sentence = page.get_by_role("checkbox", name="The keeper lit both lamps every night.").and_(
        page.locator(".passage [data-s]")
    )
    sentence.click()
    expect(sentence).to_be_checked()
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#q4 input[value='1']")).to_be_checked()
    expect(page.locator("#q4 .saved")).to_contain_text("Saved")
    assert picked(site) == [1]


def test_a_sentence_is_picked_and_dropped_by_keyboard(browse, site, sitting):
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    keys = Keys(page)
    keys.enter(page.get_by_role("button", name="Pick in the passage"))
    expect(page.locator(".pick-bar")).to_be_visible()
    for key in ("Space", "ArrowDown", "Space", "ArrowUp", "Space", "Escape"):
        keys.press(key)
    expect(page.get_by_role("button", name="Pick in the passage")).to_be_focused()
    expect(page.locator("#q4 input[value='2']")).to_be_checked()
    expect(page.locator("#q4 input[value='1']")).not_to_be_checked()
    expect(page.locator("#q4 .saved")).to_contain_text("Saved")
    assert picked(site) == [2]


def test_a_numbered_line_is_one_line_on_paper(browse, session, school):
    long_article.begin(session, school.people["bob"])
    page = browse(login="alice", width=A4).open("/teach/articles/seventy-stairs/paper")
    page.emulate_media(media="print")
    rows = page.evaluate(ROWS)
    assert len(rows) > long_article.SENTENCES
    assert set(rows) == {1}


def test_a_ruler_follows_the_line_that_one_points_at(browse, session, school, sitting):
    school.people["bob"].reading_settings = {"ruler": "on"}
    session.merge(school.people["bob"])
    session.commit()
    page = browse(login="bob").open(f"/attempts/{sitting.id}")
    line = page.locator(".passage p").nth(0)
    line.hover(position={"x": 60, "y": 12})
    ruler = page.locator(".ruler")
    expect(ruler).to_be_visible()
    first = ruler.bounding_box()["y"]
    assert line.bounding_box()["y"] < first < line.bounding_box()["y"] + 40
    page.locator(".passage li").first.hover()
    assert ruler.bounding_box()["y"] > first + 100


def test_without_the_setting_there_is_no_ruler(browse, sitting):
    window = browse(login="bob")
    page = window.open(f"/attempts/{sitting.id}")
    page.locator(".passage p").first.hover()
    expect(page.locator(".ruler")).to_have_count(0)
    assert not [one for one in window.answers if "ruler" in one.url]
