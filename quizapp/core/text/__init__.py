"""Canonical text and what is read off it: blocks, sentences, printed lines, readability.

Every offset in here is in Unicode code points of the canonical text.
"""

from quizapp.core.text.blocks import BLOCK_KINDS, Block, Part, compose, guess_parts, is_promo
from quizapp.core.text.canonical import (
    LongText,
    RefusedText,
    canonical,
    check_typed,
    sha256,
)
from quizapp.core.text.letters import whole_letters
from quizapp.core.text.lines import lines
from quizapp.core.text.readability import Readability, readability
from quizapp.core.text.sentences import Sentence, sentences

__all__ = [
    "BLOCK_KINDS",
    "Block",
    "LongText",
    "Part",
    "Readability",
    "RefusedText",
    "Sentence",
    "canonical",
    "check_typed",
    "compose",
    "guess_parts",
    "is_promo",
    "lines",
    "readability",
    "sentences",
    "sha256",
    "whole_letters",
]
