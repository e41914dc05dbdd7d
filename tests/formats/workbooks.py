"""Workbooks as a spreadsheet saves them, and as nobody should."""

import io
import zipfile
from datetime import datetime

from xlsxwriter import Workbook

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows, first_row=0, hidden=()):
    """Return a workbook of one sheet, behind an empty hidden one for each name in `hidden`."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        hidden_sheets = [book.add_worksheet(name) for name in hidden]
        sheet = book.add_worksheet("7b")
        sheet.activate()
        sheet.set_first_sheet()
        for unseen in hidden_sheets:
            unseen.hide()
        for number, row in enumerate(rows, first_row):
            for place, cell in enumerate(row):
                style = [day] if isinstance(cell, datetime) else []
                sheet.write(number, place, cell, *style)
    return file.getvalue()


def changed(data, name, make, *, add=()):
    """Return the workbook with one part made anew from its old bytes, and with more parts."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry.filename, make(part) if entry.filename == name else part)
        for more, part in add:
            new.writestr(more, part)
    return file.getvalue()


def with_sheet_data(xml):
    """Return a workbook whose sheet holds these rows of XML."""

    def make(part):
        head, rest = part.split(b"<sheetData>", 1)
        return head + b"<sheetData>" + xml.encode() + rest[rest.index(b"</sheetData>") :]

    return changed(workbook(["name"], ["Anna"]), SHEET, make)
