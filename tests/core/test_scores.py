"""The columns of exports, which users' scripts rely on."""

import pytest

from quizapp.core.scores import ROW_KINDS, columns


def test_rows_of_attempts_begin_with_the_promised_columns():
    assert columns("attempts")[:6] == [
        "student",
        "class",
        "assignment",
        "attempt",
        "points",
        "out_of",
    ]


def test_rows_of_responses_begin_with_the_promised_columns():
    assert columns("responses")[:12] == [
        "student",
        "class",
        "assignment",
        "attempt",
        "question",
        "kind",
        "skill",
        "response",
        "correct",
        "points",
        "out_of",
        "evidence",
    ]


@pytest.mark.parametrize("rows", ROW_KINDS)
def test_no_column_stands_twice_and_each_is_a_plain_word(rows):
    names = columns(rows)
    assert len(set(names)) == len(names) == len(ROW_KINDS[rows]._fields)
    assert all(name.replace("_", "").isalnum() and not name.endswith("_") for name in names)
