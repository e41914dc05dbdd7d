"""A student's sitting: begin it, hand it in, and read it back with its marks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from quizapp.accounts.actions import add_guest
from quizapp.classes.actions import is_studied_by, join, rights_in
from quizapp.core.receipts import answers_sha256
from quizapp.kinds import KINDS, UNASKED
from quizapp.kinds.contract import Kind
from quizapp.kinds.hints import less_hints
from quizapp.kinds.where import can_show_where, kind_of
from quizapp.models import (
    ArticleVersion,
    Assignment,
    Attempt,
    Mark,
    Question,
    QuestionVersion,
    Response,
    ServedSlot,
    Slot,
    User,
)
from quizapp.models.attempts import newest_revision
from quizapp.models.marks import counts
from quizapp.models.questions import newest_version_id
from quizapp.taking.hinting import taken

NO_REVISION = 0  # of a slot in which nothing was ever entered


class NothingToAsk(ValueError):
    """The quiz has no question that can be asked."""


class StudiesElsewhere(ValueError):
    """Who is not a student of a class, or not any more, does not begin its quizzes."""


class TeachesHere(ValueError):
    """Whoever teaches a class does not sit its quizzes: their points would count as a student's."""


class AnsweredSlot(NamedTuple):
    """A slot of an attempt: what was served, the newest response, and its newest mark.

    `question` is the number that it bears among what is asked, None where nothing is.
    """

    number: int
    question: int | None
    version: QuestionVersion
    show_where: str
    revision: int
    value: dict[str, Any] | None
    mark: Mark | None

    @property
    def asked_as(self) -> Kind:
        """The kind that asks it: the question's own, or that and its evidence."""
        return kind_of(self.version.kind, self.show_where)


def find_own_attempt(session: Session, person_id: int | None, attempt_id: int) -> Attempt | None:
    """Return the attempt when it is this person's."""
    return session.scalar(
        select(Attempt)
        .where(Attempt.id == attempt_id, Attempt.student_id == person_id)
        .options(joinedload(Attempt.assignment).joinedload(Assignment.class_))
    )


def own_attempts(session: Session, person_id: int) -> Sequence[Attempt]:
    """Return a person's attempts, open ones first, then the newest."""
    return session.scalars(
        select(Attempt)
        .where(Attempt.student_id == person_id)
        .options(joinedload(Attempt.assignment))
        .order_by(Attempt.submitted_at.is_not(None), Attempt.id.desc())
    ).all()


def find_open_attempt(session: Session, assignment_id: int, student_id: int) -> Attempt | None:
    """Return the student's open attempt at an assignment; there is at most one."""
    return session.scalar(
        select(Attempt).where(
            Attempt.assignment_id == assignment_id,
            Attempt.student_id == student_id,
            Attempt.state == "open",
        )
    )


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
    finds what was begun. Raises NothingToAsk, TeachesHere and StudiesElsewhere.
    """
    _take_place(session, assignment, student, now)
    found = find_open_attempt(session, assignment.id, student.id)
    if found:
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
    earlier = session.scalar(
        select(func.max(Attempt.number)).where(
            Attempt.assignment_id == assignment.id, Attempt.student_id == student.id
        )
    )
    attempt = Attempt(
        assignment_id=assignment.id,
        student_id=student.id,
        number=(earlier or 0) + 1,
        seed=seed,
        started_at=now,
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


def _show_where(version: QuestionVersion, assignment: Assignment) -> str:
    """Return how a question asks for its evidence too: by its author's word, else the teacher's."""
    content = KINDS[version.kind].Content.model_validate(version.content)
    scheme = content.show_where or assignment.show_where
    return scheme if can_show_where(version.kind, content) else ""


def _newest_versions(session: Session, quiz_id: int) -> Sequence[QuestionVersion]:
    """Return the question versions that the quiz would serve now, in order."""
    return session.scalars(
        select(QuestionVersion)
        .select_from(Slot)
        .join(Question, Slot.question_id == Question.id)
        .join(QuestionVersion, QuestionVersion.id == newest_version_id())
        .where(Slot.quiz_id == quiz_id, Question.state == "ready")
        .order_by(Slot.number)
    ).all()


def answered_slots(session: Session, attempt: Attempt) -> list[AnsweredSlot]:
    """Return every slot of an attempt in order, in three statements however many there are."""
    served = session.scalars(
        select(ServedSlot)
        .where(ServedSlot.attempt_id == attempt.id)
        .options(
            joinedload(ServedSlot.question_version)
            .joinedload(QuestionVersion.article_version)
            .joinedload(ArticleVersion.article)
        )
        .order_by(ServedSlot.number)
    ).all()
    responses = _newest_responses(session, attempt)
    marks = {
        row.slot: row
        for row in session.scalars(
            select(Mark).where(Mark.attempt_id == attempt.id, counts()).order_by(Mark.id)
        )
    }
    asked = [slot.number for slot in served if slot.question_version.kind not in UNASKED]
    questions = {number: question for question, number in enumerate(asked, 1)}
    return [
        AnsweredSlot(
            slot.number,
            questions.get(slot.number),
            slot.question_version,
            slot.show_where,
            responses[slot.number].revision if slot.number in responses else NO_REVISION,
            responses[slot.number].value if slot.number in responses else None,
            marks.get(slot.number),
        )
        for slot in served
    ]


def _newest_responses(session: Session, attempt: Attempt) -> dict[int, Response]:
    newest = Response.revision == newest_revision(Response.attempt_id, Response.slot)
    rows = session.scalars(select(Response).where(Response.attempt_id == attempt.id, newest))
    return {row.slot: row for row in rows}


def blank_slots(session: Session, attempt: Attempt) -> list[int]:
    """Return the numbers of the slots that ask something and have no answer."""
    slots = answered_slots(session, attempt)
    return [slot.number for slot in slots if slot.question and slot.value is None]


def submit(session: Session, attempt: Attempt, now: datetime) -> bool:
    """Hand the attempt in and mark it by the key; False when it was handed in before.

    The row of the attempt is locked first, so no save slips in between the answers that
    are hashed and marked and the end of the attempt.
    """
    locked = session.scalar(select(Attempt.state).where(Attempt.id == attempt.id).with_for_update())
    if locked != "open":
        session.refresh(attempt)
        return False
    slots = answered_slots(session, attempt)
    digest = answers_sha256(
        attempt.id, [(slot.number, slot.version.id, slot.revision, slot.value) for slot in slots]
    )
    session.execute(
        update(Attempt)
        .where(Attempt.id == attempt.id)
        .values(state="submitted", submitted_at=now, ended_by="student", answers_sha256=digest)
    )
    hints = taken(session, attempt.id)
    session.add_all(
        _mark(slot, attempt.id, hints.get(slot.number, frozenset()), now)
        for slot in slots
        if slot.question
    )
    session.flush()
    session.refresh(attempt)
    return True


def _mark(slot: AnsweredSlot, attempt_id: int, hints: frozenset[int], now: datetime) -> Mark:
    content = KINDS[slot.version.kind].Content.model_validate(slot.version.content)
    mark = less_hints(slot.asked_as.mark(content, slot.value), content, hints)
    return Mark(
        **mark._asdict(),
        attempt_id=attempt_id,
        slot=slot.number,
        revision=slot.revision,
        marked_by="key",
        marked_at=now,
    )
