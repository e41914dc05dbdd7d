"""From lines of cells to rows about students, and to what is wrong with the others."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizapp.formats.contract import Unreadable
from quizapp.formats.csv_scores import looks_like_a_formula
from quizapp.formats.rosters.columns import (
    Columns,
    are_columns,
    named_columns,
    names_no_column_for_names,
    unnamed_columns,
)
from quizapp.formats.rosters.lines import Line

LONGEST = {"name": 100, "login": 100, "number": 100, "group": 60}  # code points
_WORDS = {
    "name": "the name",
    "login": "the sign-in name",
    "number": "the number",
    "group": "the group",
}
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
# Invisible at the ends of what is copied from elsewhere: marks of direction, joiners, blanks.
_EDGES = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Controls, lone surrogates, what could not be decoded, and overrides of the reading direction.
_UNREADABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd\ufffe\uffff\ud800-\udfff]"
)

# What no page and no file shows becomes U+FFFD as soon as it is read.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


class RosterRow(NamedTuple):
    """A student as a roster has them; `line` is the file's own, `number` the school's for them."""

    line: int
    name: str
    login: str
    number: str
    group: str
    cells: tuple[str, ...]


class BadRow(NamedTuple):
    """A line that did not go in, as it was, and in words why and what to do."""

    line: int
    cells: tuple[str, ...]
    words: str


class Roster(NamedTuple):
    """What a file holds: its columns, good rows, bad rows, and what was left out or guessed."""

    columns: tuple[str, ...]
    rows: list[RosterRow]
    bad: list[BadRow]
    not_understood: list[str]


class _Faulty(ValueError):
    """A row cannot go in; the message says why and what to do."""


def read_lines(lines: Iterable[Line], most_rows: int) -> Roster:
    """Return the roster in these lines, the first of them maybe names of columns; Unreadable."""
    found: list[Line] = []
    for line in lines:
        if len(found) > most_rows:
            raise Unreadable(f"These are more than {most_rows:,} lines. Send them in parts.")
        if any(cell.strip() for cell in line.cells):
            shown = tuple(_UNSHOWN.sub("\ufffd", cell) for cell in line.cells)
            found.append(line._replace(cells=shown))
    if not found:
        raise Unreadable("There is no line with a name. Put one student in each line.")
    first = found[0].cells
    if names_no_column_for_names(first):
        raise Unreadable(
            "No column of the first line is for names. Call one “name”, or two “first name” "
            "and “last name”."
        )
    columns = named_columns(first) if are_columns(first) else unnamed_columns()
    return _rows(columns, found[1:] if columns.is_named else found)


def _rows(columns: Columns, lines: Sequence[Line]) -> Roster:
    rows, bad = [], []
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        try:
            row = _row(columns, line)
            _check_once(row, seen)
            rows.append(row)
        except _Faulty as fault:
            bad.append(BadRow(line.number, line.cells, f"{fault}."))
    left_out = [f"The column “{name}” was left out." for name in columns.left_out]
    return Roster(columns.names, rows, bad, left_out)


def _row(columns: Columns, line: Line) -> RosterRow:
    if line.fault:
        raise _Faulty(line.fault)
    if any(cell.strip() for cell in line.cells[len(columns.names) :]):
        raise _Faulty(
            f"{len(line.cells)} columns where there are {len(columns.names)}. "
            "Put a name with a comma or semicolon between quotation marks"
        )
    cells = _name_alone(line.cells) if not columns.is_named else line.cells
    said = {
        name: _cleaned(cells[place]) if place < len(cells) else ""
        for name, place in columns.places.items()
    }
    if "first" in said or "last" in said:
        parts = [said.get("first", ""), said.get("last", "") or said.get("name", "")]
        said["name"] = " ".join(filter(None, parts))
    row = RosterRow(
        line.number,
        first_name_first(said["name"]),
        said.get("login", "").casefold(),
        said.get("number", ""),
        said.get("group", ""),
        line.cells,
    )
    _check(row)
    return row


def _name_alone(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells of a line such as `Berg, Anna`, cut at its comma, as one name.

    `Anna Berg, aberg` is a name and a sign-in name: those are rarely written with a capital.
    """
    if len(cells) != 2:
        return cells
    last, first = (cell.strip() for cell in cells)
    is_name = first[:1].isupper() and all(letter.isalpha() or letter in " -'’" for letter in first)
    is_written_like_one = first.title() == first or " " in first or last.isupper()
    return (f"{last}, {first}",) if last and is_name and is_written_like_one else cells


def _cleaned(cell: str) -> str:
    """Return a cell without what is invisible at its ends; our guard against formulas undone."""
    text = unicodedata.normalize("NFC", cell).strip().strip(_EDGES).strip()
    if text.startswith("'") and looks_like_a_formula(text[1:]):
        text = text[1:].strip()
    return re.sub(" +", " ", text)


def first_name_first(name: str) -> str:
    """Return `Berg, Anna` as Anna Berg; `John Smith, Jr.` stays as it is."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if not (last and comma and first) or "," in first or first.casefold() in _SUFFIXES:
        return name
    return f"{first} {last}"


def _check(row: RosterRow) -> None:
    """Raise _Faulty for what no row may hold."""
    if not row.name:
        raise _Faulty("no name. Write the student's name, or leave the line out")
    for field, longest in LONGEST.items():
        value = getattr(row, field)
        if _UNREADABLE.search(value):
            raise _Faulty(
                f"{_WORDS[field]} holds a character that cannot be kept. Please retype it"
            )
        if len(value) > longest:
            raise _Faulty(
                f"{_WORDS[field]} is too long: {len(value):,} characters, at most {longest}"
            )
    if not any(map(str.isalnum, row.name)):
        raise _Faulty("the name has no letter. Write the student's name, or leave the line out")
    if len(row.login.split()) > 1:
        raise _Faulty("the sign-in name has blanks in it. Take them out")


def _check_once(row: RosterRow, seen: dict[tuple[str, str], int]) -> None:
    """Raise _Faulty for a student who stands in the file already."""
    keys = [(field, getattr(row, field)) for field in ("login", "number") if getattr(row, field)]
    for field, value in keys or [("name", row.name.casefold())]:
        if earlier := seen.get((field, value)):
            asked = "" if keys else ". If they are two, give each a sign-in name or a number"
            raise _Faulty(f"{_WORDS[field]} “{value}” stands in line {earlier} already{asked}")
    seen.update(dict.fromkeys(keys or [("name", row.name.casefold())], row.line))
