"""A spreadsheet of scores: a sheet for each kind of rows, and one that explains the columns."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from quizapp.core.scores import CODEBOOK, Cell
from quizapp.formats.contract import Table, TooManyRows
from quizapp.formats.csv_scores import looks_like_a_formula

MOST_ROWS = 1_048_576  # of a sheet, the row of column names included
LONGEST_TEXT = 32_767  # UTF-16 units of a cell
CODEBOOK_COLUMNS = ("column", "sheet", "meaning", "unit or values")
_PIECE = 64 * 1024  # bytes handed on at a time
_CUT = "…"
_LINE_ENDS = re.compile("\r\n?")
# What no XML 1.0 may hold, not even escaped.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What xlsxwriter gets wrong: it takes the first for markup of its own and escapes nothing
# in it, and of two escapes that share a bar it escapes only one.
_MISREAD = re.compile("^<r>.*</r>$|_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_", re.DOTALL)
_BAR = re.compile("(?<=_)(?=x[0-9a-fA-F]{4}_)")  # cut in two here, an escape is none
_WIDTHS = {
    **dict.fromkeys(("student", "class", "receipt"), 22),
    **dict.fromkeys(("started_at", "submitted_at", "answered_at"), 20),
    **dict.fromkeys(("assignment", "question", "unit or values"), 28),
    **dict.fromkeys(("response", "evidence", "stem", "right_answer"), 48),
    "meaning": 80,
}
_WIDTH = 17  # of every other column
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class XlsxScores:
    """Office Open XML, as Excel, LibreOffice and Google Sheets open it."""

    name = "xlsx"
    label = "Excel"
    suffix = ".xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    holds_both = True

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self.most_rows = most_rows

    def write(self, tables: Sequence[Table]) -> Iterator[bytes]:
        """Yield the file, which is made on disk first, in pieces of 64 KB."""
        with tempfile.TemporaryDirectory(prefix="quizapp-") as folder:
            path = Path(folder) / "scores.xlsx"
            with Workbook(path, {**_OPTIONS, "tmpdir": folder}) as workbook:
                workbook.use_zip64()
                styles = _styles(workbook)
                for table in [*tables, _codebook(tables)]:
                    _Sheet(workbook.add_worksheet(table.name), styles).fill(table, self.most_rows)
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    yield piece


def _styles(workbook: Workbook) -> dict[str, Any]:
    return {
        "names": workbook.add_format({"bold": True, "bottom": 1}),
        "time": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        # It stays a text when somebody edits the cell and presses Enter.
        "guarded": workbook.add_format({"quote_prefix": True}),
    }


def _codebook(tables: Sequence[Table]) -> Table:
    rows = [
        (column, table.name, note.meaning, note.values)
        for table in tables
        for column, note in CODEBOOK[table.name].items()
    ]
    return Table("codebook", CODEBOOK_COLUMNS, rows)


class _Sheet:
    """One sheet while it is written, row by row from the top."""

    def __init__(self, sheet: Any, styles: dict[str, Any]) -> None:
        self.sheet = sheet
        self.styles = styles

    def fill(self, table: Table, most_rows: int) -> None:
        """Write the column names and all rows; TooManyRows when the sheet cannot hold them."""
        for place, name in enumerate(table.columns):
            self.sheet.set_column(place, place, _WIDTHS.get(name, _WIDTH))
            self.sheet.write_string(0, place, name, self.styles["names"])
        self.sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(table.rows, 1):
            if last >= most_rows:
                raise TooManyRows(
                    f"There are more than {most_rows - 1:,} {table.name}, and a sheet "
                    "takes no more. Take CSV or JSON instead."
                )
            for place, cell in enumerate(row):
                self._write(last, place, cell)
        self.sheet.autofilter(0, 0, last, len(table.columns) - 1)

    def _write(self, row: int, place: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, datetime):
            moment = cell.astimezone(UTC).replace(microsecond=0, tzinfo=None)
            self.sheet.write_datetime(row, place, moment, self.styles["time"])
        elif isinstance(cell, int | Decimal):
            self.sheet.write_number(row, place, float(cell))
        else:
            self._write_text(row, place, cell_text(cell))

    def _write_text(self, row: int, place: int, text: str) -> None:
        style = self.styles["guarded"] if looks_like_a_formula(text) else None
        if _MISREAD.search(text):
            # As a rich text, which is of three pieces at least, it is kept.
            self.sheet.write_rich_string(
                row, place, text[0], text[1], *_BAR.split(text[2:]), *filter(None, [style])
            )
        else:
            self.sheet.write_string(row, place, text, style)


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it.

    Line ends are \\n, what XML cannot hold is left out, and one that is too long is cut and
    ends in “…”.
    """
    text = _NOT_IN_XML.sub("", _LINE_ENDS.sub("\n", text))
    if 2 * len(text) <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + _CUT
