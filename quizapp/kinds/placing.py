"""Bringing a question to its passage: its quotes are found there, and what marking needs of
the text is pinned in it."""

from collections.abc import Sequence
from typing import NamedTuple

from quizapp.core.spans import QuoteAmbiguous, QuoteNotFound, find
from quizapp.core.text import Block, canonical, sentences
from quizapp.kinds.contract import Content, Evidence, Fault, Kind, Sentence


class Passage(NamedTuple):
    """What a question pins of an article version: its sentences and the blocks they stand in."""

    text: str
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[tuple[int, int], ...]
    language: str


def passage_of(text: str, blocks: Sequence[Block], language: str) -> Passage:
    """Return the passage of a canonical text; blocks without a sentence are left out."""
    found = sentences(text, blocks)
    return Passage(
        text,
        tuple((s.start, s.end, text[s.start : s.end]) for s in found),
        tuple(
            (block.start, block.end)
            for block in blocks
            if any(block.start <= s.start and s.end <= block.end for s in found)
        ),
        language,
    )


def place(kind: Kind, content: Content, passage: Passage) -> tuple[Content, list[Fault]]:
    """Return the content with its quotes found, and a fault for each that was not.

    Some faults show only once the places are known, such as a quote that nobody can pick;
    those that `kind.check` tells without them are not repeated.
    """
    found: list[Evidence] = []
    faults: list[Fault] = []
    for index, evidence in enumerate(content.evidence):
        wanted = [canonical(part) for part in (evidence.quote, evidence.prefix, evidence.suffix)]
        try:
            span = find(passage.text, *wanted)
        except (QuoteNotFound, QuoteAmbiguous) as fault:
            faults.append(Fault(("evidence", index), str(fault)))
            continue
        if any(span.start == other.start and span.end == other.end for other in found):
            wrong = f"the quote “{span.quote}” is given twice"
            faults.append(Fault(("evidence", index), wrong))
        found.append(Evidence(**span._asdict()))
    pinned = {"sentences": passage.sentences, "paragraphs": passage.paragraphs}
    placed = content.model_copy(
        update={
            "evidence": tuple(found),
            "language": passage.language,
            **(pinned if content.is_asked else {}),
        }
    )
    if not faults:
        known = kind.check(content)
        faults.extend(new for new in kind.check(placed) if new not in known)
    return placed, faults
