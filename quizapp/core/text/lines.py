"""The passage set in fixed lines, so that "line 14" is the same line for everybody."""

import textwrap
from collections.abc import Iterator
from functools import lru_cache

from quizapp.core.text.blocks import Block

WIDTH = 64  # characters a line: what a book sets, and what an A4 page prints at 12 points


# A text never changes, and everybody who reads it numbered asks for the same lines.
@lru_cache(maxsize=4096)
def lines(text: str, block: Block, width: int = WIDTH) -> tuple[tuple[int, int], ...]:
    """Return start and end of each printed line of a block; together they cover it whole.

    The blank at which a line was broken belongs to the line before. A block keeps the lines
    that its text has, and those of verse are not broken however long.
    """
    typed = _typed_lines(text, block)
    if block.kind == "verse":
        return tuple(typed)
    found: list[tuple[int, int]] = []
    for start, end in typed:
        _wrap(text[start:end], start, width, found)
    return tuple(_without_leading_blanks(text, found))


def _wrap(line: str, start: int, width: int, found: list[tuple[int, int]]) -> None:
    # Every break lies behind a blank, so the pieces add up to the text to the letter.
    pieces = textwrap.TextWrapper(
        width=width,
        expand_tabs=False,
        replace_whitespace=False,
        drop_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    ).wrap(line)
    for piece in pieces:
        if not piece.strip() and found:
            # A lone blank that did not fit is the end of the line before.
            found[-1] = (found[-1][0], start + len(piece))
        else:
            found.append((start, start + len(piece)))
        start += len(piece)


def _typed_lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _without_leading_blanks(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Move a blank that begins a line to the end of the line before it."""
    for index in range(1, len(found)):
        start, end = found[index]
        while start < end and text[start].isspace():
            start += 1
        found[index - 1] = (found[index - 1][0], start)
        found[index] = (start, end)
    return found
