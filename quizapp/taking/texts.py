"""The texts that the questions of an attempt are about, set for reading."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy.orm import Session

from quizapp.core import glossary
from quizapp.core.glossary import Word
from quizapp.core.passage import PassageBlock, label, passage
from quizapp.kinds.where import own_places
from quizapp.models import Annotation, Article, ArticleVersion, Attempt
from quizapp.reading.annotations import own_notes
from quizapp.reading.glossary import words_of
from quizapp.taking.actions import AnsweredSlot
from quizapp.taking.reviewing import tells_evidence

# Start and end of a place in a text, and the label that it bears there.
PlaceMark = tuple[int, int, str]


class LaidPassage(NamedTuple):
    """An article version set for reading, with its marks.

    And those of its words that are explained, and what its reader noted.
    """

    article: Article
    version: ArticleVersion
    blocks: list[PassageBlock]
    words: list[Word]
    notes: list[Annotation]
    has_picks: bool


def passages(
    session: Session,
    attempt: Attempt,
    slots: Iterable[AnsweredSlot],
    told: frozenset[str] | None = None,
    *,
    is_numbered: bool = True,
) -> list[LaidPassage]:
    """Return the texts that the questions are about, each once, in order of asking.

    Marked in them is what proves each answer, as far as `told` has it; without, before any of
    it may be told, each sentence of a text in which sentences are to be picked: all alike,
    whatever the key. Over the proofs lies what was picked as such, where answers may be read
    back. And the words that a teacher explains, and the reader's own notes.
    """
    marks: dict[int, dict[PlaceMark, None]] = {}
    versions: dict[int, ArticleVersion] = {}
    for slot in slots:
        version = slot.version.article_version
        versions[version.id] = version
        found = _sentence_marks(slot) if told is None else _told_marks(slot, told)
        # Two questions about a text mark the same sentences.
        marks.setdefault(version.id, {}).update(dict.fromkeys(found))
    words = words_of(session, {version.article_id for version in versions.values()})
    notes = own_notes(session, attempt.student_id, versions)
    return [
        _laid(
            version, list(marks[version.id]), words.get(version.article_id, []), is_numbered
        )._replace(notes=notes.get(version.id, []))
        for version in versions.values()
    ]


def _laid(
    version: ArticleVersion, marks: list[PlaceMark], words: list[Word], is_numbered: bool
) -> LaidPassage:
    """Return a text with its marks and its words, and no note in it yet."""
    found = glossary.places(version.text, version.blocks, words)
    met = {mark for _, _, mark in found}
    blocks = passage(version.text, version.blocks, [*marks, *found], is_numbered=is_numbered)
    explained = [word for word in words if word.label in met]
    has_picks = any(mark.startswith("p") for _, _, mark in marks)
    return LaidPassage(version.article, version, blocks, explained, [], has_picks)


def _told_marks(slot: AnsweredSlot, told: frozenset[str]) -> list[PlaceMark]:
    picked = own_places(slot.version.kind, slot.content, slot.value) if "answers" in told else []
    return _evidence_marks(slot, told) + [(*place, f"p{slot.question}") for place in picked]


def _evidence_marks(slot: AnsweredSlot, told: frozenset[str]) -> list[PlaceMark]:
    if slot.question is None or not tells_evidence(slot, told):
        return []
    return [
        (place.start, place.end, label(slot.question, count))
        for count, place in enumerate(slot.content.evidence, 1)
        if place.start is not None and place.end is not None
    ]


def _sentence_marks(slot: AnsweredSlot) -> list[PlaceMark]:
    if slot.version.kind != "evidence" and not slot.show_where:
        return []
    sentences = slot.content.sentences
    return [(start, end, f"s{number}") for number, (start, end, _) in enumerate(sentences, 1)]
