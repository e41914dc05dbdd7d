"""Hints, read off the evidence, and what they cost."""

import pytest

from quizapp.core.marks import Mark
from quizapp.kinds.hints import hints, less_hints
from tests.kinds.test_where import content_of

PARAGRAPHS = [[0, 9], [10, 39]]


def levels(content, **given):
    return [(hint.level, hint.words, hint.cost) for hint in hints(content, **given)]


def test_hints_narrow_from_the_paragraph_to_the_very_words():
    content = content_of(paragraphs=PARAGRAPHS, hint_costs=["0.1", "0.25"])
    assert levels(content) == [
        (1, "Look in paragraph 2, which begins “bbbb bbb. cccc ccc. dddd ddd.”.", 2_000_000),
        (2, "Look at this: “bbbb bbb.”", 5_000_000),
        (3, "These words say it: “bbb”", 0),
    ]


def test_a_quote_that_is_the_whole_sentence_is_no_third_hint():
    whole = [{"quote": "bbbb bbb", "start": 10, "end": 18}]
    assert [level for level, *_ in levels(content_of(paragraphs=PARAGRAPHS, evidence=whole))] == [
        *(1, 2)
    ]


def test_where_the_place_is_asked_for_only_its_paragraph_is_told():
    assert [level for level, *_ in levels(content_of(paragraphs=PARAGRAPHS), asks_place=True)] == [
        1
    ]


def test_a_place_that_is_to_be_found_is_not_told():
    given = content_of("evidence", paragraphs=PARAGRAPHS)
    assert [level for level, *_ in levels(given, asks_place=True)] == [1]
    block = content_of("evidence", paragraphs=PARAGRAPHS, unit="paragraph")
    assert levels(block, asks_place=True) == []


def test_a_long_paragraph_is_told_by_its_first_words():
    long = [[0, 60, "A keeper lit the lamps every evening and every single night."]]
    content = content_of(sentences=long, paragraphs=[[0, 60]])
    assert "begins “A keeper lit the lamps every evening …”." in levels(content)[0][1]


def test_without_its_paragraphs_a_question_still_hints():
    assert levels(content_of())[0][1] == "Look again at the passage."


@pytest.mark.parametrize(
    "content",
    [
        content_of(sentences=[]),
        content_of(evidence=[{"quote": "x", "start": 50, "end": 51}]),
    ],
)
def test_a_question_whose_place_is_not_known_has_no_hints(content):
    assert hints(content) == []


@pytest.mark.parametrize(
    ("points", "taken", "left", "words"),
    [
        (20_000_000, {1}, 18_000_000, "Right. Hints took 0.2 off."),
        (20_000_000, {1, 2}, 13_000_000, "Right. Hints took 0.7 off."),
        (20_000_000, {3}, 20_000_000, "Right."),
        (20_000_000, set(), 20_000_000, "Right."),
        (3_000_000, {1, 2}, 0, "Right. Hints took 0.3 off."),
        (0, {1}, 0, "Right."),
        (None, {1}, None, "Right."),
    ],
)
def test_hints_cost_what_the_author_says_and_never_more_than_there_is(points, taken, left, words):
    content = content_of(hint_costs=["0.1", "0.25"])
    mark = less_hints(Mark(points, 20_000_000, "Right."), content, taken)
    assert (mark.points, mark.reason) == (left, words)
