"""Marking again by the key of today: looked at first, then carried out, undone if need be."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.core import marks
from quizapp.marking.answers import HandedIn, handed_in
from quizapp.marking.keys import Keys, keys_for
from quizapp.models import Assignment, Attempt, Mark, MarkingRun, Question, QuestionVersion, User

# What comes of an answer: it earns another mark; the same one; a teacher's mark stands that
# the key would not give; or the question was asked differently since.
OUTCOMES = ("changes", "same", "kept", "asked_differently")


class Change(NamedTuple):
    """What marking again makes of one answer: `new` by `key`, and which of OUTCOMES that is."""

    answer: HandedIn
    key: QuestionVersion | None
    new: marks.Mark | None
    outcome: str


class Order(NamedTuple):
    """By whom and why it is marked again, which teachers' marks (ids) go, and what was seen.

    `seen` is the fingerprint of the plan that was looked at; None: nobody looked.
    """

    by: int
    reason: str
    overrule: frozenset[int] = frozenset()
    seen: str | None = None


class ChangedMeanwhile(ValueError):
    """Something changed since the look: what was agreed to is not what would be done."""


def plan(session: Session, assignment: Assignment, question: Question | None) -> list[Change]:
    """Return what marking again would make of each answer to a question, or to all of them.

    Nothing is touched.
    """
    found = handed_in(session, assignment, question.id if question else None)
    keys = keys_for(session, (one.version.question_id for one in found))
    return [_change(one, keys) for one in found]


def _change(answer: HandedIn, keys: Keys) -> Change:
    key = keys.key_of(answer)
    if key is None:
        return Change(answer, None, None, "asked_differently")
    new = keys.marked(key, answer)
    old = answer.mark
    if old and old.marked_by == "teacher":
        # Its words are the teacher's own and need not be the key's; and a key that leaves it
        # to a person has nothing to say against one.
        is_same = new.points is None or (old.points, old.out_of) == (new.points, new.out_of)
        return Change(answer, key, new, "same" if is_same else "kept")
    return Change(answer, key, new, "same" if old and _says_the_same(old, new) else "changes")


def _says_the_same(old: Mark, new: marks.Mark) -> bool:
    # Not the reason: its wording may be that of another release, and it follows the points.
    was = (old.points, old.out_of, old.answer_right, old.evidence_right)
    return was == (new.points, new.out_of, new.answer_right, new.evidence_right)


def fingerprint(changes: Sequence[Change]) -> str:
    """Return what two plans share only if they would do the same."""
    said = [
        (
            change.answer.attempt.id,
            change.answer.served.number,
            change.answer.mark.id if change.answer.mark else None,
            change.key.id if change.key else None,
            change.new._replace(detail=None) if change.new else None,
            change.outcome,
        )
        for change in changes
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def carry_out(
    session: Session, assignment: Assignment, question: Question | None, order: Order, now: datetime
) -> MarkingRun:
    """Write the marks that change, and return the run that they belong to.

    The attempts are locked and the plan is made anew; ChangedMeanwhile, with nothing
    written, when it is not the one that was seen. Where nothing changes the run has no
    marks: it says that somebody looked.
    """
    _lock(session, assignment)
    changes = plan(session, assignment, question)
    if order.seen is not None and order.seen != fingerprint(changes):
        raise ChangedMeanwhile
    wanted = [(one.answer, one.new) for one in changes if one.new and _is_wanted(one, order)]
    run = MarkingRun(
        assignment_id=assignment.id,
        question_id=question.id if question else None,
        question_version_id=_key_of_run(session, question, changes) if question else None,
        reason=order.reason,
        changed=len(wanted),
        made_by_id=order.by,
        made_at=now,
    )
    session.add(run)
    session.flush()
    session.add_all(_mark(answer, new, run) for answer, new in wanted)
    deed = Deed(order.by, "marked_again", "assignment", assignment.id)
    record(session, deed, now, run=run.id, changed=run.changed, reason=run.reason)
    for answer, _ in wanted:
        _note(session, answer, run)
    return run


def _lock(session: Session, assignment: Assignment) -> None:
    """Let nobody else mark until this is over; in the order of ids, so that nobody waits in a
    ring. SQLite lets one write at a time as it is."""
    session.execute(
        select(Attempt.id)
        .where(Attempt.assignment_id == assignment.id)
        .order_by(Attempt.id)
        .with_for_update()
    ).all()


def _is_wanted(change: Change, order: Order) -> bool:
    mark = change.answer.mark
    is_overruled = change.outcome == "kept" and mark is not None and mark.id in order.overrule
    return change.outcome == "changes" or is_overruled


def _key_of_run(session: Session, question: Question, changes: Sequence[Change]) -> int:
    """Return the newest key that marks anything, else the newest that there is."""
    used = [change.key for change in changes if change.key]
    if used:
        return max(used, key=lambda key: key.number).id
    return keys_for(session, [question.id]).newest(question.id).id


def _mark(answer: HandedIn, new: marks.Mark, run: MarkingRun) -> Mark:
    return Mark(
        attempt_id=answer.attempt.id,
        slot=answer.served.number,
        revision=answer.revision,
        points=new.points,
        out_of=new.out_of,
        reason=new.reason,
        answer_right=new.answer_right,
        evidence_right=new.evidence_right,
        detail=new.detail,
        marked_by="regrade",
        marker_id=run.made_by_id,
        marked_at=run.made_at,
        run_id=run.id,
    )


def _note(session: Session, answer: HandedIn, run: MarkingRun) -> None:
    attempt = answer.attempt
    deed = Deed(run.made_by_id, "mark_changed", "attempt", attempt.id, attempt.student_id)
    record(session, deed, run.made_at, slot=answer.served.number, run=run.id)


def undo(session: Session, run: MarkingRun, by: int, now: datetime) -> bool:
    """Let the marks of a run count no more; False when they did not already.

    What a teacher marked since stays.
    """
    session.refresh(run, with_for_update=True)
    if run.undone_at is not None:
        return False
    run.undone_at, run.undone_by_id = now, by
    session.flush()
    deed = Deed(by, "marking_undone", "assignment", run.assignment_id)
    record(session, deed, now, run=run.id, changed=run.changed)
    return True


class RunInList(NamedTuple):
    """A run with who made it and the stem of its question, '' for all of them."""

    run: MarkingRun
    made_by: str
    stem: str


def runs(session: Session, assignment: Assignment) -> list[RunInList]:
    """Return the runs of an assignment, the newest first."""
    rows = session.execute(
        select(MarkingRun, User.name, QuestionVersion)
        .join(User, MarkingRun.made_by_id == User.id)
        .outerjoin(QuestionVersion, MarkingRun.question_version_id == QuestionVersion.id)
        .where(MarkingRun.assignment_id == assignment.id)
        .order_by(MarkingRun.id.desc())
    )
    return [
        RunInList(run, name, version.content["stem"] if version else "")
        for run, name, version in rows
    ]
