"""All that is kept of one person, as a zip that anybody can read."""

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any, NamedTuple

from quizapp.formats.contract import Table
from quizapp.formats.csv_scores import CsvScores

MEDIA_TYPE = "application/zip"


class Section(NamedTuple):
    """A table in words: its heading, its columns and their rows; `if_empty` where there is none."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    if_empty: str = "Nothing."


class PersonArchive(NamedTuple):
    """What goes into the zip: the page, the rows by table, and the answers as a table."""

    name: str
    made_at: datetime
    sections: Sequence[Section]
    tables: dict[str, list[dict[str, Any]]]
    answers: Table


def write(archive: PersonArchive) -> bytes:
    """Return a zip of index.html, data.json and answers.csv."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(_entry("index", "html", archive), "".join(_page(archive)))
        file.writestr(_entry("data", "json", archive), _data(archive))
        file.writestr(
            _entry("answers", "csv", archive), b"".join(CsvScores().write([archive.answers]))
        )
    return held.getvalue()


def moment_in_words(moment: datetime | None) -> str:
    """Return a moment as a person says it, in UTC; empty for none."""
    if moment is None:
        return ""
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def _entry(name: str, suffix: str, archive: PersonArchive) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{name}.{suffix}", archive.made_at.astimezone(UTC).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16  # its owner alone, wherever it is unpacked
    return entry


def _data(archive: PersonArchive) -> str:
    whole = {
        "person": archive.name,
        "made_at": archive.made_at.astimezone(UTC).isoformat(),
        "tables": archive.tables,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(f"{value!r} has no place in data.json")


def _page(archive: PersonArchive) -> Iterable[str]:
    title = escape(f"What quizapp keeps of {archive.name}")
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>Made on {escape(moment_in_words(archive.made_at))}. Beside this page lie "
        "<code>answers.csv</code>, the answers as a table, and <code>data.json</code>, the "
        "same and more for programs.</p>\n"
    )
    for section in archive.sections:
        yield from _section(section)
    yield "</body>\n</html>\n"


def _section(section: Section) -> Iterable[str]:
    yield f"<h2>{escape(section.heading)}</h2>\n"
    if not section.rows:
        yield f"<p>{escape(section.if_empty)}</p>\n"
        return
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in section.columns)
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for first, *rest in section.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>\n'
    yield "</tbody>\n</table>\n"


# The page is opened from a disk, where nothing of ours can be fetched.
_STYLE = (
    "body{font:1rem/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color-scheme:light dark}table{border-collapse:collapse;width:100%;font-size:.9rem}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;"
    "border-bottom:1px solid #8888;font-weight:400}thead th{font-weight:700}"
)
