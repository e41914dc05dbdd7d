"""The same word and the same place, by several pages at the same moment: kept once, no fault."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from quizapp.models import Annotation, GlossaryEntry
from tests import build

PRESSES = 8
WORDS = ("keeper", "lamps", "night", "smudge", "guild", "stone")
PLACES = ("keeper lit", "both lamps", "every night", "a smudge", "the guild", "every stone")


@pytest.fixture
def press(app):
    """Return what sends a form from several browsers of one person, and gives each status."""
    app.config.update(PROPAGATE_EXCEPTIONS=False)
    name = app.config["SESSION_COOKIE_NAME"]

    def at_once(visitor, path, **fields):
        visitor.get("/reading-settings")
        sent = {"csrf_token": visitor.token(), **fields}
        cookie = visitor.client.get_cookie(name).value
        barrier = Barrier(PRESSES)

        def one(_number):
            client = app.test_client()
            client.set_cookie(name, cookie)
            barrier.wait(timeout=30)
            return client.post(path, data=sent).status_code

        with ThreadPoolExecutor(PRESSES) as pool:
            return sorted(pool.map(one, range(PRESSES), timeout=60))

    return at_once


def test_a_word_is_explained_once(session, alice, press):
    for word in WORDS:
        path = "/teach/articles/harbour-lights/words"
        statuses = press(alice, path, word=word, meaning="m", language="")
        assert statuses == [303] + [422] * (PRESSES - 1)
    assert session.scalars(select(func.count(GlossaryEntry.id))).one() == len(WORDS)


def test_a_place_is_marked_once(session, school, bob, press):
    attempt = build.attempt(session, school)
    version = attempt.served[0].question_version.article_version_id
    session.commit()
    for words in (
        "keeper lit",
        "both lamps",
        "every night",
        "a smudge",
        "the guild",
        "every stone",
    ):
        statuses = press(bob, f"/texts/{version}/notes", quote=words, style="important", note="")
        assert statuses == [303] * PRESSES
    assert session.scalars(select(func.count(Annotation.id))).one() == len(PLACES)
