"""The log as a file: CSV for a spreadsheet, JSON lines for programs."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from typing import NamedTuple

from quizapp.core.audit import LogRow
from quizapp.formats.contract import Table
from quizapp.formats.csv_scores import CsvScores


class LogFormat(NamedTuple):
    """A file format that the log goes out in."""

    name: str
    label: str
    suffix: str
    media_type: str
    write: Callable[[Iterable[LogRow]], Iterator[bytes]]


def _csv(rows: Iterable[LogRow]) -> Iterator[bytes]:
    cells = (row._replace(details=_details(row)) for row in rows)  # type: ignore[arg-type]
    return CsvScores().write([Table("log", LogRow._fields, cells)])  # type: ignore[arg-type]


def _details(row: LogRow) -> str:
    return json.dumps(row.details, ensure_ascii=False, sort_keys=True)


def _json_lines(rows: Iterable[LogRow]) -> Iterator[bytes]:
    for row in rows:
        plain = row._asdict() | {"at": row.at.astimezone(UTC).isoformat()}
        yield (json.dumps(plain, ensure_ascii=False) + "\n").encode()


LOG_FORMATS = {
    format_.name: format_
    for format_ in (
        LogFormat("csv", "CSV", ".csv", "text/csv; charset=utf-8", _csv),
        LogFormat("jsonl", "JSON lines", ".jsonl", "application/jsonl", _json_lines),
    )
}
