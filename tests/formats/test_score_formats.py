"""What every format of scores promises, read back with readers of other people."""

import tracemalloc
from collections.abc import Iterator
from datetime import timedelta, timezone
from decimal import Decimal

import pytest

from quizapp.core.scores import CODEBOOK, ROW_KINDS, columns
from quizapp.formats import SCORE_FORMATS
from quizapp.formats.contract import Table
from quizapp.formats.schemas import DOCS
from quizapp.kinds import KINDS, UNASKED
from quizapp.kinds.contract import SKILLS
from tests.formats.exports import HOSTILE, KEEPS, NOW, READERS, differing, rows_of

EVERY = pytest.mark.parametrize("format_", SCORE_FORMATS.values(), ids=list(SCORE_FORMATS))


def files(format_, rows):
    """Return what is read back of these rows by kind, from as many files as it takes."""
    tables = [Table(kind, columns(kind), iter(rows[kind])) for kind in ROW_KINDS]
    found = {}
    for held in [tables] if format_.holds_both else [[table] for table in tables]:
        found |= READERS[format_.name](b"".join(format_.write(held)))
    return found


def meant(kind, rows):
    return [dict(zip(columns(kind), row, strict=True)) for row in rows]


@EVERY
def test_a_format_says_what_it_is(format_):
    assert format_.name and format_.label
    assert format_.suffix == f".{format_.name}"
    assert "/" in format_.media_type
    assert isinstance(format_.holds_both, bool)


@EVERY
def test_a_format_asks_for_no_row_before_it_is_asked_for_a_piece(format_):
    def rows():
        raise AssertionError("asked")
        yield

    tables = [Table(kind, columns(kind), rows()) for kind in ROW_KINDS]
    pieces = format_.write(tables if format_.holds_both else tables[:1])
    assert isinstance(pieces, Iterator)
    with pytest.raises(AssertionError, match="asked"):
        list(pieces)


@EVERY
def test_what_was_written_is_read_back(format_):
    rows = {kind: rows_of(kind) for kind in ROW_KINDS}
    assert files(format_, rows) == {kind: meant(kind, rows[kind]) for kind in ROW_KINDS}


@EVERY
def test_a_time_is_written_in_utc_and_to_the_second(format_):
    rows = rows_of("attempts")
    india = timezone(timedelta(hours=5, minutes=30))
    rows[0][columns("attempts").index("started_at")] = NOW.replace(microsecond=9).astimezone(india)
    found = files(format_, {"attempts": rows, "responses": []})["attempts"]
    assert [row["started_at"] for row in found] == [NOW, NOW]


@EVERY
def test_no_rows_are_read_back_as_none(format_):
    found = files(format_, {kind: [] for kind in ROW_KINDS})
    assert not any(found.values())


@EVERY
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:24]))
def test_a_hostile_text_is_kept_in_every_column_but_for_what_is_documented(format_, text):
    rows = {kind: rows_of(kind, text) for kind in ROW_KINDS}
    kept = {kind: rows_of(kind, KEEPS[format_.name](text)) for kind in ROW_KINDS}
    wanted = {kind: meant(kind, kept[kind]) for kind in ROW_KINDS}
    assert differing(files(format_, rows), wanted) == []


@EVERY
def test_points_are_exact_to_the_last_decimal(format_):
    """A double holds 15 digits, and no score has more."""
    points = [Decimal(n) / 10**7 for n in (0, 1, 3_333_333, 6_666_667, 10_000_001, 10**14 - 1)]
    place = columns("attempts").index("points")
    rows = [[*rows_of("attempts")[0]] for _ in points]
    for row, number in zip(rows, points, strict=True):
        row[place] = number
    found = files(format_, {"attempts": rows, "responses": []})["attempts"]
    assert [row["points"] for row in found] == points


@EVERY
def test_memory_stays_flat_however_many_rows_there_are(format_):
    def rows(number):
        return (rows_of("responses", f"{n:06}" * 100)[0] for n in range(number))

    def most_memory(number):
        tables = [Table("responses", columns("responses"), rows(number))]
        tracemalloc.start()
        for _ in format_.write(tables):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    most_memory(10)
    # A thousand rows of twelve texts of 600 letters are 7 MB.
    assert most_memory(1000) < 2_500_000
    assert len(list(rows(3))) == 3


# --- the codebook --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_the_codebook_has_every_column_in_its_place(kind):
    assert list(CODEBOOK[kind]) == columns(kind)
    assert all(note.meaning and note.values for note in CODEBOOK[kind].values())


def test_the_codebook_knows_the_kinds_and_the_skills():
    asked = tuple(kind for kind in KINDS if kind not in UNASKED)
    assert CODEBOOK["responses"]["kind"].one_of == asked
    assert CODEBOOK["responses"]["skill"].one_of == SKILLS


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_the_docs_say_what_the_codebook_says(kind):
    """The table below the heading of this name, marks of code left out."""
    section = (DOCS / "exports.md").read_text("utf-8").split(f"\n## `{kind}`")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    told = [[cell.strip().replace("`", "") for cell in line.split("|")[1:-1]] for line in lines]
    assert told == [[column, note.meaning, note.values] for column, note in CODEBOOK[kind].items()]
