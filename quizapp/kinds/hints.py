"""Hints, read off the evidence: the paragraph, then the sentence, then the very words.

Each may cost a share of the points; an assignment says whether there are any.
"""

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from quizapp.core.marks import Mark, award, shown
from quizapp.core.spans import overlaps
from quizapp.kinds.contract import Content, one_line
from quizapp.kinds.picking import evidence_in, numbered_sentences, sentence_units

OPENING = 40  # code points of a paragraph by which it is told


class Hint(NamedTuple):
    """A hint: its level (1 paragraph, 2 sentence, 3 words), what it says, and its cost in units."""

    level: int
    words: str
    cost: int


def hints(content: Content, *, asks_place: bool = False) -> list[Hint]:
    """Return the hints of a question, the vaguest first; none where its place is not known.

    Where the place itself is asked for, a sentence would be the answer: only the paragraph is
    told then, and nothing where a paragraph is what is to be found.
    """
    if asks_place and getattr(content, "unit", "sentence") == "paragraph":
        return []
    places = [sorted(place) for place in evidence_in(content, sentence_units(content))]
    if not content.is_asked or not places or not places[0]:
        return []
    sentence = " ".join(dict(numbered_sentences(content))[number] for number in places[0])
    quote = one_line(content.evidence[0].quote)
    words = [_paragraph(content)]
    if not asks_place:
        words.append(f"Look at this: “{sentence}”")
        if quote.rstrip(".") != sentence.rstrip("."):
            words.append(f"These words say it: “{quote}”")
    return [Hint(level, said, _cost(content, level)) for level, said in enumerate(words, 1)]


def less_hints(mark: Mark, content: Content, taken: Collection[int]) -> Mark:
    """Return the mark less what the hints cost; one that waits for a person stays as it is."""
    cost = sum(_cost(content, level) for level in taken)
    if not cost or not mark.points:
        return mark
    points = max(mark.points - cost, 0)
    lost = shown(mark.points - points)
    return mark._replace(points=points, reason=f"{mark.reason} Hints took {lost} off.")


def _cost(content: Content, level: int) -> int:
    costs = [*content.hint_costs, *[Decimal(0)] * 3]
    return award(Fraction(costs[level - 1]), content.out_of)


def _paragraph(content: Content) -> str:
    start = content.evidence[0].start or 0
    for number, block in enumerate(content.paragraphs, 1):
        if overlaps(block, (start, start + 1)):
            opening = " ".join(
                " ".join(text.split())
                for begins, ends, text in content.sentences
                if overlaps(block, (begins, ends))
            )
            cut = opening if len(opening) <= OPENING else f"{opening[:OPENING].rsplit(' ', 1)[0]} …"
            return f"Look in paragraph {number}, which begins “{cut}”."
    return "Look again at the passage."
