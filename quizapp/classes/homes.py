"""What a teacher and a student find when they come: their classes, and what to do there."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, contains_eager

from quizapp.classes.actions import has_right, studied_by
from quizapp.classes.extensions import Rights, rights_of_each
from quizapp.core import timing
from quizapp.models import Assignment, Attempt, Class, Mark, Member, Pause, User
from quizapp.models.marks import newest_mark_id


class ClassAssignment(NamedTuple):
    """An assignment in a teacher's list, with how many attempts it has had."""

    assignment: Assignment
    submitted: int
    open: int
    to_mark: int  # handed in, and a mark of it waits for a person
    stopped: int = 0  # open, and its student would rather not read this


class TaughtClass(NamedTuple):
    """A class in a teacher's list: who is in it, who asks to be, what it was given."""

    class_: Class
    students: int
    waiting: int
    assignments: list[ClassAssignment]


def taught_classes(session: Session, person_id: int) -> list[TaughtClass]:
    """Return the classes that this person may look at, those put away last, then by name."""
    found = session.scalars(
        select(Class)
        .where(has_right(person_id, "look"))
        .order_by(Class.closed_at.is_not(None), Class.is_practice, Class.name, Class.id)
    ).all()
    ids = [class_.id for class_ in found]
    given = {
        class_id: list(rows)
        for class_id, rows in groupby(
            _with_attempts(session, Assignment.class_id.in_(ids)),
            key=lambda row: row.assignment.class_id,
        )
    }
    counts = _student_counts(session, ids)
    return [
        TaughtClass(class_, *counts.get(class_.id, (0, 0)), given.get(class_.id, []))
        for class_ in found
    ]


