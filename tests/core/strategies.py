"""Texts that hypothesis makes up, and how it runs here: the same cases every time."""

import os

from hypothesis import settings
from hypothesis import strategies as st

from quizapp.core.text import BLOCK_KINDS, Block, Part, canonical, compose

# Flaky means broken: no chance, no clock, no database of earlier failures.
# A bench that runs them a thousand times over asks for fewer of each.
EXAMPLES = int(os.environ.get("QUIZAPP_EXAMPLES", "80"))
steady = settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)

# Every code point that a str can hold, lone surrogates and controls included.
anything = st.text(st.characters(exclude_categories=()), max_size=60)

_WORDS = [
    "The",
    "keeper",
    "He",
    "said",
    "lamps",
    "and",
    "then",
    "night",
    "e.g.",
    "Mr.",
    "J.",
    "p.m.",
]
_MARKS = [".", "...", "…", "!", "?", ";", "“", "”", "‘", "’", "(", ")", "–", "—", "-", "1.", "2.5"]
_RARE = ["£5", "¿Who", "e\u0301", "שלום", "灯", "\U0001f469\u200d\U0001f52c", "Read Also:"]
_PIECES = st.sampled_from([*_WORDS, *_WORDS, *_MARKS, *_RARE, "lighthousekeeper" * 5])
_GAPS = st.sampled_from([" ", " ", " ", " ", "  ", "\n", "\t", "\u00a0", "", "\n \n"])

# Text that looks like prose in places and like nothing in others.
prose = st.lists(st.tuples(_PIECES, _GAPS), max_size=40).map(
    lambda pairs: canonical("".join(piece + gap for piece, gap in pairs))
)
parts = st.lists(st.builds(Part, st.sampled_from(BLOCK_KINDS), prose), max_size=6)
composed = parts.map(compose)


def one_block(text: str, kind: str = "paragraph") -> tuple[str, list[Block]]:
    """Return a text that is one block."""
    return compose([Part(kind, text)])
