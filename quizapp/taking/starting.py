"""Beginning an attempt: who may, when, and what is served."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.accounts.actions import add_guest
from quizapp.classes.actions import is_studied_by, join, rights_in
from quizapp.classes.extensions import Rights, rights_of
from quizapp.core import timing
from quizapp.kinds import UNASKED
from quizapp.kinds.where import can_show_where
from quizapp.models import Assignment, Attempt, Question, QuestionVersion, ServedSlot, Slot, User
from quizapp.models.questions import newest_version_id
from quizapp.taking.actions import find_open_attempt, submit
from quizapp.taking.slots import CONTENT_AS_STORED, read_content


class CannotBegin(ValueError):
    """The quiz cannot be begun now; its words say why, and what to do."""

    words = ""


class NothingToAsk(CannotBegin):
    """The quiz has no question that can be asked."""

    words = "This quiz has no questions yet. Please tell your teacher."


class StudiesElsewhere(ValueError):
    """Who is not a student of a class, or not any more, does not begin its quizzes."""


class TeachesHere(ValueError):
    """Whoever teaches a class does not sit its quizzes: their points would count as a student's."""


class NotOpenYet(CannotBegin):
    """The window of the quiz has not opened yet."""

    words = "This quiz is not open yet. Please come back when it is."


class ClosedAlready(CannotBegin):
    """The window of the quiz is over: it cannot be begun any more."""

    words = "This quiz is closed. If you need more time, please ask your teacher."


class NoAttemptLeft(CannotBegin):
    """The student has had every attempt that the quiz allows."""

    words = "You have had every attempt at this quiz. If you need another, ask your teacher."


def start_as_guest(
    session: Session, assignment: Assignment, name: str, seed: int, now: datetime
) -> Attempt:
    """Make a guest of this name, who joins the practice class and begins."""
    return start(session, assignment, add_guest(session, name, now), seed, now)


def start_as(
    session: Session, assignment: Assignment, person_id: int, seed: int, now: datetime
) -> Attempt:
    """Begin as somebody who is signed in."""
    return start(session, assignment, session.get_one(User, person_id), seed, now)


def start(
    session: Session, assignment: Assignment, student: User, seed: int, now: datetime
) -> Attempt:
    """Return the student's open attempt, begun now unless it was begun before.

    Two presses at once meet at the database's constraint: one of them begins, the other
    finds what was begun. Raises NothingToAsk, TeachesHere, StudiesElsewhere, NotOpenYet,
    ClosedAlready and NoAttemptLeft.
    """
    _take_place(session, assignment, student, now)
    found = find_open_attempt(session, assignment.id, student.id)
    if found and not submit(session, found, now, only_if_over=True):
        return found
    try:
        with session.begin_nested():
            return _begin(session, assignment, student, seed, now)
    except IntegrityError:
        found = find_open_attempt(session, assignment.id, student.id)
        if found is None:
            raise
        return found


def _take_place(session: Session, assignment: Assignment, student: User, now: datetime) -> None:
    """Join practice, which is for anybody; a class is for its students while they are here."""
    if assignment.class_.is_practice:
        role = join(session, assignment.class_id, student, "student", now).role
        if role != "student":
            raise TeachesHere
    elif "look" in rights_in(session, student.id, assignment.class_):
        raise TeachesHere
    elif not is_studied_by(session, assignment.class_, student.id):
        raise StudiesElsewhere


def _begin(
    session: Session, assignment: Assignment, student: User, seed: int, now: datetime
) -> Attempt:
    served = _newest_versions(session, assignment.quiz_id)
    if all(version.kind in UNASKED for version in served):
        raise NothingToAsk
    number = _number_of_next(session, assignment, student.id)
    rights = rights_of(session, assignment, student.id)
    _require_open(rights, number, now)
    attempt = Attempt(
        assignment_id=assignment.id,
        student_id=student.id,
        number=number,
        seed=seed,
        started_at=now,
        due_at=timing.deadline(rights.window, now),
    )
    attempt.served = [
        ServedSlot(
            number=number,
            question_version_id=version.id,
            show_where=_show_where(version, assignment),
        )
        for number, version in enumerate(served, 1)
    ]
    session.add(attempt)
    session.flush()
    return attempt


_EARLIER = select(func.max(Attempt.number)).where(
    Attempt.assignment_id == bindparam("assignment"), Attempt.student_id == bindparam("student")
)
_VERSIONS = (
    select(QuestionVersion)
    .select_from(Slot)
    .join(Question, Slot.question_id == Question.id)
    .join(QuestionVersion, QuestionVersion.id == newest_version_id())
    .where(Slot.quiz_id == bindparam("quiz"), Question.state == "ready")
    .options(*CONTENT_AS_STORED)
    .order_by(Slot.number)
)


def _number_of_next(session: Session, assignment: Assignment, student_id: int) -> int:
    own = {"assignment": assignment.id, "student": student_id}
    return (session.scalar(_EARLIER, own) or 0) + 1


def _require_open(rights: Rights, number: int, now: datetime) -> None:
    standing = timing.standing(rights.window, now)
    if standing == "early":
        raise NotOpenYet
    if standing == "over":
        raise ClosedAlready
    if rights.most_attempts is not None and number > rights.most_attempts:
        raise NoAttemptLeft


def _show_where(version: QuestionVersion, assignment: Assignment) -> str:
    """Return how a question asks for its evidence too: by its author's word, else the teacher's."""
    content = read_content(version.kind, version.content_json)
    scheme = content.show_where or assignment.show_where
    return scheme if can_show_where(version.kind, content) else ""


def _newest_versions(session: Session, quiz_id: int) -> Sequence[QuestionVersion]:
    """Return the question versions that the quiz would serve now, in order."""
    return session.scalars(_VERSIONS, {"quiz": quiz_id}).all()
