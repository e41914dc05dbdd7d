"""What the page of an assignment says of it beside its scores."""

from collections import Counter, defaultdict
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from quizapp.classes.actions import has_right
from quizapp.core.marks import VERDICTS, verdict
from quizapp.kinds import KINDS
from quizapp.marking.answers import content_of
from quizapp.marking.keys import asks_alike, marks_alike
from quizapp.marking.numbers import question_number
from quizapp.models import (
    Assignment,
    Attempt,
    Class,
    Mark,
    MarkingRun,
    QuestionVersion,
    Response,
    ServedSlot,
)
from quizapp.models.attempts import is_answer
from quizapp.models.marks import newest_mark_id


class ChangedKey(NamedTuple):
    """A question whose key was changed after this many handed it in."""

    number: int
    question_id: int
    handed_in: int


def may_mark(session: Session, person_id: int, assignment: Assignment) -> bool:
    """May this person change marks here, not only look at them?"""
    return _may(session, person_id, assignment, "mark")


def _may(session: Session, person_id: int, assignment: Assignment, right: str) -> bool:
    allowed = select(Class.id).where(Class.id == assignment.class_id, has_right(person_id, right))
    return session.scalar(allowed) is not None


def may_change(session: Session, person_id: int, assignment: Assignment) -> bool:
    """May this person change the terms of the assignment?"""
    return _may(session, person_id, assignment, "teach")


def verdict_counts(session: Session, assignment: Assignment) -> dict[int, Counter[str]]:
    """Return how many answers of each attempt that was handed in are right, partly and so on."""
    rows = session.execute(
        select(Attempt.id, QuestionVersion.kind, QuestionVersion.out_of, Mark.points, Response)
        .select_from(ServedSlot)
        .join(Attempt, ServedSlot.attempt_id == Attempt.id)
        .join(QuestionVersion, ServedSlot.question_version_id == QuestionVersion.id)
        .outerjoin(Response, is_answer())
        .outerjoin(Mark, Mark.id == newest_mark_id(ServedSlot.attempt_id, ServedSlot.number))
        .where(Attempt.assignment_id == assignment.id, Attempt.state == "submitted")
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for attempt_id, kind, out_of, points, response in rows:
        if KINDS[kind].Content.is_asked:
            is_blank = response is None or response.value is None
            found[attempt_id][verdict(points, out_of, is_blank=is_blank)] += 1
    return found


def in_order(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the verdicts that there are with how often, right ones first."""
    return [(name, counts[name]) for name in VERDICTS if counts[name]]


def changed_keys(session: Session, assignment: Assignment) -> list[ChangedKey]:
    """Return the questions whose key is another today than when they were handed in.

    Nothing is marked here: what would come of it is for the look. What was marked again
    since it was handed in is left out.
    """
    counted = _handed_in_before(assignment)
    old, new = aliased(QuestionVersion), aliased(QuestionVersion)
    rows = session.execute(
        select(counted.c.number, counted.c.handed_in, old, new)
        .select_from(counted)
        .join(old, old.id == counted.c.old_id)
        .join(new, new.id == counted.c.new_id)
    )
    found: dict[int, ChangedKey] = {}
    for number, handed_in, was, is_ in rows:
        if _is_another_key(was, is_):
            before = found.get(was.question_id, ChangedKey(number, was.question_id, 0))
            found[was.question_id] = ChangedKey(
                min(number, before.number), was.question_id, handed_in + before.handed_in
            )
    return sorted(found.values())


def _handed_in_before(assignment: Assignment) -> Any:
    """Return each version that was handed in, with a newer one of the same kind and points."""
    old, new, newest = (aliased(QuestionVersion) for _ in range(3))
    newest_number = (
        select(func.max(newest.number))
        .where(newest.question_id == old.question_id)
        .scalar_subquery()
    )
    is_newer = and_(new.question_id == old.question_id, new.number == newest_number)
    is_alike = and_(new.id != old.id, new.kind == old.kind, new.out_of == old.out_of)
    return (
        select(
            old.id.label("old_id"),
            new.id.label("new_id"),
            func.min(question_number(ServedSlot.attempt_id, ServedSlot.number)).label("number"),
            func.count().label("handed_in"),
        )
        .select_from(ServedSlot)
        .join(Attempt, ServedSlot.attempt_id == Attempt.id)
        .join(old, ServedSlot.question_version_id == old.id)
        .join(new, and_(is_newer, is_alike))
        .where(Attempt.assignment_id == assignment.id, Attempt.state == "submitted")
        .where(~_is_marked_again(new))
        .group_by(old.id, new.id)
        .subquery()
    )


def _is_marked_again(new: Any) -> ColumnElement[bool]:
    """Return the condition that an attempt was marked by this key since it was handed in."""
    is_by_it = or_(
        MarkingRun.question_version_id == new.id,
        and_(MarkingRun.question_id.is_(None), MarkingRun.made_at >= new.created_at),
    )
    return exists().where(
        MarkingRun.assignment_id == Attempt.assignment_id,
        MarkingRun.undone_at.is_(None),
        MarkingRun.made_at >= Attempt.submitted_at,
        is_by_it,
    )


def _is_another_key(old: QuestionVersion, new: QuestionVersion) -> bool:
    was, is_ = content_of(old), content_of(new)
    return asks_alike(KINDS[old.kind], was, is_, 0) and not marks_alike(was, is_)
