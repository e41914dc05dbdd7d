"""A database in which every table holds a row."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.actions import make_first_teacher_link
from quizapp.models import (
    Accommodation,
    AuditEvent,
    Challenge,
    Class,
    Group,
    GroupMember,
    HintTaken,
    Inspection,
    KnownDevice,
    Mark,
    MarkingRun,
    Member,
    OneTimeLink,
    Pause,
    Question,
    QuestionVersion,
    Quiz,
    SignInCard,
    SignInSession,
    Tally,
)
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW
from tests.sitting_rows import explain_a_word, keep_sitting


@pytest.fixture
def full(session, school):
    """A row in every table: bob handed in and was marked by alice too, carol is writing."""
    carol = build.attempt(session, school, "carol")
    assert carol.state == "open"
    bob = build.attempt(session, school, "bob")
    build.answer(session, bob, 2, {"text": "the guild"})
    submit(session, bob, NOW)
    build.answer(session, bob, 2, {"text": "late"}, base=1)
    alice = school.people["alice"].id
    marked = {"attempt_id": bob.id, "slot": 2, "revision": 1, "points": 0, "out_of": 1}
    who = {"reason": "", "marked_by": "teacher", "marker_id": alice, "marked_at": NOW}
    by_run = Mark(**marked, **who, run_id=_mark_again(session, bob, alice))
    session.add(by_run)
    session.flush()
    session.add(Mark(**marked, **who, withdraws_id=by_run.id))
    ends = NOW + timedelta(hours=1)
    session.add(Quiz(title="Empty", created_at=NOW))
    session.add(Question(article_id=school.article.id, name="lonely", created_at=NOW))
    lasting = {"created_at": NOW, "expires_at": ends}
    session.add(SignInSession(token_sha256="x", user_id=alice, **lasting))
    make_first_teacher_link(session, "token", NOW)
    session.add(OneTimeLink(token_sha256="y", purpose="new_password", user_id=alice, **lasting))
    _fill_class(session, bob.assignment.class_, bob.student_id, alice)
    explain_a_word(session, school.article, alice)
    keep_sitting(session, bob, carol, alice)
    session.flush()
    _decide(session, carol, alice)
    return session


def _decide(session, carol, alice):
    """A pause that is over beside one that is not, and a doubt that was answered."""
    challenge = session.scalars(select(Challenge)).one()
    challenge.decision, challenge.decided_by_id, challenge.decided_at = "declined", alice, NOW
    over = {"paused_at": NOW, "ended_at": NOW, "ended_by_id": alice}
    session.add(Pause(attempt_id=carol.id, **over))
    session.flush()


def _mark_again(session, bob, alice):
    """Return the id of a run that was undone, by a key that alice wrote; bob took a hint."""
    served = bob.served[1]
    old = served.question_version
    version = QuestionVersion(
        **{name: getattr(old, name) for name in ("question_id", "article_version_id", "kind")},
        **{name: getattr(old, name) for name in ("skill", "out_of", "content", "created_at")},
        number=old.number + 1,
        author_id=alice,
    )
    run = MarkingRun(assignment_id=bob.assignment_id, question_id=old.question_id, reason="r")
    run.changed, run.made_by_id, run.made_at, run.undone_by_id, run.undone_at = (
        *(1, alice, NOW),
        *(alice, NOW),
    )
    session.add_all([version, HintTaken(attempt_id=bob.id, slot=2, level=1, taken_at=NOW)])
    session.flush()
    run.question_version_id = version.id
    session.add(run)
    session.flush()
    return run.id


def _fill_class(session, class_, bob, alice):
    ends = NOW + timedelta(hours=1)
    for number, one in enumerate(session.scalars(select(Class)).all()):
        one.join_code, one.join_token, one.join_ends_at = f"CODE{number}", f"token{number}", ends
    session.get_one(Member, (class_.id, bob)).roster_id = "17"
    groups = [Group(class_id=class_.id, name=name) for name in ("Owls", "Larks")]
    session.add_all(groups)
    session.flush()
    card = {"words_hash": "hash", "made_by_id": alice, "made_at": NOW, "expires_at": ends}
    session.add_all(
        [
            GroupMember(group_id=groups[0].id, user_id=bob, class_id=class_.id),
            Accommodation(user_id=bob, time_percent=150, granted_by_id=alice, granted_at=NOW),
            SignInCard(user_id=bob, **card),
            KnownDevice(token_sha256="x", user_id=bob, seen_at=NOW),
            Tally(subject="sign-in:x", count=1, since=NOW),
            AuditEvent(
                at=NOW, actor_id=alice, action="card printed", subject="user", person_id=bob
            ),
            Inspection(
                administrator_id=alice, class_id=class_.id, reason="r", opened_at=NOW, ends_at=ends
            ),
        ]
    )
