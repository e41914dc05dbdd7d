"""Sentences of a text: the unit in which evidence is picked and counted."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizapp.core.text.blocks import Block

# Headings, captions and promo lines are no sentences: nobody is asked to pick them.
_WITHOUT_SENTENCES = frozenset({"heading", "caption", "promo"})

# What may stand before the first letter or digit of a sentence: quotes, dashes, £, ¿.
_OPENING = r"[\"'\u2018\u201c\u00ab(\[\u2013\u2014$\u00a3\u20ac\u00bf\u00a1-]*\s?"
_END = re.compile(
    r"(?P<mark>[.!?\u2026]+)(?P<close>[\"'\u2019\u201d\u00bb)\]]*)(?P<gap>\s+)"
    rf"(?={_OPENING}[^\W_])"
)
_NEXT = re.compile(rf"{_OPENING}(?P<first>[^\W_])")
_LAST_WORD = re.compile(r"[^\s(\[\"\u201c\u2018]+$")
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev hon sr jr st gen col lt sgt capt maj gov sen rep pres supt insp fr
    no nos vol vols fig figs p pp ch sec art al approx ca cf e.g eg i.e ie viz vs dept univ
    inc co corp ltd bros jan feb mar apr jun jul aug sep sept oct nov dec mt ft a.m p.m
    """.split()
)
# These end sentences about as often as they do not: what comes next decides.
_MAY_END = frozenset(
    """
    inc co corp ltd bros jr sr a.m p.m al st no art fig figs sec ft mt dept univ jan feb mar
    apr jun jul aug sep sept oct nov dec
    """.split()
)


class Sentence(NamedTuple):
    """A sentence: the kind of its block, start and end in code points, end exclusive."""

    kind: str
    start: int
    end: int


def sentences(text: str, blocks: Iterable[Block]) -> list[Sentence]:
    """Return the sentences of every block that is read, in order; none crosses a block."""
    return [
        Sentence(block.kind, start, end)
        for block in blocks
        if block.kind not in _WITHOUT_SENTENCES
        for start, end in _split(text, block.start, block.end)
    ]


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text[start : match.start("gap")], match, text[match.end() : end]):
            yield start, match.start("gap")
            start = match.end()
    if start < end:
        yield start, end


def _ends_sentence(before: str, match: re.Match[str], after: str) -> bool:
    """Does this mark end a sentence, given what stands before and after it?"""
    following = _NEXT.match(after)
    first = following["first"] if following else ""
    if first.islower():
        return False
    if match["mark"] != "." or match["close"]:
        return True
    found = _LAST_WORD.search(before[: -len(match["mark"])])
    word = found[0].lower() if found else ""
    if word in _ABBREVIATIONS:
        return word in _MAY_END and first.isupper() and _starts_a_clause(after)
    is_initial = len(word) == 1 and word.isalpha() and word != "i"
    is_dotted = re.fullmatch(r"(?:\w\.)+\w", word) is not None
    return not (is_initial or is_dotted) or (is_dotted and _starts_a_clause(after))


def _starts_a_clause(after: str) -> bool:
    """Does the next word open a sentence more often than a name does?"""
    opener = re.match(r"\W*(\w+)", after)
    return bool(opener) and opener[1] in _OPENERS  # type: ignore[index]


_OPENERS = frozenset(
    """
    The A An In On At It He She They We You I But And So This That These Those There When
    While After Before If As For From By With No Not His Her Their Its My Our
    """.split()
)
