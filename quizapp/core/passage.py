"""A passage as a page sets it: blocks, their numbered lines, and what is marked in them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from quizapp.core.spans import Segment, segments
from quizapp.core.text import Block, lines

NUMBERED = 5  # every fifth line bears its number, as in printed readers


class PassageLine(NamedTuple):
    """One printed line: its number (None where lines are not counted) and its pieces."""

    number: int | None
    segments: list[Segment]

    @property
    def shows_number(self) -> bool:
        """Is this one of the lines that bear their number?"""
        return self.number is not None and self.number % NUMBERED == 0


class PassageBlock(NamedTuple):
    """One block with its lines; the texts of all segments add up to the block's text."""

    kind: str
    start: int
    end: int
    lines: list[PassageLine]
    # Does another item of the same list come before or after it?
    opens_list: bool
    closes_list: bool


def passage(
    text: str,
    blocks: Sequence[Block],
    marks: Iterable[tuple[int, int, str]] = (),
    *,
    is_numbered: bool = True,
) -> list[PassageBlock]:
    """Set a text in lines and cut it where one of `marks` (start, end, label) begins or ends.

    Unless it is numbered, a block is one line and only verse keeps those that it has.
    """
    marks = list(marks)
    number = 0
    laid: list[PassageBlock] = []
    for place, block in enumerate(blocks):
        rows: list[PassageLine] = []
        is_counted = is_numbered and block.kind != "promo"
        is_whole = not is_numbered and block.kind != "verse"
        for start, end in [(block.start, block.end)] if is_whole else lines(text, block):
            number += is_counted
            shown = number if is_counted else None
            rows.append(PassageLine(shown, segments(text, start, end, marks)))
        is_item = block.kind == "list_item"
        laid.append(
            PassageBlock(
                *block,
                lines=rows,
                opens_list=is_item and _kind_at(blocks, place - 1) != "list_item",
                closes_list=is_item and _kind_at(blocks, place + 1) != "list_item",
            )
        )
    return laid


def label(number: int, place: int) -> str:
    """Return what marks the places that prove question `number`: "3", then "3-2", "3-3" …"""
    return str(number) if place == 1 else f"{number}-{place}"


def line_numbers(
    text: str, blocks: Sequence[Block], places: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the first and the last line number of each place (start, end)."""
    rows = _numbered(text, tuple(blocks))
    found = []
    for first, last in places:
        touched = [number for number, start, end in rows if start < last and first < end]
        found.append((min(touched), max(touched)) if touched else (0, 0))
    return found


# A review asks it for each question of the same text.
@lru_cache(maxsize=256)
def _numbered(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int, int]]:
    """Return each line that counts: its number, start and end."""
    return [
        (line.number, line.segments[0].start, line.segments[-1].end)
        for block in passage(text, blocks)
        for line in block.lines
        if line.number is not None
    ]


def _kind_at(blocks: Sequence[Block], place: int) -> str:
    return blocks[place].kind if 0 <= place < len(blocks) else ""
