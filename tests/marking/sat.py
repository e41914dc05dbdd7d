"""A class that has handed in, and what stands in its marks."""

from sqlalchemy import select

from quizapp.models import Attempt, Mark, MarkingRun, Question, User
from quizapp.models.marks import newest_mark_id
from quizapp.taking.actions import submit
from tests import build
from tests.build import LAMP_SET, NOW

PAYER = 2  # the slot that asks who paid
# The same question with one more accepted answer; it asks the very same thing.
MORE_TAKEN = LAMP_SET.replace("      - the guild\n", "      - the guild\n      - fishers\n")
REWORDED = MORE_TAKEN.replace("Who paid for it?", "Who paid for all of it?")
# Answers that are judged rather than listed: some of them wait for a teacher.
JUDGED = LAMP_SET.replace("    strict: true\n", "")


def sit(session, made, name, text, slot=PAYER):
    """Hand in an attempt with one answer."""
    attempt = build.attempt(session, made, name)
    if text is not None:
        build.answer(session, attempt, slot, {"text": text})
    submit(session, attempt, NOW)
    return attempt


def question(session, name="payer"):
    return session.scalars(select(Question).where(Question.name == name)).one()


def points(session, attempt, slot=PAYER):
    """What counts for a slot now: points in units, by whom, why."""
    mark = standing(session, attempt, slot)
    return mark.points, mark.marked_by, mark.reason


def standing(session, attempt, slot=PAYER):
    return session.get_one(Mark, session.scalar(select(newest_mark_id(attempt.id, slot))))


def by_hand(session, made, attempt, units, name="alice", slot=PAYER):
    """A teacher's mark, as it stands in the table."""
    old = standing(session, attempt, slot)
    mark = Mark(
        attempt_id=attempt.id,
        slot=slot,
        revision=old.revision,
        points=units,
        out_of=old.out_of,
        reason="I read it so.",
        marked_by="teacher",
        marker_id=made.people[name].id,
        marked_at=NOW,
    )
    session.add(mark)
    session.flush()
    return mark


def counting(session):
    """Every mark that counts, as its bytes: what a report is made of."""
    session.flush()
    rows = session.execute(
        select(Mark.__table__, User.name)
        .join(Attempt, Mark.attempt_id == Attempt.id)
        .join(User, Attempt.student_id == User.id)
        .where(Mark.id == newest_mark_id(Mark.attempt_id, Mark.slot))
        .order_by(Mark.id)
    )
    return repr([tuple(row) for row in rows]).encode()


def everything(session):
    """Every mark and every run there is."""
    session.flush()
    tables = (Mark.__table__, MarkingRun.__table__)
    return [tuple(row) for table in tables for row in session.execute(select(table).order_by("id"))]


# The fifth question, marked by a person with a rubric of two criteria.
WRITTEN = (
    LAMP_SET
    + """\
  - id: generous
    kind: written
    stem: Was the guild generous?
    points: 2
    rubric:
      - criterion: Gives a reason
        levels:
          - points: 0
            words: none
          - points: 0.5
            words: not from the text
          - points: 1
            words: from the text
      - criterion: Says yes or no
        levels:
          - points: 0
            words: does not
          - points: 1
            words: does
    evidence:
      - the guild paid for every stone
    skill: evaluate
"""
)
ESSAY = "Yes.\nIn the end the guild paid for every stone, they say."
