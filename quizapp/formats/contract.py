"""What every file format promises, and the data that passes through."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

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


class ScoreFormat(Protocol):
    """A file format that scores go out in."""

    name: str
    label: str
    suffix: str
    media_type: str

    def write(self, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
        """Yield the file in pieces, however many rows there are."""
