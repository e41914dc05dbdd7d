"""Places in a passage: the page's own module and the server count alike, in chromium's engine."""

import json
import os

import pytest

from quizapp.core.spans import SpanMismatch, picked_span
from tests.browser.odd_texts import as_answered, cases, packed, utf16_length

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite")]

BATCH = 2_000
# How many texts the long test tries; a million take ten minutes or so.
TEXTS = int(os.environ.get("QUIZAPP_SPAN_TEXTS", "100000"))
MODULE = "async () => { window.spans = await import('/static/spans.js'); }"
# Set a text as a page sets it, its blocks in pieces, and mark the place in it. Each has an
# article of its own: a browser mends every range whenever a node goes or moves.
ANSWER = """(packed) => {
    const set = (blocks) => {
        const article = document.createElement("article");
        for (const [at, text] of blocks) {
            const block = document.createElement("p");
            block.dataset.at = at;
            const letters = [...text];
            for (let n = 0; n < letters.length; n += 3) {
                const piece = n % 2 ? block.appendChild(document.createElement("b")) : block;
                piece.append(letters.slice(n, n + 3).join(""));
            }
            article.append("\\n", block);
        }
        return article;
    };
    const point = (block, offset) => {
        const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let node = texts.nextNode();
        for (; offset > node.length; node = texts.nextNode()) offset -= node.length;
        return [node, offset];
    };
    return JSON.stringify(JSON.parse(packed).map(([blocks, start, end]) => {
        const article = set(blocks);
        const range = document.createRange();
        range.setStart(...point(article.children[start[0]], start[1]));
        range.setEnd(...point(article.children[end[0]], end[1]));
        const place = spans.placeOf(range, article);
        const back = spans.rangesOf(place, article).join("");
        return [place.start, place.end, place.quote, back];
    }));
}"""
# As a script does that knows nothing of code points.
NAIVE = """(packed) => JSON.stringify(JSON.parse(packed).map(([blocks, start, end]) =>
    [blocks[start[0]][0] + start[1], blocks[end[0]][0] + end[1]]))"""
COUNT = """([texts]) => JSON.stringify(JSON.parse(texts).map((text) =>
    Array.from({length: text.length + 1}, (_, at) => spans.codePoints(text, at))))"""
BACK = """([texts]) => JSON.stringify(JSON.parse(texts).map((text) =>
    Array.from({length: [...text].length + 1}, (_, at) => spans.utf16(text, at))))"""


@pytest.fixture
def engine(chromium, site):
    """A page with the page's own module; no policy, so that a test may load it by itself."""
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site.url}/sign-in")
    page.evaluate(MODULE)
    yield page
    context.close()


def agree(page, seed, count):
    """See that page and server say the same of each of `count` cases."""
    for first in range(0, count, BATCH):
        batch = cases(seed + first, min(BATCH, count - first))
        said = json.loads(page.evaluate(ANSWER, packed(batch)))
        assert len(said) == len(batch)
        for case, answer in zip(batch, said, strict=True):
            assert answer == as_answered(case), case
            assert picked_span(case.text, *answer[:3]).quote.find(answer[2]) >= 0


def test_the_page_and_the_server_agree_on_2000_texts(engine):
    agree(engine, 1, 2_000)


@pytest.mark.long
def test_they_agree_on_very_many_texts(engine):
    agree(engine, 1_000_000, TEXTS)


def test_a_script_that_counts_in_utf16_does_not_agree(engine):
    """The control of the tests above."""
    batch = cases(1, 2_000)
    said = json.loads(engine.evaluate(NAIVE, packed(batch)))
    wrong = 0
    for case, place in zip(batch, said, strict=True):
        try:
            picked_span(case.text, *place, case.text[case.start : case.end])
        except SpanMismatch:
            wrong += 1
    assert wrong > 400


def test_offsets_are_counted_there_and_back(engine):
    texts = [case.text for case in cases(2, 300)]
    there = json.loads(engine.evaluate(COUNT, [json.dumps(texts)]))
    back = json.loads(engine.evaluate(BACK, [json.dumps(texts)]))
    for text, points, units in zip(texts, there, back, strict=True):
        assert units == [utf16_length(text[:at]) for at in range(len(text) + 1)]
        # An offset inside of a pair counts as the one before it.
        assert points == [
            max(at for at, unit in enumerate(units) if unit <= offset)
            for offset in range(utf16_length(text) + 1)
        ]
