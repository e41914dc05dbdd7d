"""The first sheet of a workbook, once its size is known to be that of a roster.

calamine lays a sheet out as a rectangle as large as its farthest cell, and unpacks what it
reads into memory, so both are looked at before it reads anything.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

import python_calamine

from quizapp.formats.contract import Unreadable
from quizapp.formats.rosters.lines import Line

LARGEST_UNPACKED = 50 * 1024 * 1024  # bytes
MOST_ENTRIES = 500
LAST_ROW = 20_000
LAST_COLUMN = 100
_PIECE = 64 * 1024
# Never parsed, so the workbook may not name one of them as a sheet.
_NOT_XML = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", ".vml")
_TOO_LARGE = "This workbook is too large for a roster. Copy the names into a new one."
_BROKEN = "This workbook cannot be read. Open it in a spreadsheet and save it anew, or as CSV."
# What the library raises for a zip file that is damaged, or packed as no spreadsheet packs.
_UNPACKING = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError),
    *(EOFError, NotImplementedError, OSError, RuntimeError, UnicodeDecodeError, ValueError),
)
_FAR_AWAY = (
    f"This sheet has cells beyond row {LAST_ROW:,} or column {LAST_COLUMN}. "
    "Delete what stands there, or save the sheet as CSV."
)


def is_spreadsheet(data: bytes) -> bool:
    """Is this a zip file, as every .xlsx is?"""
    return data.startswith(b"PK")


def sheet_lines(data: bytes) -> Iterator[Line]:
    """Yield each row of the first visible sheet with its number; Unreadable."""
    _check_workbook(data)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            rows = _first_sheet(book).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, ValueError) as fault:
        raise Unreadable(_BROKEN) from fault
    for number, row in enumerate(rows, 1):
        cells = tuple(map(_text, row))
        while cells and not cells[-1].strip():
            cells = cells[:-1]
        yield Line(number, cells)


def _first_sheet(book: Any) -> Any:
    for place, sheet in enumerate(book.sheets_metadata):
        if (
            sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == python_calamine.SheetVisibleEnum.Visible
        ):
            return book.get_sheet_by_index(place)
    raise Unreadable("This workbook has no sheet that can be seen.")


def _text(cell: object) -> str:
    """Return a cell as its reader sees it: 17, not 17.0."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


def _check_workbook(data: bytes) -> None:
    """Raise Unreadable for a zip file that is no workbook, or one that unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if "xl/workbook.xml" not in names:
                raise Unreadable("This is no .xlsx workbook. Save the list as .xlsx or CSV.")
            said = sum(entry.file_size for entry in entries)
            if said > LARGEST_UNPACKED or len(entries) > MOST_ENTRIES:
                raise Unreadable(_TOO_LARGE)
            if len(set(names)) < len(names) or any(e.flag_bits & 1 for e in entries):
                raise Unreadable(_BROKEN)
            _check_entries(archive, entries)
    except Unreadable:
        raise
    except _UNPACKING as fault:
        raise Unreadable(_BROKEN) from fault


def _check_entries(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    left = LARGEST_UNPACKED
    for entry in entries:
        looker = _Looker(entry.filename)
        for piece in _unpacked(archive, entry):
            left -= len(piece)
            if left < 0:
                raise Unreadable(_TOO_LARGE)
            looker.feed(piece)
        looker.end()


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part to its true end: what the directory says of its size need not be true."""
    entry.file_size = LARGEST_UNPACKED + _PIECE
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            yield piece


class _Looker:
    """Looks through one part of a workbook for cells that are too far away."""

    def __init__(self, name: str) -> None:
        self.is_rels = name == "xl/_rels/workbook.xml.rels"
        self.row = self.column = 0
        self.parser = None if name.casefold().endswith(_NOT_XML) else expat.ParserCreate()
        if self.parser:
            self.parser.StartElementHandler = self._start
            self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def feed(self, piece: bytes) -> None:
        """Look through the next piece."""
        if self.parser:
            self.parser.Parse(piece, False)

    def end(self) -> None:
        """Check that nothing is missing at the end."""
        if self.parser and self.parser.CurrentByteIndex > 0:
            self.parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self.row = _number(attributes.get("r"), self.row + 1)
            self.column = 0
        elif name == "c":
            self._start_cell(attributes.get("r"))
        elif name in {"v", "is", "f"} and (self.row > LAST_ROW or self.column > LAST_COLUMN):
            raise Unreadable(_FAR_AWAY)
        elif self.is_rels and attributes.get("Target", "").casefold().endswith(_NOT_XML):
            raise Unreadable("This workbook holds macros. Save it as .xlsx or CSV without.")

    def _start_cell(self, place: str | None) -> None:
        self.column += 1
        if place is not None:
            letters = place.rstrip("0123456789")
            self.column = _column(letters)
            self.row = max(self.row, _number(place[len(letters) :], self.row))

    @staticmethod
    def _refuse_doctype(*_declared: object) -> None:
        raise Unreadable(_BROKEN)


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise Unreadable(_BROKEN)
    return int(text)


def _column(letters: str) -> int:
    """Return the number of a column: 1 for A, 27 for AA."""
    number = 0
    if not letters or len(letters) > 4 or not (letters.isascii() and letters.isalpha()):
        raise Unreadable(_BROKEN)
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
