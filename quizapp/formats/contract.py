"""What every file format promises, and the data that passes through."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from quizapp.core.scores import Cell
from quizapp.core.text import Part


class Unreadable(ValueError):
    """A file cannot be read as what it should be; the message says why and what to do."""


@dataclass
class ArticleFile:
    """An article as a file gives it, before it has a place in the database.

    `not_understood` lists, in words for a teacher, what was left out or guessed.
    """

    parts: list[Part]
    title: str = ""
    byline: str = ""
    source: str = ""
    published_on: date | None = None
    language: str = "en"
    licence: str = ""
    level: str = ""
    advisory_topics: list[str] = field(default_factory=list)
    advisory_note: str = ""
    not_understood: list[str] = field(default_factory=list)


class ArticleFormat(Protocol):
    """A file format that articles come in."""

    name: str
    label: str
    suffixes: tuple[str, ...]

    def read(self, data: bytes) -> ArticleFile:
        """Return the article in `data`; Unreadable when there is none."""


class Table(NamedTuple):
    """Rows of one kind on their way out; `name` is `attempts` or `responses`."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


class TooManyRows(ValueError):
    """A file format cannot hold so many rows; the message says which one can."""


class ScoreFormat(Protocol):
    """A file format that scores go out in.

    One that `holds_both` takes a table of each row kind, any other takes one table.
    """

    name: str
    label: str
    suffix: str
    media_type: str
    holds_both: bool

    def write(self, tables: Sequence[Table]) -> Iterator[bytes]:
        """Yield the file in pieces, however many rows there are.

        TooManyRows comes before the first piece, while it can still be said.
        """
