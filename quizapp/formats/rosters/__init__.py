"""Class rosters: a CSV file, a spreadsheet or pasted lines in; rows and what is wrong out."""

from quizapp.formats.contract import Unreadable
from quizapp.formats.rosters.bad_rows import bad_rows_file
from quizapp.formats.rosters.lines import Line
from quizapp.formats.rosters.rows import BadRow, Roster, RosterRow, read_lines
from quizapp.formats.rosters.separated import separated_lines
from quizapp.formats.rosters.sheets import is_spreadsheet, sheet_lines

LARGEST_FILE = 10 * 1024 * 1024  # bytes
MOST_ROWS = 10_000
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also how Excel keeps a file with a password

__all__ = [
    "LARGEST_FILE",
    "BadRow",
    "Roster",
    "RosterRow",
    "Unreadable",
    "bad_rows_file",
    "one_student",
    "read_roster",
    "read_typed_roster",
]


def read_roster(data: bytes) -> Roster:
    """Return the roster in a CSV or XLSX file, or raise Unreadable for what is neither."""
    if len(data) > LARGEST_FILE:
        raise Unreadable("This file is larger than 10 MB. A roster holds names, nothing else.")
    if data.startswith(_OLD_EXCEL):
        raise Unreadable(
            "This is an old Excel file, or one with a password. Save it as .xlsx or CSV without."
        )
    if is_spreadsheet(data):
        return read_lines(sheet_lines(data), MOST_ROWS)
    # Its library takes longer to load than all the rest, and pasting needs none of it.
    from quizapp.formats.decoding import decode

    text, guessed = decode(data)
    roster = read_typed_roster(text)
    return roster._replace(not_understood=[*guessed, *roster.not_understood])


def read_typed_roster(text: str) -> Roster:
    """Return the roster in pasted lines, separated by tabs, semicolons, commas or nothing."""
    return read_lines(separated_lines(text), MOST_ROWS)


def one_student(name: str, login: str, number: str, group: str) -> Roster:
    """Return the roster of one student, whose name is typed by itself: a good row or a bad one."""
    columns = Line(0, ("name", "login", "id", "group"))
    return read_lines([columns, Line(1, (name, login, number, group))], 1)
