"""Fifty questions with a line to type in each, for what is typed where no network is."""

from sqlalchemy import select

from quizapp.core.text import Part
from quizapp.models import Assignment
from quizapp.taking.starting import start
from tests import build

TITLE = "Fifty lamps"
PROOF = "In fog every one of the fifty lamps was a smudge."
NUMBERS = range(1, 51)


def text(number):
    """What a test types in question `number`."""
    return f"answer {number}"


def begin(session, school, name="bob"):
    """Return an attempt at them that a student of the class has begun."""
    given = session.scalar(select(Assignment).where(Assignment.title == TITLE))
    attempt = start(session, given or _give(session, school), school.people[name], 7, build.NOW)
    session.commit()
    return attempt


def _give(session, school):
    asked = "".join(
        f"  - id: fifty-{number}\n    kind: short_answer\n    stem: What is lamp {number} for?\n"
        f"    accept:\n      - fog {number}\n    evidence:\n"
        f"      - {PROOF}\n    skill: retrieve\n"
        for number in NUMBERS
    )
    questions = f"article: fifty-lamps\ntitle: {TITLE}\nquestions:\n{asked}"
    build.article(session, "fifty-lamps", parts=[Part("paragraph", PROOF)])
    quiz = build.lamp_set(session, questions).quiz
    return build.assignment(session, school.class_, quiz)


def field(page, number):
    """The line of question `number`."""
    return page.get_by_label(f"What is lamp {number} for?", exact=True)
