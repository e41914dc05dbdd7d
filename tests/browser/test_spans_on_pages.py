"""Places marked in a passage as our pages set it: the server finds the same words there."""

import json
from random import Random

import pytest
from sqlalchemy import select

from quizapp.core.spans import picked_span
from quizapp.core.text import Part
from quizapp.models import ArticleVersion
from quizapp.reading.actions import save_reading_settings
from quizapp.taking import actions, starting
from tests import build
from tests.browser.odd_texts import words_in_blocks

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

PARTS = [
    Part(
        "paragraph",
        "The \U0001f41f lamp was low. The e\u0323\u0302 second “lamp” was high & bright. " * 3,
    ),
    Part("heading", "\u202edark \U0001f469\u200d\U0001f52c <and> fog"),
    Part("paragraph", "שָׁלוֹם לכם. \U0001f1eb\U0001f1f7 flags were out. " * 4),
    Part("list_item", "one \U0001f44d\U0001f3fd lamp"),
    Part("list_item", "two lamps"),
    Part("verse", "one low,\none high \U0001f41f,\nnone between."),
    Part("quotation", "“In fog”, they said, “the first lamp was a smudge.”"),
    Part("promo", "Read Also: Storms at sea"),
    Part("paragraph", "In the end the guild paid for every stone."),
]
QUESTIONS = """\
article: odd-lamps
title: Odd lamps
questions:
  - kind: evidence
    stem: Which sentence says who paid?
    skill: retrieve
    evidence:
      - the guild paid for every stone
  - kind: evidence
    unit: words
    stem: Which words say who paid?
    skill: retrieve
    evidence:
      - the guild paid
  - kind: choice
    stem: "\u202eTurn around"
    options:
      - text: "\u202eTwist it"
        key: true
      - text: Leave it
    skill: infer
    evidence:
      - the guild paid
"""
LOADED = "async () => { window.spans = await import('/static/spans.js'); }"
# Mark, as a hand would, from one text of the passage to another; both ends by chance.
MARKED = """([rolls]) => {
    const article = document.querySelector(".passage");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const selection = getSelection();
    const at = (roll) => {
        const node = nodes[Math.floor(roll[0] * nodes.length)];
        return [node, Math.floor(roll[1] * (node.length + 1))];
    };
    return JSON.stringify(rolls.map(([one, other]) => {
        selection.setBaseAndExtent(...at(one), ...at(other));
        const place = spans.placeOf(selection.getRangeAt(0), article);
        const back = place && spans.rangesOf(place, article).join("");
        return place && [place.start, place.end, place.quote, back];
    }));
}"""
WHOLE = """() => {
    const article = document.querySelector(".passage");
    getSelection().selectAllChildren(document.body);
    return spans.placeOf(getSelection().getRangeAt(0), article);
}"""
# The pieces of text whose first two letters run to the left, and those where they run as usual.
TURNED = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [[], []];
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const at = node.data.search(/[a-z]{2}/i);
        if (at < 0) continue;
        const [one, other] = [at, at + 1].map((offset) => {
            const range = document.createRange();
            range.setStart(node, offset);
            range.setEnd(node, offset + 1);
            return range.getBoundingClientRect();
        });
        if (one.width) found[Number(one.left < other.left)].push(node.data);
    }
    return found;
}"""
OUTSIDE = """() => {
    const article = document.querySelector(".passage");
    getSelection().selectAllChildren(document.querySelector("h1, header, footer, .bar"));
    return spans.placeOf(getSelection().getRangeAt(0), article);
}"""


@pytest.fixture
def odd(session, school):
    """Bob's attempt at questions about a text that is hard to count in; the text."""
    article = build.article(session, "odd-lamps", parts=PARTS)
    quiz = build.lamp_set(session, QUESTIONS).quiz
    given = build.assignment(session, school.class_, quiz)
    attempt = starting.start(session, given, school.people["bob"], 7, build.NOW)
    version = session.scalars(
        select(ArticleVersion).where(ArticleVersion.article_id == article.id)
    ).one()
    session.commit()
    return attempt, version


@pytest.fixture
def opened(chromium, site):
    """Open a page as bob with the module of spans; no policy, so that a test may load it."""
    context = chromium.new_context(bypass_csp=True)
    context.add_cookies([site.cookie("bob")])

    def open_it(path):
        page = context.new_page()
        page.goto(site.url + path)
        page.evaluate(LOADED)
        return page

    yield open_it
    context.close()


def gone_over(page, version):
    """Mark two hundred places of a page; each must be what the server has there."""
    chance = Random(5)  # noqa: S311  it is to be the same again
    rolls = [[[chance.random() for _ in "at"] for _ in "ab"] for _ in range(200)]
    places = [place for place in json.loads(page.evaluate(MARKED, [rolls])) if place]
    assert len(places) > 150
    assert any("\n\n" in quote for _, _, quote, _ in places)
    for start, end, quote, words in places:
        assert quote in picked_span(version.text, start, end, quote).quote
        assert words == words_in_blocks(version.text, version.blocks, start, end)


@pytest.mark.parametrize("lines", ["off", "on"])
def test_places_on_the_taking_page_are_those_of_the_server(session, odd, opened, lines):
    attempt, version = odd
    save_reading_settings(session, attempt.student_id, {"lines": lines})
    session.commit()
    page = opened(f"/attempts/{attempt.id}")
    assert bool(page.locator(".passage p:not(.verse) .ln").count()) == (lines == "on")
    assert page.locator(".passage [data-s]").count()
    gone_over(page, version)


def test_places_on_the_review_are_those_of_the_server(session, odd, opened):
    attempt, version = odd
    actions.submit(session, attempt, build.NOW)
    session.commit()
    page = opened(f"/attempts/{attempt.id}/review")
    assert page.locator(".passage mark .tag").count()
    gone_over(page, version)


def test_whatever_is_marked_around_it_only_the_passage_counts(odd, opened):
    attempt, version = odd
    page = opened(f"/attempts/{attempt.id}")
    text = version.text
    assert page.evaluate(WHOLE) == {"start": 0, "end": len(text), "quote": text}
    assert page.evaluate(OUTSIDE) is None


def test_signs_that_turn_the_writing_end_with_their_block(odd, opened):
    """The text, a question and an option hold one that is never ended."""
    attempt, _ = odd
    page = opened(f"/attempts/{attempt.id}")
    turned, straight = page.evaluate(TURNED)
    assert len(straight) > 20
    assert [text.split()[0].strip("\u202e") for text in turned] == ["dark", "Turn", "Twist"]
