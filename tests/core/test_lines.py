"""The lines a passage is set in."""

import re

from hypothesis import given

from quizapp.core.text import Block, Part, compose, lines
from quizapp.core.text.lines import WIDTH
from tests.core.strategies import composed, one_block, steady


def rows(text, kind="paragraph", width=WIDTH):
    whole, (block,) = one_block(text, kind)
    return [whole[start:end] for start, end in lines(whole, block, width)]


def test_a_short_block_is_one_line():
    assert rows("The keeper lit both lamps.") == ["The keeper lit both lamps."]


def test_the_blank_of_a_break_belongs_to_the_line_before():
    assert rows("one two  three four", width=9) == ["one two  ", "three ", "four"]


def test_a_line_may_be_as_long_as_the_width_and_no_longer():
    assert rows("abcd efgh ijkl", width=9) == ["abcd efgh ", "ijkl"]
    assert rows("abcd efghi jkl", width=9) == ["abcd ", "efghi jkl"]


def test_a_word_longer_than_a_line_has_a_line_of_its_own():
    assert rows("a lighthousekeeper b", width=6) == ["a ", "lighthousekeeper ", "b"]


def test_a_hyphen_is_no_place_to_break():
    assert rows("see-through fish", width=6) == ["see-through ", "fish"]


def test_verse_keeps_its_lines_however_long():
    long = "word " * 30 + "end"
    assert rows(f"Two lamps,\n{long}\none low", "verse") == ["Two lamps,\n", f"{long}\n", "one low"]


def test_a_quotation_of_verse_keeps_its_lines_too():
    assert rows("Two lamps,\none low", "quotation") == ["Two lamps,\n", "one low"]


def test_the_lines_of_a_block_begin_where_the_block_begins():
    text, blocks = compose([Part("heading", "Who paid"), Part("paragraph", "The guild. " * 20)])
    found = lines(text, blocks[1])
    assert found[0][0] == blocks[1].start == 10
    assert found[-1][1] == blocks[1].end
    assert len(found) == 4


def test_lines_count_code_points():
    text = "\U0001f41f" * 8 + " " + "e\u0323\u0302" * 2
    assert lines(text, Block("paragraph", 0, len(text)), 8) == ((0, 9), (9, 15))


@steady
@given(composed)
def test_the_lines_of_a_block_add_up_to_it(made):
    text, blocks = made
    for block in blocks:
        found = lines(text, block)
        assert "".join(text[start:end] for start, end in found) == text[block.start : block.end]
        assert [end for _, end in found[:-1]] == [start for start, _ in found[1:]]


@steady
@given(composed)
def test_a_line_is_never_blank_nor_wider_than_it_may_be(made):
    text, blocks = made
    for block in blocks:
        if block.kind == "verse":
            continue
        for start, end in lines(text, block):
            line = text[start:end].rstrip()
            assert line
            is_one_word = re.search(r"[ \t\n]", line) is None
            assert len(line) <= WIDTH or is_one_word


@steady
@given(composed)
def test_a_line_takes_in_every_word_that_fits(made):
    text, blocks = made
    for block in blocks:
        if block.kind == "verse":
            continue
        found = lines(text, block)
        for (start, end), (following, last) in zip(found, found[1:], strict=False):
            word = re.match(r"[^ \t\n]+", text[following:last])[0]
            has_typed_end = "\n" in text[start:end]
            assert has_typed_end or end - start + len(word) > WIDTH
