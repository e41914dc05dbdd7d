"""Plain functions that make what tests need, with sensible defaults."""

from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.actions import NewPerson, add_person
from quizapp.authoring.loading import LoadedSet, load_question_set
from quizapp.classes.actions import join, practice_class
from quizapp.core.text import Part
from quizapp.formats.contract import ArticleFile
from quizapp.formats.question_sets import QuestionSet, read
from quizapp.models import Article, Assignment, Attempt, Class, Quiz, User
from quizapp.reading.actions import add_article
from quizapp.taking.saving import Operation, Saved, save
from quizapp.taking.slots import find_own_slot
from quizapp.taking.starting import start

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
SECRET_KEY = "for tests only, and long enough to be taken"
PASSWORD = "correct horse battery staple"
# Hashing at its real cost would be most of the suite; and one hash of PASSWORD is for everybody.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
CHEAP_HASH = ""

PARTS = [
    Part("paragraph", "The keeper lit both lamps every night. In fog the first lamp was a smudge."),
    Part("heading", "Who paid"),
    Part(
        "paragraph", "In the end the guild paid for every stone. Nobody asked the harbour master."
    ),
    Part("promo", "Read Also: Ten other lamps"),
    Part("list_item", "one lamp low"),
    Part("list_item", "one lamp high"),
]

LAMP_SET = """\
article: harbour-lights
title: Harbour lights
questions:
  - id: second-lamp
    kind: choice
    stem: Why was the second lamp built?
    options:
      - text: The first could not be seen in fog
        key: true
      - text: The harbour had grown
        feedback: OPTION-FEEDBACK-CANARY it grew later.
      - text: The guild wanted two
    evidence:
      - In fog the first lamp was a smudge.
    skill: infer
    explanation: EXPLANATION-CANARY the keeper says so.
  - id: payer
    kind: short_answer
    stem: Who paid for it?
    accept:
      - the guild
      - ACCEPT-CANARY company
    strict: true
    evidence:
      - quote: the guild paid for every stone
        prefix: "In the end "
    skill: retrieve
    points: 2
  - id: asked
    kind: true_false
    stem: The harbour master agreed.
    key: not_said
    offer_not_said: true
    evidence:
      - Nobody asked the harbour master.
    skill: evaluate
  - id: nights
    kind: evidence
    stem: Which sentence shows that the keeper never missed a night?
    evidence:
      - The keeper lit both lamps every night.
    skill: integrate
"""

# The right answer of each slot of LAMP_SET, as the kinds store it.
RIGHT = {
    1: {"option": 0},
    2: {"text": "The Guild"},
    3: {"answer": "not_said"},
    4: {"sentences": [1]},
}


class School(NamedTuple):
    """An article, its quiz given to a class and to practice, and the people around it."""

    article: Article
    quiz: Quiz
    class_: Class
    assignment: Assignment
    practice: Assignment
    people: dict[str, User]


def article_file(parts: list[Part] | None = None, **fields) -> ArticleFile:
    return ArticleFile(parts=PARTS if parts is None else parts, title="Harbour lights", **fields)


def article(session: Session, slug: str = "harbour-lights", **fields) -> Article:
    """Take in the article about the lamps."""
    return add_article(session, article_file(**fields), NOW, slug=slug).article


def lamp_set(session: Session, text: str = LAMP_SET, now: datetime = NOW) -> LoadedSet:
    """Load the question set about the lamps."""
    return load_question_set(session, deepcopy(_read(text)), now)


@cache
def _read(text: str) -> QuestionSet:
    """Read the same text once: YAML with its line numbers takes longer than most tests do."""
    return read(text.encode())


def person(session: Session, name: str, role: str) -> User:
    """Make somebody who signs in by their name in small letters and PASSWORD."""
    return add_person(session, NewPerson(name, name.lower(), _cheap_hash()), role, NOW)


def _cheap_hash() -> str:
    global CHEAP_HASH
    if not CHEAP_HASH:
        CHEAP_HASH = CHEAP.hash(PASSWORD)
    return CHEAP_HASH


def school(session: Session) -> School:
    """Make a class of bob and carol that alice teaches; dave teaches elsewhere."""
    lamps = article(
        session, advisory_topics=["storms"], advisory_note="There is a storm in this text."
    )
    quiz = lamp_set(session).quiz
    people = {
        name: person(session, name.title(), role)
        for name, role in {
            "alice": "teacher",
            "bob": "student",
            "carol": "student",
            "dave": "teacher",
            "mallory": "student",
        }.items()
    }
    class_ = Class(name="Class 7b", zone="Europe/Berlin", created_at=NOW)
    elsewhere = Class(name="Class 9x", created_at=NOW)
    session.add_all([class_, elsewhere])
    session.flush()
    join(session, class_.id, people["alice"], "teacher", NOW)
    join(session, class_.id, people["bob"], "student", NOW)
    join(session, class_.id, people["carol"], "student", NOW)
    join(session, elsewhere.id, people["dave"], "teacher", NOW)
    given = assignment(session, class_, quiz)
    practice = assignment(session, practice_class(session, NOW), quiz)
    return School(lamps, quiz, class_, given, practice, people)


def find_school(session: Session) -> School | None:
    """Return the school that the database holds already, or None."""
    people = {user.login or "": user for user in session.scalars(select(User))}
    if "alice" not in people:
        return None
    lamps = session.scalars(select(Article)).one()
    quiz = session.scalars(select(Quiz)).one()
    class_ = session.scalars(select(Class).where(Class.name == "Class 7b")).one()
    given, practice = session.scalars(select(Assignment).order_by(Assignment.id))
    return School(lamps, quiz, class_, given, practice, people)


def assignment(session: Session, class_: Class, quiz: Quiz) -> Assignment:
    """Give a quiz to a class."""
    row = Assignment(class_id=class_.id, quiz_id=quiz.id, title=quiz.title, created_at=NOW)
    session.add(row)
    session.flush()
    return row


def attempt(session: Session, made: School, name: str = "bob", seed: int = 7) -> Attempt:
    """Begin the class's assignment as a student of it."""
    return start(session, made.assignment, made.people[name], seed, NOW)


def asking(session: Session):
    """Return how a loader asks, inside this session's transaction."""
    return lambda question, values, is_fixed=False: session.execute(question, values).all()


def answer(
    session: Session, of: Attempt, slot: int, value, base: int = 0, op: str = "", now=NOW
) -> Saved:
    """Save an answer as its student."""
    open_slot = find_own_slot(asking(session), of.student_id, of.id, slot)
    assert open_slot is not None
    name = op or f"op-{slot}-{base}-{value}"
    change = Operation(name, base, open_slot.question_version_id, value)
    return save(session.connection(), open_slot, change, now)
