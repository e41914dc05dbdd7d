"""CSV: what was written is read back, and no cell is a formula."""

import csv
import io
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.scores import ROW_KINDS, columns
from quizapp.formats import SCORE_FORMATS
from quizapp.formats.contract import Table
from quizapp.formats.csv_scores import cell_text, safe_text
from tests.core.strategies import steady

CSV = SCORE_FORMATS["csv"]


def written(names, rows):
    return b"".join(CSV.write([Table("attempts", names, rows)]))


def read_back(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_file_begins_with_the_mark_that_excel_needs_and_ends_lines_with_crlf():
    assert written(["student", "points"], [["Zoë", 1]]) == (
        b'\xef\xbb\xbf"student","points"\r\n"Zo\xc3\xab","1"\r\n'
    )


def test_quotes_commas_and_line_ends_inside_a_cell_are_read_back():
    cells = ['say "yes", no', "two\nlines", "two\r\nlines", ",", '"', "", " spaced ", "Łódź, 灯"]
    assert read_back(written([f"c{n}" for n in range(8)], [cells]))[1] == cells


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0, "0"),
        (-5, "-5"),
        (12, "12"),
        (Decimal("1.5000000"), "1.5"),
        (Decimal("0E-7"), "0"),
        (Decimal("100"), "100"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal("-0.5"), "-0.5"),
        ("", ""),
        ("plain", "plain"),
        (datetime(2026, 11, 22, 10, 42, 7, 999, tzinfo=UTC), "2026-11-22T10:42:07Z"),
        (
            datetime(2026, 11, 22, 10, 42, tzinfo=timezone(timedelta(hours=5, minutes=30))),
            "2026-11-22T05:12:00Z",
        ),
    ],
)
def test_numbers_are_plain_times_in_utc_and_nothing_is_empty(cell, text):
    assert cell_text(cell) == text
    assert read_back(written(["a", "b"], [[cell, "x"]]))[1] == [text, "x"]


HOSTILE_STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "\t",
    "\r",
    "\n",
    " =",
    "   @",
    "\u00a0=",
    "\u00ad=",  # soft hyphen
    "\u200b=",  # zero-width space
    "\u200c+",
    "\u200d-",
    "\u200e=",  # left-to-right mark
    "\u200f=",
    "\u202a=",
    "\u202e=",  # right-to-left override
    "\u2060=",  # word joiner
    "\u2066=",
    "\u2069@",
    "\u061c=",  # Arabic letter mark
    "\u180e=",
    "\u2003=",  # em space
    "\u202f=",
    "\u205f=",
    "\u3000=",  # ideographic space
    "\ufeff=",
    "\ufe0f=",  # variation selector
    "\u2028=",
    "\u2029=",
    "\x85=",
    "\x0b=",
    "\x0c=",
    "\x1f=",
    "\x7f=",
    "\uff1d",  # full-width = + - @
    "\uff0b",
    "\uff0d",
    "\uff20",
    "\ufe62",  # small + - = @
    "\ufe63",
    "\ufe66",
    "\ufe6b",
    "\u2212",  # minus sign
    " \u200b\ufeff\u00a0\uff1d",
]


@pytest.mark.parametrize("start", HOSTILE_STARTS, ids=ascii)
def test_a_cell_that_may_be_taken_for_a_formula_is_made_text(start):
    typed = f"{start}HYPERLINK(1)"
    assert safe_text(typed) == f"'{typed}"
    cells = read_back(written(["response"], [[typed]]))
    assert cells[1] == [f"'{typed}"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "x=1",
        "1+1",
        "a@b.org",
        "'=1",
        "“=1”",
        "…-5",
        "5-5",
        " x",
        "\u200bx",
        "é",
        "\u202eש",
    ],
)
def test_a_cell_that_is_plain_text_is_left_as_it_is(typed):
    assert safe_text(typed) == typed


def test_a_minus_that_a_student_typed_is_guarded_and_one_that_was_reckoned_is_not():
    assert cell_text("-5") == "'-5"
    assert cell_text(-5) == "-5"


_cell = st.none() | st.integers() | st.text(st.characters(exclude_characters="\x00"), max_size=8)


@steady
@given(st.lists(st.lists(_cell, min_size=2, max_size=2), max_size=5))
def test_any_rows_are_read_back_as_they_were_written(rows):
    back = read_back(written(["a", "b"], rows))
    assert back == [["a", "b"], *[[cell_text(cell) for cell in row] for row in rows]]


@steady
@given(st.text(max_size=12))
def test_a_guarded_text_is_the_text_behind_an_apostrophe(text):
    safe = safe_text(text)
    assert safe in {text, f"'{text}"}
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))


def test_many_rows_are_handed_on_in_pieces_as_they_come():
    taken = 0

    def rows():
        nonlocal taken
        for number in range(3_000):
            taken += 1
            yield [number, "é" * 60]

    pieces = CSV.write([Table("attempts", ["n", "text"], rows())])
    first = next(pieces)
    assert 60_000 < len(first) < 200_000
    assert taken < 1_500
    rest = list(pieces)
    assert len(rest) >= 2
    assert [row[0] for row in read_back(first + b"".join(rest))[1:]] == [*map(str, range(3_000))]


@pytest.mark.parametrize("rows", ROW_KINDS)
def test_no_rows_are_a_line_of_column_names(rows):
    assert read_back(written(columns(rows), [])) == [columns(rows)]


def test_a_file_holds_one_table():
    with pytest.raises(ValueError):
        list(CSV.write([Table(kind, columns(kind), []) for kind in ROW_KINDS]))
