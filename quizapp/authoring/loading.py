"""Bringing a question set into the database: twice is once, changed is a new version."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.authoring.actions import current_versions
from quizapp.formats.question_sets import Fault, QuestionSet, SetQuestion, place
from quizapp.kinds.contract import Content
from quizapp.kinds.placing import passage_of
from quizapp.models import (
    Article,
    ArticleVersion,
    EvidenceSpan,
    Question,
    QuestionVersion,
    Quiz,
    Slot,
)
from quizapp.reading.actions import find_article, newest_version, slugify


class FaultySet(ValueError):
    """A question set cannot be loaded; `faults` say why, each at its line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = list(faults)


class LoadedSet(NamedTuple):
    """What loading a set changed, in numbers of questions."""

    quiz: Quiz
    new: int
    revised: int
    retired: int
    same: int


class Placed(NamedTuple):
    """A question of a set, placed in its article."""

    entry: SetQuestion
    content: Content


class Target(NamedTuple):
    """What a set is brought into: the article, its newest version and its questions by name."""

    session: Session
    article: Article
    version: ArticleVersion
    current: dict[str, QuestionVersion]
    now: datetime

    def add_question(self, name: str) -> Question:
        """Return a new question of this name."""
        question = Question(article_id=self.article.id, name=name, created_at=self.now)
        self.session.add(question)
        self.session.flush()
        return question


def place_all(
    question_set: QuestionSet, version: ArticleVersion, language: str
) -> tuple[list[Placed], list[Fault]]:
    """Find every quote of a set in an article version; return what was placed and the faults."""
    passage = passage_of(version.text, version.blocks, language)
    placed, faults = [], list(question_set.faults)
    for entry in question_set.questions:
        content, wrong = place(entry, passage)
        placed.append(Placed(entry, content))
        faults.extend(wrong)
    return placed, sorted(faults)


def load_question_set(session: Session, question_set: QuestionSet, now: datetime) -> LoadedSet:
    """Bring the article's questions and its quiz to what the set says.

    Loading the same set twice changes nothing; a changed question gets a new version; one
    that the set no longer has is retired. Raises FaultySet and changes nothing then.
    """
    article = find_article(session, question_set.article)
    if article is None:
        raise FaultySet(without_article(question_set))
    version = newest_version(session, article)
    placed, faults = place_all(question_set, version, article.language)
    if faults:
        raise FaultySet(faults)
    target = Target(session, article, version, current_versions(session, article), now)
    names = _names(placed, target.current)
    outcomes = [
        _bring_up_to_date(target, name, item) for name, item in zip(names, placed, strict=True)
    ]
    retired = 0
    for name, old in target.current.items():
        if name not in names and old.question.state == "ready":
            old.question.state = "retired"
            retired += 1
    quiz = _follow_with_quiz(session, question_set, [q for q, _ in outcomes], now)
    session.flush()
    words = [word for _, word in outcomes]
    return LoadedSet(quiz, words.count("new"), words.count("revised"), retired, words.count("same"))


def without_article(question_set: QuestionSet) -> list[Fault]:
    """Return the faults of a set whose article is not known."""
    if not question_set.article:
        return question_set.faults
    unknown = Fault(
        question_set.article_line,
        f"there is no article “{question_set.article}”; add it first: ./quiz articles add FILE",
    )
    return sorted([*question_set.faults, unknown])


def _names(placed: Sequence[Placed], current: dict[str, QuestionVersion]) -> list[str]:
    """Return the name of each question: its id, else that of the question it revises.

    Without an id, a question is the one of the same stem; failing that, the one leftover of
    the same kind that cites the same evidence; else it is new and named for its stem.
    """
    by_stem = {row.content["stem"]: name for name, row in current.items()}
    taken = {item.entry.name for item in placed} | {
        by_stem.get(item.content.stem, "") for item in placed
    }
    names: list[str] = []
    for item in placed:
        name = item.entry.name or by_stem.get(item.content.stem, "")
        if not name:
            cited = _cited(item.entry.kind, item.content.model_dump(mode="json"))
            same = [
                old
                for old, row in current.items()
                if old not in taken and _cited(row.kind, row.content) == cited
            ]
            name = same[0] if len(same) == 1 else slugify(item.content.stem)
            taken.add(name)
        names.append(_free(name, names))
    return names


def _cited(kind: str, content: dict[str, object]) -> tuple[str, tuple[str, ...]]:
    evidence: list[dict[str, str]] = content["evidence"]  # type: ignore[assignment]
    return kind, tuple(entry["quote"] for entry in evidence)


def _free(name: str, taken: Sequence[str]) -> str:
    number = 1
    plain = re.sub(r"-\d+$", "", name) if name in taken else name
    while name in taken:
        number += 1
        name = f"{plain}-{number}"
    return name


def _bring_up_to_date(target: Target, name: str, item: Placed) -> tuple[Question, str]:
    """Return the question and whether it is new, revised or same."""
    old = target.current.get(name)
    stored = item.content.model_dump(mode="json")
    if old and old.question.state == "retired":
        old.question.state = "ready"
    if old and _is_same(old, item.entry.kind, target.version, stored):
        return old.question, "same"
    if old and _was_corrected_by_hand(target, old, item.entry.kind, stored):
        return old.question, "same"
    question = old.question if old else target.add_question(name)
    row = QuestionVersion(
        question_id=question.id,
        number=old.number + 1 if old else 1,
        article_version_id=target.version.id,
        kind=item.entry.kind,
        skill=item.content.skill,
        out_of=item.content.out_of,
        content=stored,
        created_at=target.now,
    )
    row.evidence = [
        EvidenceSpan(position=position, article_version_id=target.version.id, **place.model_dump())
        for position, place in enumerate(item.content.evidence, 1)
    ]
    target.session.add(row)
    return question, "revised" if old else "new"


def _was_corrected_by_hand(
    target: Target, old: QuestionVersion, kind: str, stored: dict[str, object]
) -> bool:
    """Did a person change what the set still says? Loading the set again keeps their word."""
    if old.author_id is None:
        return False
    from_set = target.session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == old.question_id, QuestionVersion.author_id.is_(None))
        .order_by(QuestionVersion.number.desc())
        .limit(1)
    ).one_or_none()
    return from_set is not None and _is_same(from_set, kind, target.version, stored)


def _is_same(
    old: QuestionVersion, kind: str, version: ArticleVersion, stored: dict[str, object]
) -> bool:
    return old.kind == kind and old.article_version_id == version.id and old.content == stored


def _follow_with_quiz(
    session: Session, question_set: QuestionSet, questions: Sequence[Question], now: datetime
) -> Quiz:
    """Return the quiz of the set with these questions in this order.

    Attempts pin what they were served, so its slots can be laid anew.
    """
    slug = question_set.article
    quiz = session.scalar(select(Quiz).where(Quiz.question_set == slug))
    if quiz is None:
        quiz = Quiz(title=question_set.title, question_set=slug, created_at=now)
        session.add(quiz)
    quiz.title = question_set.title
    session.flush()
    if [slot.question_id for slot in quiz.slots] != [question.id for question in questions]:
        for slot in quiz.slots:
            session.delete(slot)
        session.flush()
        session.expire(quiz, ["slots"])
        session.add_all(
            Slot(quiz_id=quiz.id, number=number, question_id=question.id)
            for number, question in enumerate(questions, 1)
        )
        session.flush()
    return quiz
