"""What a text is made of: headings, paragraphs, list items, verse, and promo lines."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

BLOCK_KINDS = (
    "heading",
    "paragraph",
    "list_item",
    "quotation",
    "verse",
    "caption",
    "promo",
)

_PROMO = re.compile(
    r"[\[(\u00bb\u203a\u25b6\u25ba\u2192]?\s*"
    r"(?:also\s+read|read\s+(?:also|more|next|on|this)|see\s+(?:also|more)|"
    r"related(?:\s+(?:articles?|story|stories|news|posts?|reading|topics?|links?))?|"
    r"more\s+(?:from|on|stories|news)(?:\s+\w+){0,2}|recommended(?:\s+\w+){0,2}|"
    r"watch(?:\s+(?:also|now|more))?|"
    r"you\s+(?:may|might)\s+(?:also\s+)?like|don[’']t\s+miss|trending(?:\s+\w+)?)\s*[:\u2013\u2014|]",
    re.IGNORECASE,
)
LONGEST_PROMO = 200  # characters; more is a paragraph that begins like a link
_CAPTION = re.compile(
    r"\(?(?:photo|image|picture|figure|illustration|caption)\b[^.]{0,20}[:)]", re.I
)
_BULLET = re.compile(r"\s*(?:[-*\u2022\u2013]|\d{1,3}[.)])\s+")
_QUOTED = re.compile(r"\s*>\s?")
_ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?\u2026:;,][\"'\u2019\u201d)\]]*$")
_SMALL_WORDS = frozenset(
    """
    a an and as at but by for from in into nor of on or over per so the to up via vs with
    yet
    """.split()
)


class Part(NamedTuple):
    """A block before it has its place: its kind and its text."""

    kind: str
    text: str


class Block(NamedTuple):
    """A block of the canonical text: kind, start and end in code points, end exclusive."""

    kind: str
    start: int
    end: int


def is_promo(line: str) -> bool:
    """Is this line a link to another story ("Read Also: …") rather than part of this one?"""
    return len(line) <= LONGEST_PROMO and bool(_PROMO.match(line.strip()))


def compose(parts: Iterable[Part]) -> tuple[str, list[Block]]:
    """Join parts to one text, an empty line between blocks, and say where each block stands.

    Items of one list stand on neighbouring lines. Empty parts are left out.
    """
    text = ""
    blocks: list[Block] = []
    for kind, content in parts:
        content = content.strip()
        if not content:
            continue
        if blocks:
            text += "\n" if kind == "list_item" == blocks[-1].kind else "\n\n"
        blocks.append(Block(kind, len(text), len(text) + len(content)))
        text += content
    return text, blocks


def guess_parts(text: str) -> list[Part]:
    """Read the blocks off a plain text: no marks, only its lines and their shapes."""
    chunks = [chunk.split("\n") for chunk in re.split(r"\n\s*\n\s*", text.strip("\n"))]
    parts: list[Part] = []
    for index, chunk in enumerate(chunks):
        lines = [line.strip() for line in chunk if line.strip()]
        if lines:
            parts.extend(_chunk_parts(lines, is_last=index == len(chunks) - 1))
    return parts


def _chunk_parts(lines: list[str], *, is_last: bool) -> Iterable[Part]:
    """Yield the parts of one chunk, the lines between two empty lines.

    A promo line, or a heading typed on the line above its paragraph, is a block of
    its own even where no empty line sets it apart.
    """
    if len(lines) > 1 and _is_heading(lines[0]) and len(lines[1]) > 2 * len(lines[0]):
        yield Part("heading", lines[0])
        lines = lines[1:]
    run: list[str] = []
    for line in lines:
        if is_promo(line):
            yield from _run_parts(run, is_last=False)
            yield Part("promo", line)
            run = []
        else:
            run.append(line)
    yield from _run_parts(run, is_last=is_last)


def _run_parts(lines: Sequence[str], *, is_last: bool) -> Iterable[Part]:
    if not lines:
        return
    if all(_BULLET.match(line) for line in lines):
        yield from (Part("list_item", _BULLET.sub("", line, count=1)) for line in lines)
    elif lead := _lead_in(lines):
        yield Part("paragraph", " ".join(lines[:lead]))
        yield from _run_parts(lines[lead:], is_last=is_last)
    elif all(_QUOTED.match(line) for line in lines):
        yield Part("quotation", " ".join(_QUOTED.sub("", line, count=1) for line in lines))
    elif len(lines) == 1 and not is_last and _is_heading(lines[0]):
        yield Part("heading", lines[0])
    elif len(lines) == 1 and _CAPTION.match(lines[0]):
        yield Part("caption", lines[0])
    elif _is_verse(lines):
        yield Part("verse", "\n".join(lines))
    else:
        yield Part("paragraph", " ".join(lines))


def _lead_in(lines: Sequence[str]) -> int:
    """Return how many lines introduce a list, as "You need:" does; 0 when none do."""
    first = next((place for place, line in enumerate(lines) if _BULLET.match(line)), 0)
    is_list = first > 0 and all(_BULLET.match(line) for line in lines[first:])
    return first if is_list and lines[first - 1].endswith(":") else 0


def _is_heading(line: str) -> bool:
    """A short line without an end mark whose longer words mostly begin with a capital."""
    words = line.split()
    if not words or len(words) > 12 or len(line) > 90 or _ENDS_LIKE_A_SENTENCE.search(line):
        return False
    if _BULLET.match(line) or not (line[0].isupper() or line[0].isdigit()):
        return False
    telling = [word for word in words if word.lower() not in _SMALL_WORDS]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in telling)
    return capitals >= 0.6 * len(telling) or len(words) <= 5


def _is_verse(lines: Sequence[str]) -> bool:
    """Short lines that were meant to be short; a hard-wrapped paragraph fills its lines."""
    if len(lines) < 2 or max(map(len, lines)) > 60:
        return False
    capitals = sum(not line[0].islower() for line in lines)
    return len(lines) >= 3 or capitals == len(lines)
