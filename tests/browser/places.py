"""A school in which every page has something to show."""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import select

from quizapp.accounts import resets
from quizapp.accounts.actions import make_first_teacher_link
from quizapp.classes.actions import join, practice_class
from quizapp.classes.groups import make_group
from quizapp.classes.joining import JoinWay, open_joining
from quizapp.core.spans import span_at
from quizapp.core.text import Part
from quizapp.marking.runs import Order, carry_out, undo
from quizapp.models import Attempt, GlossaryEntry
from quizapp.reading.annotations import mark
from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests import build
from tests.browser.scores import hand_in
from tests.marking import sat
from tests.sitting_rows import explain_a_word


class Places(NamedTuple):
    """The ids that the addresses of the pages are made of."""

    open: int  # bob's attempt with some answers
    done: int  # carol's, handed in
    given: int  # alice's assignment
    unused: int  # another one, which nobody has begun
    practice: int
    plain: int  # a practice quiz without an advisory
    student: int  # bob
    group: int  # of alice's class
    class_: int  # alice's, which dave asks to join and mallory left
    question: int  # the second one, whose key was changed since
    entry: int  # a word that alice explains
    note: int  # of bob's
    text: int  # that it is on


def make(session, school):
    """Return the places of a school in which every page has something to show."""
    parts = [*build.PARTS, Part("paragraph", "Then it was morning.")]
    plain = build.article(session, "plain-lamps", parts=parts)
    quiz = build.lamp_set(
        session, build.LAMP_SET.replace("article: harbour-lights", "article: plain-lamps")
    ).quiz
    assert not plain.has_advisory
    unused = build.assignment(session, school.class_, quiz)
    free = build.assignment(session, practice_class(session, build.NOW), quiz)
    done = build.attempt(session, school, "carol")
    hand_in(session, done)
    practised = start(session, school.practice, school.people["bob"], 7, build.NOW)
    submit(session, practised, build.NOW)
    begun = build.attempt(session, school)
    build.answer(session, begun, 2, {"text": "the guild"})
    group = make_group(session, school.class_, "Red")
    open_joining(session, school.class_, JoinWay("ABCD2345", "a-link-of-7b"), datetime.now(UTC))
    for name, state in (("dave", "waiting"), ("mallory", "left")):
        place = join(session, school.class_.id, school.people[name], "student", build.NOW)
        place.state = state
    build.person(session, "Ada", "administrator")
    make_first_teacher_link(session, "a-token-of-the-tests", datetime.now(UTC))
    school.people["dave"].email = "dave@school.example"
    resets.ask(session, "dave@school.example", "a-token-for-dave", datetime.now(UTC))
    asked = _change_key(session, school)
    noted = _note(session, school, begun)
    session.commit()
    given = (school.assignment.id, unused.id, school.practice.id, free.id)
    return Places(
        *(begun.id, done.id, *given, school.people["bob"].id),
        *(group.id, school.class_.id, asked, *noted),
    )


def _note(session, school, begun):
    """Explain a word and note something; return the ids of both, and of the text."""
    explain_a_word(session, school.article, school.people["alice"].id)
    entry = session.scalars(select(GlossaryEntry.id)).one()
    text = begun.served[0].question_version.article_version
    said = ("question", "Which?", build.NOW)
    note = mark(session, begun.student_id, text.id, span_at(text.text, 0, 10), said)
    return entry, note.id, text.id


def _change_key(session, school):
    """Mark by hand what carol answered, change the key, mark again; return the question."""
    done = session.scalars(select(Attempt).where(Attempt.assignment_id == school.assignment.id))
    carol = next(one for one in done if one.state == "submitted")
    sat.by_hand(session, school, carol, 5_000_000)
    build.lamp_set(session, sat.MORE_TAKEN)
    order = Order(school.people["alice"].id, "Fishers are right too.")
    undo(
        session, carry_out(session, school.assignment, None, order, build.NOW), order.by, build.NOW
    )
    return carol.served[1].question_version.question_id
