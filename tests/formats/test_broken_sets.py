"""Files that are no question set at all, and what no edit may do to the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.question_sets import Fault, read
from tests.core.strategies import steady
from tests.formats.lamps import SET, changed, faults


@pytest.mark.parametrize(
    "text", ["", "\n", "# only a comment\n", "hello", "- a\n- b\n", "5", "null"]
)
def test_what_is_no_mapping_is_no_set(text):
    made = read(text.encode())
    assert made.faults == [Fault(1, "a set begins with `article:` and `title:`")]
    assert made.questions == []


@pytest.mark.parametrize("questions", ["", " []", " 5", " {a: b}", " text"])
def test_a_set_without_a_list_of_questions_says_so(questions):
    made = read(f"article: a\ntitle: b\nquestions:{questions}\n".encode())
    assert made.faults == [Fault(3, "the set has no `questions:` with a list")]


def test_a_file_that_is_no_text_is_one_fault():
    made = read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    assert [fault.line for fault in made.faults] == [1]
    assert "not a text file" in made.faults[0].message


@pytest.mark.parametrize(
    "tagged",
    [
        "!!bool x",
        "!!int x",
        "!!float x",
        "!!binary x",
        "!!map [a]",
        "!!seq {a: b}",
    ],
)
def test_a_tag_that_does_not_fit_its_value_is_a_fault(tagged):
    assert read(changed("Who paid for it?", tagged).encode()).faults


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_a_fault(opening):
    assert read((opening * 500).encode()).faults


_TOKENS = st.sampled_from(
    [
        "!!bool x",
        "!!set {a}",
        "!!omap [a: b]",
        "!foo",
        "&a",
        "*a",
        "<<: *a",
        "<<: 5",
        "? ",
        "- ",
        ": ",
    ]
    + ["{", "}", "[", "]", "|", ">", "%", "@", "'", '"', "\t", "---", "...", "#", "~", "\n", "    "]
    + [
        "2026-02-31",
        "\u2028",
        "\x85",
        "\ufeff",
        "\x00",
        "? [a]\n",
        "!!merge x",
        "=: 1",
        "0x",
        ".inf",
    ]
)


@steady
@given(st.lists(st.tuples(st.integers(0, len(SET)), st.integers(0, 12), _TOKENS), max_size=3))
def test_no_edit_of_a_set_breaks_the_reader(edits):
    text = SET
    for start, length, token in edits:
        text = text[:start] + token + text[start + length :]
    for line, message in faults(text):
        assert 1 <= line <= text.count("\n") + 1
        assert message.strip() and "\n" not in message
