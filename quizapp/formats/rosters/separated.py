"""Lines of a text, cut into cells at tabs, semicolons or commas as Excel writes them."""

import csv
import io
import re
from collections.abc import Iterator

from quizapp.formats.contract import Unreadable
from quizapp.formats.rosters.columns import are_columns
from quizapp.formats.rosters.lines import Line

LONGEST_LINE = 100_000  # characters
_SEPARATORS = "\t;,"
# What Excel itself writes first, and reads, when a separator is not its country's own.
_SAID = re.compile("sep=([\t;,])[\t;,]*[\r\n]*", re.IGNORECASE)
_QUOTED = re.compile('"[^"]*"')
_LOOKED_AT = 50  # lines
_QUOTES = (
    'a quotation mark (") is out of place, or never closed. Take it out, and send the line again'
)


def separated_lines(text: str) -> Iterator[Line]:
    """Yield each line with its number in the text; Unreadable.

    A quotation mark that is never closed costs its own line, not those that follow.
    """
    lines = _short_lines(text.removeprefix("\ufeff"))
    said = _SAID.match(lines[0]) if lines else None
    separator = said[1] if said else _separator(lines)
    place = 1 if said else 0
    while place < len(lines):
        # Strict, or a mark that is never closed would swallow all that is left.
        reader = csv.reader(_from(lines, place), delimiter=separator, strict=True)
        before = place
        try:
            for cells in reader:
                yield Line(place + 1, tuple(cells))
                place = before + reader.line_num
        except csv.Error:
            yield Line(place + 1, (lines[place].strip()[:200],), _QUOTES)
            place += 1


def _from(lines: list[str], place: int) -> Iterator[str]:
    return (lines[number] for number in range(place, len(lines)))


def _separator(lines: list[str]) -> str:
    """Return what separates the cells: what makes the first line a header, else what is there."""
    lines = [line for line in lines[:_LOOKED_AT] if line.strip()]
    for separator in _SEPARATORS:
        if lines and separator in lines[0] and are_columns(_cut(lines[0], separator)):
            return separator
    plain = "".join(_QUOTED.sub("", line) for line in lines)
    return next((separator for separator in _SEPARATORS if separator in plain), ",")


def _cut(line: str, separator: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(separator)]


def _short_lines(text: str) -> list[str]:
    lines = list(io.StringIO(text, newline=""))
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise Unreadable(f"Line {number} is too long for a line of a roster.")
    return lines
