"""Notes as files: each holds every row, and none runs anything."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from quizapp.core.notes import NoteRow
from quizapp.formats.notes import NOTES_FORMATS

WHEN = datetime(2026, 11, 26, 21, 5, tzinfo=UTC)
ROWS = [
    NoteRow("Harbour lights", 1, "important", "in fog\nthe lamp", "=1+1", 3, 18, WHEN),
    NoteRow("Harbour lights", 1, "new_word", "smudge 🐟", "", 40, 48, WHEN),
    NoteRow("@lamps", 2, "disagree", "שלום", "no, “no”", 0, 4, WHEN),
]


def written(name, rows=ROWS):
    return b"".join(NOTES_FORMATS[name].write(rows)).decode("utf-8-sig")


def test_json_holds_all_of_it():
    found = json.loads(written("json"))["notes"]
    assert [NoteRow(**{**row, "made_at": WHEN}) for row in found] == ROWS
    assert found[0]["made_at"] == "2026-11-26T21:05:00+00:00"


def test_csv_holds_all_of_it_and_runs_nothing():
    heads, *rows = csv.reader(io.StringIO(written("csv")))
    assert heads == list(NoteRow._fields)
    assert [row[3] for row in rows] == [row.quote for row in ROWS]
    assert (rows[0][4], rows[2][0]) == ("'=1+1", "'@lamps")


def test_text_is_by_article():
    text = written("text")
    assert text.count("Harbour lights") == 1
    assert "Important: “in fog the lamp”\n  =1+1\n" in text
    assert "@lamps\n\nI disagree: “שלום”\n  no, “no”\n" in text


@pytest.mark.parametrize("name", NOTES_FORMATS)
def test_nothing_noted_is_a_file_too(name):
    assert written(name, []) is not None
