"""Scores as flat rows: what pages list and exports hold."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.classes.actions import find_taught_assignment, is_taught_by
from quizapp.core.marks import decimal_points, verdict
from quizapp.core.receipts import receipt_id
from quizapp.core.scores import AttemptRow, ResponseRow, ScoreRow, columns
from quizapp.formats.contract import ScoreFormat, Table
from quizapp.kinds import UNASKED
from quizapp.kinds.contract import Content
from quizapp.kinds.where import kind_of, where_text
from quizapp.models import (
    Assignment,
    Attempt,
    Class,
    Mark,
    Question,
    QuestionVersion,
    Response,
    ServedSlot,
    User,
)
from quizapp.models.attempts import is_answer
from quizapp.models.marks import newest_mark_id

_YES_NO = {True: "yes", False: "no", None: "none"}
_IN_PIECES = {"yield_per": 500}  # a thousand attempts are never in memory at once


class AssignmentInList(NamedTuple):
    """One assignment for `./quiz scores list`."""

    id: int
    class_: str
    title: str
    submitted: int


def assignments(session: Session) -> list[AssignmentInList]:
    """Return every assignment of the site with its class and how many have handed in."""
    rows = session.execute(
        select(Assignment.id, Class.name, Assignment.title, func.count(Attempt.submitted_at))
        .join(Class)
        .outerjoin(Attempt)
        .group_by(Assignment.id, Class.name, Assignment.title)
        .order_by(Assignment.id)
    )
    return [AssignmentInList(*row) for row in rows]


def find_assignment(session: Session, assignment_id: int) -> Assignment | None:
    """Return the assignment whoever teaches it: for whoever runs the site."""
    return session.get(Assignment, assignment_id)


def get_assignment(session: Session, assignment_id: int) -> Assignment:
    """Return the assignment that is known to be there."""
    return session.get_one(Assignment, assignment_id)


def note_export(
    session: Session, assignment_id: int, by: int | None, now: datetime, **what: str
) -> None:
    """Write down that scores go out, before they do: rather one too many than one too few."""
    record(session, Deed(by, "exported", "assignment", assignment_id), now, **what)


def find_own_assignment(
    session: Session, person_id: int | None, assignment_id: int
) -> Assignment | None:
    """Return the assignment when this person teaches its class."""
    return find_taught_assignment(session, person_id or 0, assignment_id)


def find_taught_attempt(session: Session, person_id: int | None, attempt_id: int) -> Attempt | None:
    """Return the attempt when this person teaches its class."""
    return session.scalar(
        select(Attempt)
        .join(Assignment)
        .where(Attempt.id == attempt_id, is_taught_by(person_id or 0))
    )


def attempt_rows(session: Session, assignment: Assignment) -> Generator[AttemptRow]:
    """Yield a row for each attempt at an assignment, by student and attempt."""
    with session.execute(_attempts_query(assignment), execution_options=_IN_PIECES) as rows:
        for name, attempt, out_of, points, unmarked in rows:
            yield AttemptRow(
                student=name,
                class_=assignment.class_.name,
                assignment=assignment.title,
                attempt=attempt.number,
                points=None if unmarked else decimal_points(int(points or 0)),
                out_of=decimal_points(int(out_of or 0)),
                state=attempt.state,
                started_at=attempt.started_at,
                submitted_at=attempt.submitted_at,
                receipt=receipt_id(attempt.id, attempt.answers_sha256)
                if attempt.answers_sha256
                else "",
                attempt_id=attempt.id,
            )


def _attempts_query(assignment: Assignment) -> Select[str, Attempt, int, int | None, int]:
    return (
        select(
            User.name,
            Attempt,
            func.sum(QuestionVersion.out_of),
            func.sum(Mark.points),
            func.count(ServedSlot.number) - func.count(Mark.points),
        )
        .select_from(Attempt)
        .join(User, Attempt.student_id == User.id)
        .join(ServedSlot, ServedSlot.attempt_id == Attempt.id)
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .outerjoin(Mark, Mark.id == newest_mark_id(ServedSlot.attempt_id, ServedSlot.number))
        .where(Attempt.assignment_id == assignment.id, QuestionVersion.kind.not_in(UNASKED))
        .group_by(Attempt.id, User.name)
        .order_by(User.name, Attempt.student_id, Attempt.number)
    )


def response_rows(
    session: Session, assignment: Assignment, attempt_id: int | None = None
) -> Generator[ResponseRow]:
    """Yield a row for each question of each attempt, blank ones too; or of one attempt only."""
    query = _responses_query(assignment, attempt_id)
    contents: dict[int, Content] = {}
    with session.execute(query, execution_options=_IN_PIECES) as rows:
        for name, attempt, version, show_where, question, response, mark in rows:
            kind = kind_of(version.kind, show_where)
            if version.id not in contents:
                contents[version.id] = kind.Content.model_validate(version.content)
            content = contents[version.id]
            value = response.value if response else None
            points = mark.points if mark else None
            yield ResponseRow(
                student=name,
                class_=assignment.class_.name,
                assignment=assignment.title,
                attempt=attempt.number,
                question=question,
                kind=version.kind,
                skill=version.skill,
                response=kind.text(content, value),
                correct=verdict(points, version.out_of, is_blank=value is None),
                points=None if points is None else decimal_points(points),
                out_of=decimal_points(version.out_of),
                evidence=" | ".join(place.quote for place in content.evidence),
                stem=content.stem,
                right_answer=kind.key_text(content),
                question_version=version.number,
                answered_at=response.saved_at if response else None,
                attempt_id=attempt.id,
                evidence_given=where_text(content, value) if show_where else "",
                answer_right=_YES_NO[mark.answer_right if mark else None],
                evidence_right=_YES_NO[mark.evidence_right if mark else None],
                marked_by=mark.marked_by if mark else "",
            )


def _responses_query(
    assignment: Assignment, attempt_id: int | None
) -> Select[str, Attempt, QuestionVersion, str, str, Response, Mark]:
    query = (
        select(
            *(User.name, Attempt, QuestionVersion, ServedSlot.show_where),
            *(Question.name, Response, Mark),
        )
        .select_from(ServedSlot)
        .join(Attempt, ServedSlot.attempt_id == Attempt.id)
        .join(User, Attempt.student_id == User.id)
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .join(Question)
        .outerjoin(Response, is_answer())
        .outerjoin(Mark, Mark.id == newest_mark_id(ServedSlot.attempt_id, ServedSlot.number))
        .where(Attempt.assignment_id == assignment.id, QuestionVersion.kind.not_in(UNASKED))
        .order_by(User.name, Attempt.student_id, Attempt.number, ServedSlot.number)
    )
    return query.where(Attempt.id == attempt_id) if attempt_id is not None else query


def asked_slots(session: Session, attempt: Attempt) -> list[int]:
    """Return the numbers of an attempt's slots that ask something, in the order of its rows."""
    return list(
        session.scalars(
            select(ServedSlot.number)
            .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
            .where(ServedSlot.attempt_id == attempt.id, QuestionVersion.kind.not_in(UNASKED))
            .order_by(ServedSlot.number)
        )
    )


SCORE_ROWS: dict[str, Callable[[Session, Assignment], Generator[ScoreRow]]] = {
    "attempts": attempt_rows,
    "responses": response_rows,
}


@contextmanager
def score_tables(
    session: Session, assignment: Assignment, format_: ScoreFormat, rows: str
) -> Iterator[list[Table]]:
    """Give what a file of scores holds: `rows`, or both kinds where the format can.

    Rows that nobody took are let go of at the end, while the session can still do it.
    """
    kinds = list(SCORE_ROWS) if format_.holds_both else [rows]
    with ExitStack() as open_rows:
        yield [
            Table(
                kind,
                columns(kind),
                open_rows.enter_context(closing(SCORE_ROWS[kind](session, assignment))),
            )
            for kind in kinds
        ]
