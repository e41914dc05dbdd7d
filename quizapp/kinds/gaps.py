"""A text with gaps, as an author writes it: `{1}`, `{2}` … in order, braces themselves doubled."""

import re
from collections.abc import Sequence

_PART = re.compile(r"\{\{|\}\}|\{([1-9]\d{0,2})\}|[{}]")


class BadGaps(ValueError):
    """The gaps of a text are not what they should be; the words say where."""


def read_gaps(text: str) -> list[str | int]:
    """Return the pieces of a text and the numbers of its gaps, as they stand; BadGaps when a
    brace stands alone or the gaps are not numbered 1, 2, 3 …"""
    pieces: list[str | int] = []
    words, at, count = "", 0, 0
    for found in _PART.finditer(text):
        words, at = words + text[at : found.start()], found.end()
        if found[1]:
            count += 1
            _check_number(int(found[1]), count)
            pieces += [words, count]
            words = ""
        elif len(found[0]) == 2:
            words += found[0][0]
        else:
            raise BadGaps("a gap is written {1}, {2} and so on; a brace itself {{ or }}")
    return [piece for piece in [*pieces, words + text[at:]] if piece != ""]


def filled(pieces: Sequence[str | int], words: Sequence[str]) -> str:
    """Return the text with a word put into each gap."""
    return "".join(piece if isinstance(piece, str) else words[piece - 1] for piece in pieces)


def _check_number(number: int, wanted: int) -> None:
    if number != wanted:
        raise BadGaps(
            f"the gap {{{number}}} stands where {{{wanted}}} should: "
            "number them in order, each of them once"
        )
