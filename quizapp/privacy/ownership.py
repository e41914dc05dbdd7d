"""Whose row is this: for every table that tells of people, the rule that finds a person's."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from quizapp.classes.actions import has_right
from quizapp.models import (
    Accommodation,
    Annotation,
    Assignment,
    Attempt,
    AuditEvent,
    Base,
    Challenge,
    Check,
    Class,
    Extension,
    GroupMember,
    HintTaken,
    Inspection,
    KnownDevice,
    Mark,
    MarkingRun,
    Member,
    OneTimeLink,
    Pause,
    Response,
    ServedSlot,
    SetAside,
    SignInCard,
    SignInSession,
    SlotState,
    User,
)


class Scope(NamedTuple):
    """Whose rows, and of which classes: a teacher sees theirs only, None is all there is."""

    person_id: int
    classes: frozenset[int] | None = None


Rule = Callable[[Scope], ColumnElement[bool]]


def attempts_of(scope: Scope) -> Select[Any]:
    """Return the ids of the person's attempts, as a query."""
    query = select(Attempt.id).where(Attempt.student_id == scope.person_id)
    if scope.classes is None:
        return query
    return query.join(Assignment).where(Assignment.class_id.in_(scope.classes))


def _in_classes(scope: Scope, class_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return true() if scope.classes is None else class_id.in_(scope.classes)


def _given_in(scope: Scope) -> Select[Any]:
    """Return the ids of the assignments of the scope's classes, as a query."""
    return select(Assignment.id).where(_in_classes(scope, Assignment.class_id))


def _handed_in(scope: Scope) -> Select[Any]:
    """Return the attempts whose marks may be told: what a mark says can be the key."""
    return attempts_of(scope).where(Attempt.state == "submitted")


# What a person's work and places in classes are: a teacher of theirs sees it.
OF_CLASSES: dict[type[Base], Rule] = {
    User: lambda scope: User.id == scope.person_id,
    Member: lambda scope: (Member.user_id == scope.person_id) & _in_classes(scope, Member.class_id),
    GroupMember: lambda scope: (
        (GroupMember.user_id == scope.person_id) & _in_classes(scope, GroupMember.class_id)
    ),
    Accommodation: lambda scope: Accommodation.user_id == scope.person_id,
    Attempt: lambda scope: Attempt.id.in_(attempts_of(scope)),
    ServedSlot: lambda scope: ServedSlot.attempt_id.in_(attempts_of(scope)),
    HintTaken: lambda scope: HintTaken.attempt_id.in_(attempts_of(scope)),
    Response: lambda scope: Response.attempt_id.in_(attempts_of(scope)),
    SetAside: lambda scope: SetAside.attempt_id.in_(attempts_of(scope)),
    Mark: lambda scope: Mark.attempt_id.in_(_handed_in(scope)),
    Check: lambda scope: Check.attempt_id.in_(attempts_of(scope)),
    Challenge: lambda scope: Challenge.attempt_id.in_(attempts_of(scope)),
    Extension: lambda scope: (
        (Extension.student_id == scope.person_id) & Extension.assignment_id.in_(_given_in(scope))
    ),
}
# What only they themselves see, and whoever runs the site.
OF_ACCOUNT: dict[type[Base], Rule] = {
    Annotation: lambda scope: Annotation.user_id == scope.person_id,
    SlotState: lambda scope: SlotState.attempt_id.in_(attempts_of(scope)),
    Pause: lambda scope: Pause.attempt_id.in_(attempts_of(scope)),
    SignInSession: lambda scope: SignInSession.user_id == scope.person_id,
    OneTimeLink: lambda scope: OneTimeLink.user_id == scope.person_id,
    SignInCard: lambda scope: SignInCard.user_id == scope.person_id,
    KnownDevice: lambda scope: KnownDevice.user_id == scope.person_id,
    AuditEvent: lambda scope: (
        (AuditEvent.person_id == scope.person_id) | (AuditEvent.actor_id == scope.person_id)
    ),
    Inspection: lambda scope: Inspection.administrator_id == scope.person_id,
    MarkingRun: lambda scope: MarkingRun.made_by_id == scope.person_id,
}
RULES: dict[type[Base], Rule] = {**OF_CLASSES, **OF_ACCOUNT}


def rules_for(scope: Scope) -> dict[type[Base], Rule]:
    """Return the rules of the tables that belong to this scope."""
    return RULES if scope.classes is None else OF_CLASSES


def find_person(session: Session, who: str) -> User | None:
    """Return the person of this sign-in name, else of this id."""
    found = session.scalar(select(User).where(User.login == who.strip().casefold()))
    if found is None and who.strip().isdecimal() and len(who) < 16:
        found = session.get(User, int(who))
    return found


def find_kept(session: Session, _administrator_id: int | None, user_id: int) -> User | None:
    """Return anybody who is not forgotten, guests too: for whoever runs the site."""
    return session.scalar(select(User).where(User.id == user_id, User.erased_at.is_(None)))


def find_taught_student(session: Session, person_id: int | None, user_id: int) -> User | None:
    """Return the student when this person teaches a class in which they are."""
    return session.scalar(
        select(User).where(User.id == user_id, User.id.in_(students_of(person_id or 0)))
    )


def students_of(teacher_id: int) -> Select[Any]:
    """Return the ids of the students whom this person teaches, as a query."""
    return select(Member.user_id).where(
        Member.role == "student",
        Member.state == "here",
        Member.class_id.in_(select(Class.id).where(has_right(teacher_id, "teach"))),
    )


def scope_for_teacher(session: Session, teacher_id: int, student_id: int) -> Scope:
    """Return what a teacher may see of a student: what belongs to the classes they share."""
    shared = session.scalars(
        select(Member.class_id)
        .join(Class)
        .where(
            Member.user_id == student_id, Member.role == "student", has_right(teacher_id, "teach")
        )
    )
    return Scope(student_id, frozenset(shared))
