"""A teacher reads articles and questions, with their answers and evidence."""

import itertools
from datetime import UTC, datetime
from typing import Any, NamedTuple

from flask import render_template
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.authoring import actions
from quizapp.authoring.actions import ArticleForTeacher
from quizapp.core.passage import label, line_numbers, passage
from quizapp.kinds import KINDS, UNASKED
from quizapp.kinds.contract import Content
from quizapp.models import QuestionVersion
from quizapp.web.access import Door, get_person

bp = Door("authoring", __name__, audience="teachers")


class QuestionForTeacher(NamedTuple):
    """A question with its key, and each place that proves it: quote, first and last line.

    `number` is None for a text between questions.
    """

    number: int | None
    version: QuestionVersion
    content: Content
    student: dict[str, Any]
    key: dict[str, Any]
    places: list[tuple[str, int, int]]


class PaperItem(NamedTuple):
    """A question as it stands on paper; without a number nothing is asked."""

    number: int | None
    kind: str
    view: dict[str, Any]
    out_of: int


def find_article(session: Session, _person_id: int | None, slug: str) -> ArticleForTeacher | None:
    """Return the article: every teacher of the site may read all of them."""
    return actions.find_article_for_teacher(session, slug)


@bp.route("/teach/articles")
def articles() -> Any:
    """List the articles."""
    return render_template("authoring/articles.html", rows=actions.articles(db.get_session()))


@bp.route("/teach/articles/<slug>", load=find_article)
def article(found: ArticleForTeacher) -> Any:
    """Show an article with its questions, keys and evidence."""
    version = found.version
    numbers = itertools.count(1)
    questions = [
        _question(None if row.kind in UNASKED else next(numbers), row, found)
        for row in found.questions
    ]
    marks = [
        (place.start, place.end, label(question.number, count))
        for question in questions
        if question.number
        for count, place in enumerate(question.content.evidence, 1)
        if place.start is not None and place.end is not None
    ]
    page = render_template(
        "authoring/article.html",
        article=found.article,
        version=version,
        passage=passage(version.text, version.blocks, marks),
        questions=questions,
        asked=sum(question.number is not None for question in questions),
    )
    note_key_seen(found.article.id)
    return page


def note_key_seen(article_id: int) -> None:
    """Write down that the key was seen, in a short transaction of its own: once a day."""
    person_id, now = get_person().id, datetime.now(UTC)
    if actions.is_key_seen_today(db.get_session(), person_id, article_id, now):
        return
    db.end_request_session()
    with db.open_session(db.get_engine(), writes=True) as session:
        actions.note_key_seen(session, person_id, article_id, now)
        session.commit()


@bp.route("/teach/articles/<slug>/paper", load=find_article)
def paper(found: ArticleForTeacher) -> Any:
    """Show what students get on paper: the text in its numbered lines, and no answers."""
    version, number = found.version, 0
    items = []
    for row in found.questions:
        kind = KINDS[row.kind]
        content = kind.Content.model_validate(row.content)
        number += content.is_asked
        items.append(
            PaperItem(
                number if content.is_asked else None,
                row.kind,
                kind.student_view(content, seed=0),
                row.out_of,
            )
        )
    return render_template(
        "authoring/paper.html",
        article=found.article,
        version=version,
        passage=passage(version.text, version.blocks),
        items=items,
    )


def _question(
    number: int | None, row: QuestionVersion, found: ArticleForTeacher
) -> QuestionForTeacher:
    kind = KINDS[row.kind]
    content = kind.Content.model_validate(row.content)
    rows = line_numbers(
        found.version.text,
        found.version.blocks,
        [(place.start or 0, place.end or 0) for place in content.evidence],
    )
    return QuestionForTeacher(
        number,
        row,
        content,
        kind.student_view(content, seed=0),
        kind.key_view(content, seed=0),
        [(place.quote, *row) for place, row in zip(content.evidence, rows, strict=True)],
    )
