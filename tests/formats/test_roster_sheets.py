"""Class rosters as spreadsheets, honest ones and bombs."""

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import pytest

from quizapp.formats.contract import Unreadable
from quizapp.formats.rosters import read_roster
from quizapp.formats.rosters.sheets import LAST_ROW
from tests.formats.workbooks import SHEET, changed, with_sheet_data, workbook


def people(data):
    return [tuple(row)[:5] for row in read_roster(data).rows]


def test_a_sheet_is_read_by_the_names_of_its_columns():
    data = workbook(["ID", "Nachname", "Vorname", "Login"], [17, "Größ", "Zoë", "zoe"])
    assert people(data) == [(2, "Zoë Größ", "zoe", "17", "")]


def test_line_numbers_are_those_of_the_sheet():
    data = workbook(["name"], [], ["Anna"], [" "], ["Ben"], first_row=3)
    assert [row[:2] for row in people(data)] == [(6, "Anna"), (8, "Ben")]


def test_the_first_sheet_that_can_be_seen_is_read():
    assert people(workbook(["name"], ["Anna"], hidden=["old"]))[0][1] == "Anna"


def test_numbers_days_and_truths_are_read_as_they_are_seen():
    day = datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None)
    data = workbook(["name", "id"], ["A", 7.0], ["B", 1.5], ["C", day], ["D", True])
    assert [row[3] for row in people(data)] == ["7", "1.5", "2026-11-22", "TRUE"]


def test_a_bad_row_has_its_line():
    roster = read_roster(workbook(["name", "login"], ["Anna", "a"], ["", "b"]))
    assert [(bad.line, bad.cells) for bad in roster.bad] == [(3, ("", "b"))]


def test_a_style_that_goes_down_to_the_last_row_does_no_harm():
    data = with_sheet_data(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Anna Berg</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert people(data)[0][1] == "Anna Berg"


FAR = [
    f'<row r="{LAST_ROW + 1}"><c r="A{LAST_ROW + 1}"><v>1</v></c></row>',
    '<row r="1"><c r="XFD1"><v>1</v></c></row>',
    '<row r="1"><c r="A1048576"><v>1</v></c></row>',
    '<row r="1">' + "<c><v>1</v></c>" * 101 + "</row>",
    '<row r="1"><c r="CW1" t="inlineStr"><is><t>x</t></is></c></row>',
    "<row/>" * LAST_ROW + "<row><c><v>1</v></c></row>",
]


@pytest.mark.parametrize("xml", FAR)
def test_a_cell_that_is_too_far_away_is_refused_before_anything_is_laid_out(xml):
    with pytest.raises(Unreadable, match="beyond row"):
        read_roster(with_sheet_data(xml))


def test_a_zip_bomb_is_refused_by_what_its_directory_says():
    bomb = changed(workbook(["Anna"]), "", bytes, add=[("xl/x.xml", b"<a>" + b" " * 60_000_000)])
    assert len(bomb) < 200_000
    with pytest.raises(Unreadable, match="too large"):
        read_roster(bomb)


def test_a_zip_bomb_whose_directory_lies_is_refused_while_it_unpacks():
    inside = b"<a>" + b" " * 60_000_000 + b"</a>"
    bomb = changed(workbook(["Anna"]), "", bytes, add=[("xl/x.xml", inside)])
    said = struct.pack("<L", len(inside))
    assert bomb.count(said) == 2
    crc, shown = struct.pack("<L", zlib.crc32(inside)), struct.pack("<L", zlib.crc32(inside[:9]))
    lying = bomb.replace(said, struct.pack("<L", 9)).replace(crc, shown)
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert archive.read("xl/x.xml") == inside[:9]
    with pytest.raises(Unreadable, match="too large"):
        read_roster(lying)


def test_a_document_type_is_refused():
    evil = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    data = changed(workbook(["Anna"]), SHEET, lambda part: part.replace(b"?>", b"?>" + evil, 1))
    with pytest.raises(Unreadable, match="cannot be read"):
        read_roster(data)


def test_a_sheet_that_hides_as_a_picture_is_refused():
    data = changed(
        workbook(["Anna"]),
        "xl/_rels/workbook.xml.rels",
        lambda part: part.replace(b"sheet1.xml", b"sheet1.bin"),
    )
    with pytest.raises(Unreadable, match="macros"):
        read_roster(data)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\3\4 and nothing more",
        workbook(["Anna"])[:-40],
        changed(workbook(["Anna"]), SHEET, lambda part: part[:200]),
        changed(workbook(["Anna"]), SHEET, lambda _: b"\xff\xfe\0"),
        changed(workbook(["Anna"]), "", bytes, add=[(f"{n}.xml", b"<a/>") for n in range(600)]),
    ],
)
def test_a_damaged_workbook_is_refused_in_words(data):
    with pytest.raises(Unreadable, match="workbook"):
        read_roster(data)


def test_another_zip_file_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(Unreadable, match=r"no \.xlsx workbook"):
        read_roster(file.getvalue())
