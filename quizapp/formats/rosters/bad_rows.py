"""The rows that did not go in, as a file to put right and send again."""

from collections.abc import Sequence

from quizapp.formats.contract import Table
from quizapp.formats.csv_scores import CsvScores
from quizapp.formats.rosters.rows import BadRow


def bad_rows_file(columns: Sequence[str], bad: Sequence[BadRow]) -> bytes:
    """Return a CSV file of bad rows; before their own columns stand what was wrong and the line.

    It can be put right and sent again as it is: those two columns are known to be ours, and
    no cell is a formula.
    """
    rows: list[tuple[str | int, ...]] = [(row.words, row.line, *row.cells) for row in bad]
    widest = max((len(row.cells) for row in bad), default=0)
    names = [*columns, *[""] * (widest - len(columns))]
    return b"".join(CsvScores().write([Table("roster", ("what was wrong", "line", *names), rows)]))
