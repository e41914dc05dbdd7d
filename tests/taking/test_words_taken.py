"""Words picked in the passage, as they are saved: each with the place that came along."""

import pytest
from sqlalchemy import select

from quizapp.models import Response, ServedSlot
from tests import build

WORDS = """\
article: harbour-lights
title: Harbour lights
questions:
  - kind: evidence
    unit: words
    stem: Which words tell of a second lamp?
    evidence:
      - one lamp high
    skill: retrieve
"""
# The word stands three times in the text; these are the last two.
LOW, HIGH = '[[191,194,"one"]]', '[[204,207,"one"]]'


@pytest.fixture
def begun(session, school, bob):
    """The address of bob's attempt at picking words; its page is open."""
    build.lamp_set(session, WORDS)
    attempt = build.attempt(session, school)
    session.commit()
    bob.get(f"/attempts/{attempt.id}")
    return f"/attempts/{attempt.id}"


def kept(session):
    values = session.scalars(select(Response.value).order_by(Response.revision)).all()
    session.rollback()
    return values


@pytest.fixture
def put(session, bob, begun):
    """Save as the page's script does; return what it is told."""
    version = session.scalars(select(ServedSlot.question_version_id)).one()
    session.rollback()

    def put_it(value, status=200, base=0):
        named = {"op": f"operation-{base}-{len(value)}", "base_rev": base}
        change = {**named, "question_version": version, "value": value}
        return bob.put(f"{begun}/slots/1", change, status)

    return put_it


def test_a_word_that_stands_often_is_kept_where_it_was_picked(session, bob, begun, put):
    put({"quotes": ["one"], "places": [HIGH]})
    assert kept(session) == [{"spans": [[204, 207]], "unplaced": []}]
    bob.get(begun)
    assert bob.by_id("s1-quotes").text.strip() == "one"
    bob.send("answers", **{"s1-quotes": "one\r\ntwo"})  # by hand, and scripts off
    assert kept(session)[-1] == {"spans": [[204, 207]], "unplaced": ["two"]}


@pytest.mark.parametrize("places", ['[[205,208,"one"]]', '[[191,195,"one"]]', '[[-3,0,"one"]]'])
def test_a_place_that_does_not_hold_the_words_is_refused(session, put, places):
    told = put({"quotes": ["one"], "places": [places]}, 422)
    assert "The passage has other words where “one” was picked." in told["error"]
    assert kept(session) == []


def test_a_page_from_before_sends_no_places(session, put):
    put({"quotes": ["lamp high"]})
    assert kept(session) == [{"spans": [[208, 217]], "unplaced": []}]


def test_an_answer_from_before_is_shown_as_it_was(session, bob, begun, put):
    put({"quotes": ["one\nlamp high"]})
    assert kept(session) == [{"spans": [[208, 217]], "unplaced": ["one"]}]
    bob.get(begun)
    bob.send("answers")
    assert len(kept(session)) == 1


def test_with_scripts_off_a_refusal_is_told_at_the_box_and_mended_by_it(session, bob, begun):
    wrong = {"s1-quotes": "lamp high", "s1-places": LOW.replace("one", "lamp high")}
    bob.send("answers", 422, **wrong)
    assert "The passage has other words" in bob.words(bob.by_id("s1-quotes-error"))
    assert bob.by_id("s1-quotes").get("aria-invalid") == "true"
    bob.send("answers")
    assert kept(session) == [{"spans": [[208, 217]], "unplaced": []}]
