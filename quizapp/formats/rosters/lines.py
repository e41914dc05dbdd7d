"""What both kinds of file are cut into: cells with the line they stand in."""

from typing import NamedTuple


class Line(NamedTuple):
    """The cells of one line, by the file's own number; `fault` when it could not be cut."""

    number: int
    cells: tuple[str, ...]
    fault: str = ""
