"""A passage in numbered lines, with what is marked in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.passage import line_numbers, passage
from quizapp.core.text import Part, compose
from tests.core.strategies import composed, steady

TEXT, BLOCKS = compose(
    [
        Part("heading", "Who paid"),  # line 1
        Part("paragraph", "In the end the guild paid for every stone of it. " * 3),  # 2 to 4
        Part("promo", "Read Also: Ten other lamps"),  # no number
        Part("list_item", "oil"),  # 5
        Part("list_item", "a wick"),
        Part("paragraph", "Nobody asked the harbour master."),  # 7
        Part("list_item", "one lamp low"),
        Part("verse", "Two lamps\nabove the bay"),  # 9 and 10
    ]
)


def at(quote):
    start = TEXT.index(quote)
    return start, start + len(quote)


def test_lines_are_numbered_through_but_promo_lines_are_not():
    numbers = [[line.number for line in block.lines] for block in passage(TEXT, BLOCKS)]
    assert numbers == [[1], [2, 3, 4], [None], [5], [6], [7], [8], [9, 10]]


def test_every_fifth_line_shows_its_number():
    shown = [ln.number for block in passage(TEXT, BLOCKS) for ln in block.lines if ln.shows_number]
    assert shown == [5, 10]


def test_the_first_item_opens_a_list_and_the_last_closes_it():
    items = [
        (block.opens_list, block.closes_list)
        for block in passage(TEXT, BLOCKS)
        if block.kind == "list_item"
    ]
    assert items == [(True, False), (False, True), (True, True)]


def test_only_items_open_and_close_lists():
    others = [block for block in passage(TEXT, BLOCKS) if block.kind != "list_item"]
    assert not [block for block in others if block.opens_list or block.closes_list]


def test_a_mark_over_two_blocks_labels_its_pieces_in_both():
    start, end = at("oil\na wick")
    labelled = [
        (block.kind, piece.text)
        for block in passage(TEXT, BLOCKS, [(start, end, "key")])
        for line in block.lines
        for piece in line.segments
        if "key" in piece.labels
    ]
    assert labelled == [("list_item", "oil"), ("list_item", "a wick")]


@pytest.mark.parametrize(
    ("quote", "numbers"),
    [
        ("Who paid", (1, 1)),
        ("Who paid\n\nIn the end", (1, 2)),
        ("oil\na wick", (5, 6)),
        ("harbour", (7, 7)),
        ("Two lamps\nabove", (9, 10)),
        ("Ten other lamps", (0, 0)),  # a promo line has no number
        ("stone of it. In the end the guild", (2, 3)),
    ],
)
def test_a_place_is_cited_by_its_first_and_last_line(quote, numbers):
    assert line_numbers(TEXT, BLOCKS, [at(quote)]) == [numbers]


def test_each_place_has_its_own_numbers_in_order():
    places = [at("harbour"), at("oil")]
    assert line_numbers(TEXT, BLOCKS, places) == [(7, 7), (5, 5)]


@steady
@given(composed, st.data())
def test_a_passage_loses_no_letter_whatever_is_marked(made, data):
    text, blocks = made
    edge = st.integers(0, len(text))
    marks = data.draw(st.lists(st.tuples(edge, edge, st.just("key")), max_size=4))
    laid = passage(text, blocks, marks)
    assert [(block.kind, block.start, block.end) for block in laid] == blocks
    for block in laid:
        pieces = [piece.text for line in block.lines for piece in line.segments]
        assert "".join(pieces) == text[block.start : block.end]
    numbers = [line.number for b in laid for line in b.lines if line.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))


@steady
@given(composed)
def test_every_block_but_promo_has_line_numbers(made):
    text, blocks = made
    numbers = line_numbers(text, blocks, [(block.start, block.end) for block in blocks])
    for block, (first, last) in zip(blocks, numbers, strict=True):
        assert (first == last == 0) if block.kind == "promo" else 1 <= first <= last
