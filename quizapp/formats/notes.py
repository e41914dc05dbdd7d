"""A reader's highlights and notes as a file: JSON for programs, CSV for a spreadsheet, or text."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from itertools import groupby
from typing import NamedTuple

from quizapp.core.notes import STYLES, NoteRow
from quizapp.formats.contract import Table
from quizapp.formats.csv_scores import CsvScores


class NotesFormat(NamedTuple):
    """A file format that notes go out in; the rows of an article stand together."""

    name: str
    label: str
    suffix: str
    media_type: str
    write: Callable[[Iterable[NoteRow]], Iterator[bytes]]


def _json(rows: Iterable[NoteRow]) -> Iterator[bytes]:
    plain = [row._asdict() | {"made_at": row.made_at.astimezone(UTC).isoformat()} for row in rows]
    yield (json.dumps({"notes": plain}, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(rows: Iterable[NoteRow]) -> Iterator[bytes]:
    return CsvScores().write([Table("notes", NoteRow._fields, rows)])


def _text(rows: Iterable[NoteRow]) -> Iterator[bytes]:
    for article, found in groupby(rows, key=lambda row: row.article):
        yield f"{article}\n\n".encode()
        for row in found:
            note = f"\n  {row.note}" if row.note else ""
            yield f"{STYLES[row.style]}: “{' '.join(row.quote.split())}”{note}\n\n".encode()


NOTES_FORMATS = {
    format_.name: format_
    for format_ in (
        NotesFormat("text", "Plain text", ".txt", "text/plain; charset=utf-8", _text),
        NotesFormat("csv", "CSV", ".csv", "text/csv; charset=utf-8", _csv),
        NotesFormat("json", "JSON", ".json", "application/json; charset=utf-8", _json),
    )
}
