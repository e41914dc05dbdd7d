"""Random texts that are hard to count in, set in blocks, and places in them."""

import json
from random import Random
from typing import NamedTuple

from quizapp.core.text import Block, Part, canonical, compose

KINDS = ["paragraph", "paragraph", "heading", "list_item", "list_item", "verse", "promo"]
_PIECES = [
    *(
        "The keeper",
        "lamp",
        "a",
        "e\u0301",
        "e\u0323\u0302",
        "\u1100\u1161\u11a8",
        "각",
        "க்ஷி",
        "ก้",
    ),
    *("שָׁלוֹם", "مرحبا", "\u202eabc\u202c", "\u2067x\u2069", "\u200f", "𝒜𝒷", "𠜎灯", "\U0010ffff"),
    *("\U0001f41f", "\U0001f469\u200d\U0001f52c", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    *("\U0001f44d\U0001f3fd", "\U0001f1eb\U0001f1f7", "1\ufe0f\u20e3", "\u2764\ufe0f", "\u0301"),
    *("\r\n", "\r", "\n", "\x85", "\u2028", "\u2029", " ", "\t", "\u00a0", "\u200b", "\u00ad"),
    *(
        "\ufeff",
        "\x00",
        "\x0b",
        "\x7f",
        "\ud83d",
        "\udc1f",
        "\ud83d\ud83d",
        "<b>",
        "&amp;",
        "\\",
        '"',
    ),
    *("\u212b", "\ufb01", "ß", "İ", "\uac00\u11a8", "\ufffd", "\ufffe", "\U000e0067", "’", "…"),
]

_LIMITS = [0x250, 0x3000, 0x10000, 0x110000]


class Case(NamedTuple):
    """A canonical text in blocks and a place in it, both ends inside of blocks."""

    text: str
    blocks: list[Block]
    start: int
    end: int


def cases(seed: int, count: int) -> list[Case]:
    """Return the same cases for the same seed."""
    chance = Random(seed)  # noqa: S311  it is to be the same again
    made: list[Case] = []
    while len(made) < count:
        text, blocks = compose(_parts(chance))
        if text:
            made.append(Case(text, blocks, *_place(chance, blocks)))
    return made


def _parts(chance: Random) -> list[Part]:
    return [
        Part(chance.choice(KINDS), canonical(_raw(chance))) for _ in range(chance.randint(1, 3))
    ]


def _raw(chance: Random) -> str:
    pieces = chance.choices(_PIECES, k=chance.randint(1, 12))
    # Any code point at all now and then, lone surrogates too.
    pieces += [chr(chance.randrange(chance.choice(_LIMITS))) for _ in range(chance.randint(0, 2))]
    chance.shuffle(pieces)
    return "".join(pieces)


def _place(chance: Random, blocks: list[Block]) -> tuple[int, int]:
    first, last = sorted(chance.choices(range(len(blocks)), k=2))
    start = chance.randrange(blocks[first].start, blocks[first].end)
    earliest = start if first == last else blocks[last].start
    return start, chance.randint(earliest + 1, blocks[last].end)


def as_sent(case: Case) -> list:
    """Return what the page is made of, and both ends of the place as a browser counts them.

    Each block is its start and its text; an end is the index of a block and a UTF-16 offset.
    """
    first = next(n for n, block in enumerate(case.blocks) if case.start < block.end)
    last = next(n for n, block in enumerate(case.blocks) if case.end <= block.end)
    return [
        [[block.start, case.text[block.start : block.end]] for block in case.blocks],
        [first, utf16_length(case.text[case.blocks[first].start : case.start])],
        [last, utf16_length(case.text[case.blocks[last].start : case.end])],
    ]


def as_answered(case: Case) -> list:
    """Return what the browser is to say: start, end, quote, and the words of the way back."""
    text, blocks, start, end = case
    return [start, end, text[start:end], words_in_blocks(text, blocks, start, end)]


def words_in_blocks(text: str, blocks: list[Block], start: int, end: int) -> str:
    """Return what stands there without the line ends between blocks."""
    return "".join(
        text[max(start, block.start) : min(end, block.end)]
        for block in blocks
        if start < block.end and block.start < end
    )


def utf16_length(text: str) -> int:
    """Return how many units a browser counts in a text."""
    return len(text.encode("utf-16-le")) // 2


def packed(batch: list[Case]) -> str:
    """Return a batch as one text: a browser is handed that much faster than lists."""
    return json.dumps([as_sent(case) for case in batch])
