"""An attempt in each phase of its feedback, and each part of the key by itself."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from quizapp.core.feedback import ITEMS
from quizapp.models import Assignment, Attempt, Mark, QuestionVersion, Response, ServedSlot
from quizapp.taking.actions import submit
from tests import build

ALL = frozenset(ITEMS)
# Phases in which something was handed in.
PHASES = ("after", "later", "closed")
# What else is held back so that a change of one item's part of the key cannot show: points
# tell whether it is right, and the points in all tell the points.
GOES_WITH = {
    "correctness": {"marks", "overall"},
    "marks": {"overall"},
}
# Bob picks another option than the right one, and a teacher marked his second answer.
ANSWERS = {1: {"option": 1}, 2: {"text": "the guild"}, 3: {"answer": "true"}}


def rules(phase, held_back=()):
    """Return rules that tell everything in every phase, but for this one."""
    told = {name: sorted(ALL) for name in ("during", *PHASES)}
    return {**told, phase: sorted(ALL - set(held_back))}


def hand_in(session, school):
    """Return bob's attempt, handed in, one answer of it marked by alice."""
    attempt = build.attempt(session, school)
    for slot, value in ANSWERS.items():
        build.answer(session, attempt, slot, value)
    now = datetime.now(UTC)
    submit(session, attempt, now)
    session.add(
        Mark(
            **{"attempt_id": attempt.id, "slot": 2, "revision": 1, "marked_by": "teacher"},
            **{"points": 5_000_000, "out_of": 20_000_000, "reason": "TEACHER-CANARY: see me."},
            marker_id=school.people["alice"].id,
            marked_at=now,
        )
    )
    session.commit()
    return attempt


def put_in_phase(session, attempt, phase, told):
    """Make the rules of the attempt these, and the time such that it is in this phase now."""
    now = datetime.now(UTC)
    at = now if phase == "after" else now - timedelta(hours=1)
    closes_at = now - timedelta(minutes=5) if phase == "closed" else now + timedelta(days=1)
    session.execute(
        update(Attempt)
        .where(Attempt.id == attempt.id, Attempt.submitted_at.is_not(None))
        .values(submitted_at=at)
    )
    given = {"feedback": told, "closes_at": closes_at}
    session.execute(update(Assignment).where(Assignment.id == attempt.assignment_id).values(given))
    session.commit()


# --- each part of the key, changed and nothing else -----------------------------------------


def change(session, attempt, item):
    """Change what this item tells, and nothing that another item tells."""
    CHANGES[item](session, attempt)
    session.commit()


def _content(session, attempt, slot, alter):
    version = session.scalar(
        select(QuestionVersion)
        .join(ServedSlot)
        .where(ServedSlot.attempt_id == attempt.id, ServedSlot.number == slot)
    )
    content = deepcopy(version.content)
    alter(content)
    session.execute(
        update(QuestionVersion.__table__)
        .where(QuestionVersion.__table__.c.id == version.id)
        .values(content=content)
    )
    session.expire(version)


def _marks(session, attempt, slot, **values):
    table = Mark.__table__
    session.execute(
        update(table).where(table.c.attempt_id == attempt.id, table.c.slot == slot).values(values)
    )
    session.expire_all()


def _answer(session, attempt):
    """Another wrong one, that has no words of its own."""
    table = Response.__table__
    session.execute(
        update(table)
        .where(table.c.attempt_id == attempt.id, table.c.slot == 3)
        .values(value={"answer": "false"})
    )
    session.expire_all()


def _correctness(session, attempt):
    _marks(session, attempt, 1, points=10_000_000)


def _points(session, attempt):
    _marks(session, attempt, 2, points=7_500_000)


def _option_feedback(session, attempt):
    def alter(content):
        content["options"][1]["feedback"] = "Quite another word."

    _content(session, attempt, 1, alter)


def _explanation(session, attempt):
    _content(session, attempt, 1, lambda content: content.update(explanation="No."))


def _evidence(session, attempt):
    """The place of the first question becomes that of the third."""

    def alter(content):
        start, end, quote = content["sentences"][3]
        place = {"quote": quote, "prefix": "", "suffix": "", "start": start, "end": end}
        content["evidence"] = [place]

    _content(session, attempt, 1, alter)


def _right_answer(session, attempt):
    def alter(content):
        content["options"][0]["key"], content["options"][2]["key"] = False, True

    _content(session, attempt, 1, alter)
    _content(session, attempt, 2, lambda content: content.update(accept=[{"text": "nobody"}]))


def _overall(session, attempt):
    _marks(session, attempt, 2, reason="Well done.")


CHANGES = {
    "answers": _answer,
    "correctness": _correctness,
    "marks": _points,
    "option_feedback": _option_feedback,
    "explanation": _explanation,
    "evidence": _evidence,
    "right_answer": _right_answer,
    "overall": _overall,
}
