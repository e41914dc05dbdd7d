"""A teacher's marks: given, and taken back. Two teachers at once see each other's."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.marking.answers import HandedIn, content_of
from quizapp.marking.reckoning import given_for, reckoned
from quizapp.models import Attempt, Mark
from quizapp.models.marks import newest_mark_id


class Decision(NamedTuple):
    """What a teacher gives an answer: units of points, a comment for the student, and the
    level chosen in each criterion of a rubric.

    The points are for the answer alone: see `reckoning` for what comes of them. `seen` is the
    id of the mark that stood when they looked.
    """

    by: int
    seen: int
    points: int
    comment: str = ""
    levels: tuple[int, ...] = ()


class Outcome(NamedTuple):
    """The mark that stands now; `is_given`: it is the one that was decided."""

    is_given: bool
    mark: Mark


def give(session: Session, answer: HandedIn, decision: Decision, now: datetime) -> Outcome:
    """Write a teacher's mark, unless another one stands than the one they saw.

    The same decision sent twice is one mark.
    """
    old = _standing(session, answer)
    if old.id != decision.seen:
        return Outcome(_is_it(old, decision), old)
    mark = reckoned(answer, content_of(answer.version), decision.points, old)
    levels = {"levels": list(decision.levels)} if decision.levels else {}
    detail = {**(mark.detail or {}), **levels} or None
    new = Mark(
        **_about(old),
        **mark._replace(reason=decision.comment, detail=detail)._asdict(),
        marked_by="teacher",
        marker_id=decision.by,
        marked_at=now,
    )
    _write(session, answer, new)
    return Outcome(True, new)


def take_back(session: Session, answer: HandedIn, by: int, seen: int, now: datetime) -> bool:
    """Let one's own mark count no more; False when it does not stand any more.

    What counts then is what counts without it: the mark from before, unless its run was
    undone meanwhile. Marks are never removed: a row that withdraws it is written.
    """
    own = _standing(session, answer)
    if own.id != seen or not is_own(own, by):
        return False
    row = Mark(
        **_about(own),
        points=None,
        out_of=own.out_of,
        reason="",
        marked_by="teacher",
        marker_id=by,
        marked_at=now,
        withdraws_id=own.id,
    )
    _write(session, answer, row)
    return True


def is_own(mark: Mark, person_id: int) -> bool:
    """Did this person give the mark by hand?"""
    return mark.marked_by == "teacher" and mark.marker_id == person_id


def _standing(session: Session, answer: HandedIn) -> Mark:
    """Return the mark that counts, while nobody else can give one."""
    attempt_id, slot = answer.attempt.id, answer.served.number
    session.execute(select(Attempt.id).where(Attempt.id == attempt_id).with_for_update())
    return session.scalars(select(Mark).where(Mark.id == newest_mark_id(attempt_id, slot))).one()


def _is_it(mark: Mark, decision: Decision) -> bool:
    said = (given_for(mark), mark.reason, (mark.detail or {}).get("levels", []))
    return is_own(mark, decision.by) and said == (
        decision.points,
        decision.comment,
        list(decision.levels),
    )


def _about(mark: Mark) -> dict[str, Any]:
    """Return what a mark in place of another has in common with it."""
    names = ("attempt_id", "slot", "revision")
    return {name: getattr(mark, name) for name in names}


def _write(session: Session, answer: HandedIn, new: Mark) -> None:
    session.add(new)
    session.flush()
    attempt = answer.attempt
    deed = Deed(new.marker_id, "mark_changed", "attempt", attempt.id, attempt.student_id)
    record(session, deed, new.marked_at, slot=new.slot, mark=new.id)
