"""The spreadsheet: how it looks, what it cannot hold, and that it leaves nothing behind."""

import io
import re
import tempfile
import zipfile

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.scores import CODEBOOK, ROW_KINDS, columns
from quizapp.formats.contract import Table, TooManyRows
from quizapp.formats.xlsx_scores import LONGEST_TEXT, XlsxScores, cell_text
from tests.core.strategies import steady
from tests.formats.exports import check_xml, rows_of


def tables(rows=1, text="plain"):
    return [Table(kind, columns(kind), rows_of(kind, text)[:1] * rows) for kind in ROW_KINDS]


def written(**options):
    return b"".join(XlsxScores().write(tables(**options)))


def sheet(data, number):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read(f"xl/worksheets/sheet{number}.xml").decode()


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("rows", [0, 3])
def test_names_are_bold_and_stay_in_sight_and_rows_can_be_filtered(number, rows):
    data = written(rows=rows)
    xml = sheet(data, number)
    assert re.search(r'<pane ySplit="1" topLeftCell="A2" [^>]*state="frozen"/>', xml)
    last = {1: f"K{rows + 1}", 2: f"U{rows + 1}", 3: "D33"}[number]
    assert f'<autoFilter ref="A1:{last}"/>' in xml
    style = re.search(r'<c r="A1" s="(\d+)"', xml)[1]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        styles = parts.read("xl/styles.xml").decode()
    formats = re.findall(r"<xf [^>]*fontId=\"(\d+)\"", styles.split("<cellXfs")[1])
    fonts = re.findall(r"<font>.*?</font>", styles)
    assert "<b/>" in fonts[int(formats[int(style)])]


def test_columns_are_wide_enough_for_their_names():
    for number, kind in enumerate(ROW_KINDS, 1):
        widths = []
        for first, last, width in re.findall(
            r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet(written(), number)
        ):
            widths += [float(width)] * (int(last) - int(first) + 1)
        assert len(widths) == len(columns(kind))
        assert all(width > len(name) for width, name in zip(widths, columns(kind), strict=True))


def test_the_codebook_explains_every_column():
    book = python_calamine.load_workbook(io.BytesIO(written()))
    names, *rows = book.get_sheet_by_name("codebook").to_python()
    assert names == ["column", "sheet", "meaning", "unit or values"]
    assert rows == [
        [column, kind, note.meaning, note.values]
        for kind, notes in CODEBOOK.items()
        for column, note in notes.items()
    ]


def test_a_text_like_a_formula_stays_one_when_somebody_edits_it():
    def style_of(text):
        data = written(text=text)
        number = int(re.search(r'<c r="A2"(?: s="(\d+)")?', sheet(data, 1))[1] or 0)
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            styles = parts.read("xl/styles.xml").decode()
        return re.findall(r"<xf [^>]*>", styles.split("<cellXfs")[1])[number]

    assert 'quotePrefix="1"' in style_of("=1+1")
    assert 'quotePrefix="1"' in style_of("=_x005F_x0041_")  # written as a rich text
    assert 'quotePrefix="1"' not in style_of("1+1")


def test_more_rows_than_a_sheet_takes_are_refused_in_words():
    """The last row that a sheet has is used; the codebook's 29 are the fewest that fit."""
    format_ = XlsxScores(most_rows=40)
    assert check_xml(b"".join(format_.write(tables(rows=39)))) is None
    with pytest.raises(TooManyRows, match="more than 39 attempts.*CSV or JSON"):
        next(format_.write(tables(rows=40)))


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """The folder that temporary files go to."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_nothing_is_left_of_a_file_that_was_read_to_its_end(scratch):
    pieces = XlsxScores().write(tables())
    next(pieces)
    assert list(scratch.rglob("scores.xlsx"))
    list(pieces)
    assert list(scratch.iterdir()) == []


def test_nothing_is_left_of_a_file_that_nobody_wanted_any_more(scratch):
    pieces = XlsxScores().write(tables())
    next(pieces)
    pieces.close()
    assert list(scratch.iterdir()) == []


def test_nothing_is_left_of_a_file_that_was_refused(scratch):
    with pytest.raises(TooManyRows):
        list(XlsxScores(most_rows=5).write(tables(rows=9)))
    assert list(scratch.iterdir()) == []


def test_nothing_is_left_when_the_rows_fail(scratch):
    def rows():
        yield rows_of("attempts")[0]
        raise LookupError("the database went away")

    with pytest.raises(LookupError):
        list(XlsxScores().write([Table("attempts", columns("attempts"), rows())]))
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "units", "is_cut"),
    [
        ("x" * LONGEST_TEXT, LONGEST_TEXT, False),
        ("x" * (LONGEST_TEXT + 1), LONGEST_TEXT, True),
        ("\U0001f41f" * 16_383, 32_766, False),
        ("\U0001f41f" * 16_384, LONGEST_TEXT, True),
        ("x" + "\U0001f41f" * 16_383, LONGEST_TEXT, False),
        ("x" + "\U0001f41f" * 16_384, 32_766, True),  # half a fish is no fish
        ("\x01" * 40_000 + "x", 1, False),
    ],
)
def test_a_text_is_cut_where_a_cell_ends(text, units, is_cut):
    kept = cell_text(text)
    assert len(kept.encode("utf-16-le")) == 2 * units
    assert kept.endswith("…") == is_cut


# Pieces that mean something to XML, to a spreadsheet or to xlsxwriter.
_PIECES = ["<r>", "</r>", "<t>", "&lt;", "_x0041_", "_", "x0041_", "_x005F_", "\r", "\n", " ", "="]
_any = st.characters(exclude_categories=())
_awkward = st.lists(st.sampled_from(_PIECES) | _any, max_size=8).map("".join)


@settings(steady, max_examples=40)
@given(st.lists(_awkward, min_size=4, max_size=8))
def test_any_text_is_read_back_as_the_cell_holds_it(texts):
    """Lone surrogates and controls too; and as markup of xlsxwriter's own."""
    texts += [f"<r>{text}</r>" for text in texts]
    rows = [[f"{number}", text] for number, text in enumerate(texts)]
    data = b"".join(XlsxScores().write([Table("attempts", ["student", "class"], rows)]))
    check_xml(data)
    book = python_calamine.load_workbook(io.BytesIO(data))
    back = [row[1] for row in book.get_sheet_by_name("attempts").to_python()[1:]]
    assert back == list(map(cell_text, texts))
