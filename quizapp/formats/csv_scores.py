"""CSV that a spreadsheet opens with accents intact and without running anything."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from quizapp.core.scores import Cell, number_text, time_text
from quizapp.formats.contract import Table

# A cell that begins with one of these, blanks and invisible characters aside, may be taken
# for a formula (OWASP, "CSV Injection"); so may the full-width and small forms, which some
# spreadsheets fold to them.
_FORMULA_STARTS = frozenset("=+-@\t\r\n\u2212")
# Unicode categories: controls, formats, blanks, line and paragraph ends, non-spacing marks.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})
_PIECE = 64 * 1024  # bytes gathered before they are handed on


class CsvScores:
    """Comma separated, all cells quoted, UTF-8 with the byte order mark that Excel needs."""

    name = "csv"
    label = "CSV"
    suffix = ".csv"
    media_type = "text/csv; charset=utf-8"
    holds_both = False

    def write(self, tables: Sequence[Table]) -> Iterator[bytes]:
        """Yield the file of the one table in pieces of about 64 KB."""
        (table,) = tables
        buffer = io.StringIO()
        writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        buffer.write("\ufeff")
        writer.writerow(table.columns)
        for row in table.rows:
            writer.writerow([cell_text(cell) for cell in row])
            if buffer.tell() > _PIECE:
                yield buffer.getvalue().encode()
                buffer.seek(0)
                buffer.truncate()
        yield buffer.getvalue().encode()


def cell_text(cell: Cell) -> str:
    """Return a cell as CSV holds it: numbers plain, times in ISO 8601 UTC, texts made safe."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return time_text(cell)
    if isinstance(cell, Decimal):
        return number_text(cell)
    return safe_text(cell) if isinstance(cell, str) else str(cell)


def safe_text(text: str) -> str:
    """Return a person's text so that no spreadsheet takes it for a formula."""
    return "'" + text if looks_like_a_formula(text) else text


def looks_like_a_formula(text: str) -> bool:
    """Return whether some spreadsheet, once it is typed anew, might run a text."""
    for letter in text:
        if unicodedata.normalize("NFKC", letter) in _FORMULA_STARTS:
            return True
        if unicodedata.category(letter) not in _INVISIBLE:
            break
    return False