def _student_counts(session: Session, class_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Return how many students are in each class, and how many ask to be."""
    rows = session.execute(
        select(
            Member.class_id,
            func.count(case((Member.state == "here", 1))),
            func.count(case((Member.state == "waiting", 1))),
        )
        .where(Member.class_id.in_(class_ids), Member.role == "student")
        .group_by(Member.class_id)
    )
    return {class_id: (here, waiting) for class_id, here, waiting in rows}


def class_assignments(session: Session, class_: Class) -> Sequence[ClassAssignment]:
    """Return the assignments of one class, by title."""
    return _with_attempts(session, Assignment.class_id == class_.id)


def _with_attempts(session: Session, wanted: ColumnElement[bool]) -> list[ClassAssignment]:
    submitted = func.count(Attempt.submitted_at)
    rows = session.execute(
        select(Assignment, submitted, func.count(Attempt.id) - submitted)
        .outerjoin(Attempt)
        .where(wanted)
        .group_by(Assignment.id)
        .order_by(Assignment.class_id, Assignment.title, Assignment.id)
    ).all()
    to_mark = _waiting_marks(session, wanted)
    stopped = _stopped(session, wanted)
    return [
        ClassAssignment(*row, to_mark.get(row[0].id, 0), stopped.get(row[0].id, 0)) for row in rows
    ]


def _stopped(session: Session, wanted: ColumnElement[bool]) -> dict[int, int]:
    """Return how many students have stopped reading each assignment; of practice none is told."""
    rows = session.execute(
        select(Assignment.id, func.count())
        .select_from(Assignment)
        .join(Class, Class.id == Assignment.class_id)
        .join(Attempt, Attempt.assignment_id == Assignment.id)
        .join(Pause, Pause.attempt_id == Attempt.id)
        .where(wanted, ~Class.is_practice, Attempt.state == "open", Pause.ended_at.is_(None))
        .group_by(Assignment.id)
    )
    return {row[0]: row[1] for row in rows}


def _waiting_marks(session: Session, wanted: ColumnElement[bool]) -> dict[int, int]:
    """Return how many attempts of each assignment hold a mark that a person must decide."""
    is_newest = Mark.id == newest_mark_id(Mark.attempt_id, Mark.slot)
    rows = session.execute(
        select(Assignment.id, func.count(func.distinct(Attempt.id)))
        .select_from(Assignment)
        .join(Attempt)
        .join(Mark, Mark.attempt_id == Attempt.id)
        .where(wanted, Mark.points.is_(None), is_newest)
        .group_by(Assignment.id)
    )
    return {row[0]: row[1] for row in rows}


class ClassInList(NamedTuple):
    """One class for `./quiz classes list`."""

    class_: Class
    students: int
    teachers: list[str]


def all_classes(session: Session) -> list[ClassInList]:
    """Return every class of the site but practice, by id."""
    found = session.scalars(select(Class).where(~Class.is_practice).order_by(Class.id)).all()
    counts = _student_counts(session, [class_.id for class_ in found])
    teachers = session.execute(
        select(Member.class_id, User.name)
        .join(Member.user)
        .where(Member.role != "student", Member.state == "here")
        .order_by(User.name)
    ).all()
    return [
        ClassInList(
            class_,
            counts.get(class_.id, (0, 0))[0],
            [name for class_id, name in teachers if class_id == class_.id],
        )
        for class_ in found
    ]


def find_only_teacher(session: Session) -> User | None:
    """Return the teacher when there is just one, else None."""
    found = session.scalars(
        select(User).where(User.role == "teacher", User.disabled_at.is_(None)).limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


class GivenQuiz(NamedTuple):
    """A quiz that a student has to do, and the attempt that is under way.

    `is_over`: they left its class, or it was put away; what was begun can still be finished.
    `when`: when it opens or ends, in words; '' where it has no bound.
    """

    assignment: Assignment
    attempt: Attempt | None
    is_over: bool = False
    when: str = ""


class StudentHome(NamedTuple):
    """What a student has to do, what was begun first, and what is done, the newest first.

    `again` are the assignments among the done ones that one may sit once more.
    """

    to_do: list[GivenQuiz]
    done: list[Attempt]
    again: frozenset[int] = frozenset()

    @property
    def newest(self) -> dict[int, int]:
        """The number of the newest attempt that is done, by assignment."""
        return {one.assignment_id: one.number for one in reversed(self.done)}


def student_home(session: Session, person_id: int, now: datetime) -> StudentHome:
    """Return what this person's classes gave them; what they did or began stays when they left."""
    given = session.scalars(
        select(Assignment)
        .join(Assignment.class_)
        .where(studied_by(person_id))
        .options(contains_eager(Assignment.class_))
        .order_by(Assignment.created_at, Assignment.id)
    ).all()
    attempts = _attempts_in_classes(session, person_id)
    begun = {attempt.assignment_id: attempt for attempt in attempts if attempt.state == "open"}
    tried = {attempt.assignment_id for attempt in attempts}
    rights = rights_of_each(session, given, person_id)
    to_do = [
        GivenQuiz(one, begun.get(one.id), False, _when(rights[one.id], begun.get(one.id), one, now))
        for one in given
        if one.id in begun
        or (one.id not in tried and timing.standing(rights[one.id].window, now) != "over")
    ]
    ids = {assignment.id for assignment in given}
    left = [attempt for id_, attempt in begun.items() if id_ not in ids]
    to_do += [GivenQuiz(attempt.assignment, attempt, is_over=True) for attempt in left]
    return StudentHome(
        sorted(to_do, key=lambda quiz: quiz.attempt is None),
        [attempt for attempt in attempts if attempt.state == "submitted"],
        frozenset(
            id_ for id_ in tried - set(begun) if _is_left(rights.get(id_), attempts, id_, now)
        ),
    )


def _attempts_in_classes(session: Session, person_id: int) -> Sequence[Attempt]:
    """Return a person's attempts but those of practice, the newest first."""
    return session.scalars(
        select(Attempt)
        .join(Attempt.assignment)
        .join(Assignment.class_)
        .where(Attempt.student_id == person_id, ~Class.is_practice)
        .options(contains_eager(Attempt.assignment).contains_eager(Assignment.class_))
        .order_by(Attempt.submitted_at.desc(), Attempt.id.desc())
    ).all()


def _when(rights: Rights, begun: Attempt | None, assignment: Assignment, now: datetime) -> str:
    """Return when a quiz opens, or until when it can be done, by the clocks of its class."""
    window, zone = rights.window, ZoneInfo(assignment.class_.zone)
    if begun is None and timing.standing(window, now) == "early" and window.opens_at:
        return f"opens {_moment(window.opens_at, zone)}"
    ends = begun.due_at if begun else window.closes_at
    return f"until {_moment(ends, zone)}" if ends else ""


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B, %H:%M}"


def _is_left(
    rights: Rights | None, attempts: Sequence[Attempt], assignment_id: int, now: datetime
) -> bool:
    """May it be sat once more? Not what is over, nor in a class that one has left."""
    if rights is None or timing.standing(rights.window, now) != "open":
        return False
    done = sum(attempt.assignment_id == assignment_id for attempt in attempts)
    return rights.most_attempts is None or done < rights.most_attempts
