"""A teacher reads articles and questions."""

import pytest

from tests import build


def test_the_articles_are_listed_with_their_questions(alice):
    alice.get("/teach/articles")
    assert "/teach/articles/harbour-lights" in alice.links()
    assert "4" in alice.words()


def test_an_article_shows_its_questions_keys_and_evidence(alice):
    alice.get("/teach/articles/harbour-lights")
    words = alice.words()
    for wanted in (
        "Why was the second lamp built?",
        "OPTION-FEEDBACK-CANARY",
        "ACCEPT-CANARY company",
        "EXPLANATION-CANARY",
        "the guild paid for every stone",
        "The passage does not say",
    ):
        assert wanted in words


def test_an_article_without_questions_says_what_to_do(alice, session):
    build.add_article(session, build.article_file([build.Part("paragraph", "Alone.")]), build.NOW)
    session.commit()
    alice.get("/teach/articles/harbour-lights-2")
    assert "Alone." in alice.words()


def test_an_absent_article_is_not_there(alice):
    alice.get("/teach/articles/no-such", status=404)


@pytest.mark.parametrize("who", ["bob", "mallory"])
def test_students_do_not_see_the_teachers_pages(request, school, who):
    visitor = request.getfixturevalue(who)
    for path in ("/teach", "/teach/articles", "/teach/articles/harbour-lights"):
        visitor.get(path, status=404)


def test_a_teacher_with_nothing_yet_is_told_what_to_do_first(dave):
    dave.get("/teach")
    assert dave.words()
