"""Giving a quiz to a class: its students have it, once, and nobody else gives it."""

import pytest
from sqlalchemy import select

from quizapp.classes.actions import find_class
from quizapp.classes.giving import GivenAlready, Terms, give, quizzes_to_give
from quizapp.core.text import Part
from quizapp.models import Assignment, Quiz
from tests import build
from tests.build import NOW


@pytest.fixture
def page(school):
    return f"/teach/classes/{school.class_.id}/give"


@pytest.fixture
def fresh(session, school):
    """A quiz that no class has."""
    build.article(
        session, "plain-lamps", parts=[*build.PARTS, Part("paragraph", "It was morning.")]
    )
    quiz = build.lamp_set(session, build.LAMP_SET.replace("harbour-lights", "plain-lamps", 1)).quiz
    quiz.title = "Plain lamps"
    session.commit()
    return quiz


def test_a_quiz_that_was_given_is_at_the_students_home(alice, bob, page, fresh):
    alice.get(page).send("give", quiz=fresh.id)
    assert "Plain lamps" in alice.words()
    bob.get("/home")
    assert "Plain lamps" in bob.words()
    alice.get(page)
    assert "every quiz that there is" in alice.words()


@pytest.mark.parametrize("quiz", ["", "0", "999999", "one", "given"])
def test_only_a_quiz_of_the_list_is_given(alice, session, school, page, fresh, quiz):
    alice.get(page).send("give", quiz=school.quiz.id if quiz == "given" else quiz, status=422)
    assert len(session.scalars(select(Assignment)).all()) == 2


def test_giving_twice_at_once_is_refused_by_the_database(session, school, fresh):
    give(session, school.class_, Terms(fresh.id), NOW)
    with pytest.raises(GivenAlready):
        give(session, school.class_, Terms(fresh.id), NOW)
    assert session.scalars(select(Quiz.id)).all()
    assert list(quizzes_to_give(session, school.class_)) == []


@pytest.mark.parametrize("who", ["dave", "bob", "mallory"])
def test_nobody_else_gives_to_the_class(request, page, who):
    request.getfixturevalue(who).get(page, status=404)


def test_a_class_that_was_put_away_is_given_nothing(alice, session, school, page, fresh):
    find_class(session, school.people["alice"].id, school.class_.id).closed_at = NOW
    session.commit()
    alice.get(page, status=404)
