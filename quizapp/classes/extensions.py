"""The window and the limit as they are for one student: what the class has, and what is granted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import Session, contains_eager

from quizapp.audit.actions import Deed, record
from quizapp.classes.accommodations import time_percent
from quizapp.core import timing
from quizapp.core.counts import count
from quizapp.core.timing import Granted, Window
from quizapp.models import Assignment, Attempt, Extension, Pause, User
from quizapp.models.quizzes import is_newest_extension


class Terms(NamedTuple):
    """What a student, or a whole class, is granted for one quiz, and why."""

    reason: str
    time_percent: int | None = None
    extra_minutes: int = 0
    extra_attempts: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None


class Rights(NamedTuple):
    """When a student may sit a quiz, how long, how often, and which grants that rests on."""

    window: Window
    most_attempts: int | None
    extensions: Sequence[Extension]


def window_of(assignment: Assignment) -> Window:
    """Return the window that everybody has."""
    minutes = assignment.limit_minutes
    return Window(
        assignment.opens_at,
        assignment.closes_at,
        None if minutes is None else timedelta(minutes=minutes),
        assignment.cuts_at_close,
    )


_NEWEST = (
    select(Extension)
    .where(
        Extension.assignment_id.in_(bindparam("assignments", expanding=True)),
        or_(Extension.student_id.is_(None), Extension.student_id == bindparam("student")),
        is_newest_extension(),
    )
    .order_by(Extension.student_id.is_not(None))  # the class's first
)


def rights_of(session: Session, assignment: Assignment, student_id: int | None) -> Rights:
    """Return what a student may do; with None somebody who is granted nothing of their own."""
    return rights_of_each(session, [assignment], student_id)[assignment.id]


def rights_of_each(
    session: Session, assignments: Sequence[Assignment], student_id: int | None
) -> dict[int, Rights]:
    """Return a student's rights by assignment, in two statements however many there are."""
    percent = Granted().percent if student_id is None else time_percent(session, student_id)
    whose = {"assignments": [one.id for one in assignments], "student": student_id or 0}
    found: dict[int, list[Extension]] = {}
    for extension in session.scalars(_NEWEST, whose):
        found.setdefault(extension.assignment_id, []).append(extension)
    return {one.id: _rights(one, found.get(one.id, []), percent) for one in assignments}


def _rights(
    assignment: Assignment, extensions: Sequence[Extension], own_percent: int | None
) -> Rights:
    grants = []
    for extension in extensions:
        percent = extension.time_percent or 100
        if extension.student_id is not None and extension.time_percent is not None:
            # For this quiz instead of what they have in every quiz.
            own_percent = None if own_percent is None else percent
            percent = 100
        grants.append(
            Granted(
                percent,
                timedelta(minutes=extension.extra_minutes),
                extension.opens_at,
                extension.closes_at,
            )
        )
    window = timing.window_with(window_of(assignment), [*grants, Granted(own_percent)])
    most = assignment.most_attempts
    if most is not None:
        most += sum(extension.extra_attempts for extension in extensions)
    return Rights(window, most, extensions)


def all_of(session: Session, assignment: Assignment) -> Sequence[Extension]:
    """Return what holds now for the class and for each student, the class's first, then by name."""
    return session.scalars(
        select(Extension)
        .outerjoin(User, Extension.student_id == User.id)
        .where(Extension.assignment_id == assignment.id, is_newest_extension())
        .options(contains_eager(Extension.student))
        .order_by(Extension.student_id.is_not(None), User.name, User.id)
    ).all()


def extend(
    session: Session,
    assignment: Assignment,
    student_id: int | None,
    terms: Terms,
    by: tuple[int, datetime],
) -> int:
    """Grant it, to one student or with None to the whole class, in place of what was before.

    `by` is who grants it, and now. Returns how many attempts under way got more time.
    """
    actor_id, now = by
    session.add(
        Extension(
            assignment_id=assignment.id,
            student_id=student_id,
            granted_by_id=actor_id,
            granted_at=now,
            **terms._asdict(),
        )
    )
    session.flush()
    deed = Deed(actor_id, "extended", "assignment", assignment.id, student_id)
    told = {name: value for name, value in terms._asdict().items() if value and name != "reason"}
    record(session, deed, now, **told)
    whose = [] if student_id is None else [Attempt.student_id == student_id]
    return lengthen(session, Attempt.assignment_id == assignment.id, *whose)


def lengthen(session: Session, *which: ColumnElement[bool]) -> int:
    """Give open attempts the deadline that holds now, where it is later; return how many got it.

    A deadline that was told is never taken back.
    """
    found = session.scalars(
        select(Attempt).where(Attempt.state == "open", *which).with_for_update(of=Attempt)
    ).all()
    return sum(_lengthen(session, attempt) for attempt in found)


def _lengthen(session: Session, attempt: Attempt) -> bool:
    rights = rights_of(session, attempt.assignment, attempt.student_id)
    rests = session.scalars(select(Pause).where(Pause.attempt_id == attempt.id)).all()
    # The clock stood meanwhile, so the limit ends as much later.
    spans = (one.ended_at - one.paused_at for one in rests if one.ended_at)
    # Less than nothing is a clock that was put back.
    rested = sum((max(span, timedelta(0)) for span in spans), timedelta(0))
    new = timing.deadline(rights.window, attempt.started_at, rested)
    for pause in rests:
        if pause.ended_at is None:
            return _lengthen_pause(pause, new)
    later = timing.lengthened(attempt.due_at, new)
    is_longer = later != attempt.due_at
    attempt.due_at = later
    session.flush()
    return is_longer


def _lengthen_pause(pause: Pause, new: datetime | None) -> bool:
    """While the clock stands, what it will have left is what grows."""
    if pause.seconds_left is None:
        return False
    stood_at = pause.paused_at + timedelta(seconds=pause.seconds_left)
    left = None if new is None else timing.seconds_left(max(stood_at, new), pause.paused_at)
    is_longer = left != pause.seconds_left
    pause.seconds_left = left
    return is_longer


def granted_in_words(extension: Extension) -> str:
    """Return what an extension grants, in words; '' where it grants nothing any more."""
    parts = []
    if extension.time_percent not in (None, 100):
        parts.append(f"{extension.time_percent} % of the time")
    if extension.extra_minutes:
        parts.append(f"{count(extension.extra_minutes, 'minute')} more")
    if extension.extra_attempts:
        parts.append(f"{count(extension.extra_attempts, 'attempt')} more")
    if extension.opens_at or extension.closes_at:
        parts.append("other dates")
    return ", ".join(parts)
