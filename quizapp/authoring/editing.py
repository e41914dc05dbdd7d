"""A question is changed by hand: its version of today stays, and a new one is asked from now on."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from quizapp.audit.actions import Deed, record
from quizapp.kinds import KINDS
from quizapp.kinds.contract import Content, Fault
from quizapp.kinds.placing import passage_of, place
from quizapp.models import EvidenceSpan, Question, QuestionVersion


class ChangedMeanwhile(ValueError):
    """Somebody else made a newer version since the form was opened."""


class Revision(NamedTuple):
    """Who changes a question, when, and the id of the version that they saw."""

    by: int
    now: datetime
    seen: int


def find_question(session: Session, _person_id: int | None, question_id: int) -> Question | None:
    """Return the question: every teacher of the site may read and correct all of them."""
    return session.scalar(
        select(Question)
        .where(Question.id == question_id, Question.state == "ready", Question.versions.any())
        .options(joinedload(Question.article))
    )


def newest(session: Session, question_id: int) -> QuestionVersion:
    """Return the version of a question that would be asked now."""
    return session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == question_id)
        .options(joinedload(QuestionVersion.article_version))
        .order_by(QuestionVersion.number.desc())
        .limit(1)
    ).one()


def put_in_place(version: QuestionVersion, content: Content) -> tuple[Content, list[Fault]]:
    """Return the content with its quotes found in the text that the version is about, and
    what is wrong with them."""
    text = version.article_version
    passage = passage_of(text.text, text.blocks, text.article.language)
    return place(KINDS[version.kind], content, passage)


def revise(session: Session, question: Question, content: Content, by: Revision) -> bool:
    """Make a new version of what `content` says; False when nothing differs.

    Attempts keep the version that they were served. Raises ChangedMeanwhile when the version
    seen is not the newest any more: one person's correction is not lost in another's.
    """
    session.scalar(select(Question.id).where(Question.id == question.id).with_for_update())
    current = newest(session, question.id)
    if current.id != by.seen:
        raise ChangedMeanwhile
    if content.model_dump(mode="json") == current.content:
        return False
    session.add(next_version(current, content, by.now, by.by))
    session.flush()
    record(session, Deed(by.by, "question_changed", "question", question.id), by.now)
    return True


def next_version(
    current: QuestionVersion, content: Content, now: datetime, author_id: int | None = None
) -> QuestionVersion:
    """Return the version after `current` with its evidence, to be added to a session."""
    about = current.article_version_id
    row = QuestionVersion(
        question_id=current.question_id,
        number=current.number + 1,
        article_version_id=about,
        kind=current.kind,
        skill=content.skill,
        out_of=content.out_of,
        content=content.model_dump(mode="json"),
        author_id=author_id,
        created_at=now,
    )
    row.evidence = [
        EvidenceSpan(position=position, article_version_id=about, **one.model_dump())
        for position, one in enumerate(content.evidence, 1)
    ]
    return row
