"""Articles come in once each, and keep their versions."""

import pytest
from sqlalchemy import func, select

from quizapp.core.text import Part
from quizapp.models import Article, ArticleVersion
from quizapp.reading import actions
from tests import build
from tests.build import NOW


def test_the_same_text_twice_is_one_article(session):
    first = actions.add_article(session, build.article_file(), NOW)
    again = actions.add_article(session, build.article_file(), NOW, slug="another")
    assert (first.outcome, again.outcome) == ("new", "known")
    assert again.article is first.article
    assert session.scalar(select(func.count()).select_from(ArticleVersion)) == 1


def test_another_text_under_the_same_slug_and_title_is_a_new_version(session):
    build.article(session)
    parts = [Part("paragraph", "Another text.")]
    added = actions.add_article(session, build.article_file(parts), NOW, slug="harbour-lights")
    assert (added.outcome, added.version.number) == ("revised", 2)
    assert actions.newest_version(session, added.article) is added.version


def test_another_title_is_another_article(session):
    build.article(session)
    parts = [Part("paragraph", "Another text.")]
    added = actions.add_article(
        session, build.article_file(parts), NOW, slug="harbour-lights", title="Other lights"
    )
    assert (added.outcome, added.article.slug) == ("new", "harbour-lights-2")


def test_an_advisory_given_later_is_taken_up(session):
    build.article(session)
    added = actions.add_article(session, build.article_file(advisory_topics=["storms"]), NOW)
    assert added.article.advisory_topics == ["storms"]
    assert session.scalar(select(func.count()).select_from(Article)) == 1


def test_a_version_is_never_changed(session):
    article = build.article(session)
    actions.newest_version(session, article).text = "Something else."
    with pytest.raises(TypeError, match="never changed"):
        session.flush()


def test_a_version_measures_its_text(session):
    version = actions.newest_version(session, build.article(session))
    assert version.words > 20
    assert version.minutes == 1
    assert version.grade is not None


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Harbour lights", "harbour-lights"),
        ("Élan & Zoë’s “Day”!", "elan-zoes-day"),
        ("日本", "article"),
        ("x" * 80, "x" * 60),
    ],
)
def test_a_slug_is_what_an_address_can_hold(title, slug):
    assert actions.slugify(title) == slug


@pytest.mark.parametrize(
    ("text", "title"),
    [("Short.", "Short."), ("", "Untitled"), ("word " * 30, "word " * 11 + "word…")],
)
def test_a_text_without_title_is_called_by_its_first_words(text, title):
    assert actions.first_words(text) == title
