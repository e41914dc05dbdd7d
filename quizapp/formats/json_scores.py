"""JSON for scripts: both kinds of rows in one object, exact and as they are.

docs/scores.schema.json describes it; `quizapp.formats.schemas` makes that file.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from quizapp.core.scores import Cell, number_text, time_text
from quizapp.formats.contract import Table

FORMAT = "quizapp-scores"
VERSION = 1  # grows when a script that reads the file has to change
_PIECE = 64 * 1024  # characters gathered before they are handed on


class JsonScores:
    """One object with an array for each table, one row a line, in UTF-8."""

    name = "json"
    label = "JSON"
    suffix = ".json"
    media_type = "application/json"
    holds_both = True

    def write(self, tables: Sequence[Table]) -> Iterator[bytes]:
        """Yield the file in pieces of about 64 KB."""
        gathered: list[str] = []
        size = 0
        for text in _texts(tables):
            gathered.append(text)
            size += len(text)
            if size > _PIECE:
                yield _bytes(gathered)
                gathered, size = [], 0
        yield _bytes(gathered)


def _texts(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the file text by text."""
    yield f'{{"format": "{FORMAT}", "version": {VERSION}'
    for table in tables:
        yield f",\n{json.dumps(table.name)}: ["
        keys = [json.dumps(column) for column in table.columns]
        between = "\n"
        for row in table.rows:
            cells = (f"{key}: {cell_json(cell)}" for key, cell in zip(keys, row, strict=True))
            yield f"{between}{{{', '.join(cells)}}}"
            between = ",\n"
        yield "\n]"
    yield "}\n"


def cell_json(cell: Cell) -> str:
    """Return a cell as JSON: numbers to the last decimal, times in ISO 8601 UTC."""
    if cell is None:
        return "null"
    if isinstance(cell, datetime):
        return f'"{time_text(cell)}"'
    if isinstance(cell, Decimal):
        return number_text(cell)
    return json.dumps(cell, ensure_ascii=False)


def _bytes(texts: list[str]) -> bytes:
    # A lone surrogate has no UTF-8; a backslash and its number is how JSON writes it.
    return "".join(texts).encode("utf-8", "backslashreplace")
