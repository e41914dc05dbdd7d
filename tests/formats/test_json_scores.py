"""JSON: as its schema says, exact, and in pieces."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import example, given

from quizapp.core.scores import ROW_KINDS, columns
from quizapp.formats import SCORE_FORMATS
from quizapp.formats.contract import Table
from quizapp.formats.json_scores import cell_json
from quizapp.formats.schemas import scores_schema
from tests.core.strategies import anything, steady
from tests.formats.exports import rows_of

JSON = SCORE_FORMATS["json"]
SOUND = {
    **{"state": "submitted", "kind": "choice", "skill": "infer", "correct": "right"},
    **{"answer_right": "yes", "evidence_right": "none"},
}


def rows(held, changes):
    """Return rows of this kind that the schema takes, but for `changes`."""
    return [
        [
            {**SOUND, **changes}.get(name, cell)
            for name, cell in zip(columns(held), row, strict=True)
        ]
        for row in rows_of(held)
    ]


def document(**changes):
    tables = [Table(held, columns(held), rows(held, changes)) for held in ROW_KINDS]
    return json.loads(b"".join(JSON.write(tables)))


def is_sound(found):
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(scores_schema(), format_checker=checker).is_valid(found)


def test_a_file_is_as_its_schema_says():
    found = document()
    assert list(found) == ["format", "version", "attempts", "responses"]
    assert (found["format"], found["version"]) == ("quizapp-scores", 1)
    assert is_sound(found)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "gone"},
        {"kind": "riddle"},
        {"correct": None},
        {"points": "3"},
        {"points": -1},
        {"attempt_id": None},
        {"attempt": Decimal("1.5")},
        {"started_at": "yesterday", "answered_at": "2026-11-22"},
        {"student": None},
    ],
)
def test_the_schema_sees_what_is_wrong(changes):
    assert not is_sound(document(**changes))


@pytest.mark.parametrize("field", ["format", "version", "attempts", "responses"])
def test_the_schema_sees_what_is_missing(field):
    found = document()
    del found[field]
    assert not is_sound(found)
    found = document()
    del found["responses"][0]["evidence"]
    assert not is_sound(found)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, "null"),
        (0, "0"),
        (12, "12"),
        (Decimal("1.5000000"), "1.5"),
        (Decimal("0E-7"), "0"),
        (Decimal("1E+2"), "100"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal("0.1") + Decimal("0.2"), "0.3"),
        ("", '""'),
        ("Zoë 灯", '"Zoë 灯"'),
        ('"\\\n', '"\\"\\\\\\n"'),
        (datetime(2026, 11, 22, 10, 42, 7, 999, tzinfo=UTC), '"2026-11-22T10:42:07Z"'),
        (
            datetime(2026, 11, 22, 10, 42, tzinfo=timezone(timedelta(hours=5, minutes=30))),
            '"2026-11-22T05:12:00Z"',
        ),
    ],
)
def test_a_cell_is_as_exact_as_it_was(cell, text):
    assert cell_json(cell) == text


@steady
@given(anything)
@example("\ud800 \udfff")
def test_any_text_is_read_back(text):
    """Lone surrogates too."""
    data = b"".join(JSON.write([Table("attempts", ["student"], [[text]])]))
    assert json.loads(data.decode())["attempts"] == [{"student": text}]


def test_many_rows_are_handed_on_in_pieces_as_they_come():
    taken = 0

    def many():
        nonlocal taken
        for number in range(3_000):
            taken += 1
            yield [number, "é" * 60]

    pieces = JSON.write([Table("attempts", ["n", "text"], many())])
    first = next(pieces)
    assert 60_000 < len(first) < 200_000
    assert taken < 1_500
    found = json.loads(first + b"".join(pieces))
    assert [row["n"] for row in found["attempts"]] == [*range(3_000)]
