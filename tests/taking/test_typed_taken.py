"""Typed answers, numbers and gaps, taken through the page, handed in, read back and exported."""

import csv
import io

import pytest
from sqlalchemy import select

from quizapp.models import Response
from tests import build

TYPED_SET = """\
article: harbour-lights
title: Harbour lights
questions:
  - id: payer
    kind: short_answer
    stem: Who paid for it?
    accept:
      - the guild
      - {text: KEY-CANARY company, credit: 0.5}
    patterns:
      - {pattern: "KEY-CANARY( ?of stone)?s?"}
    evidence: [the guild paid for every stone]
    skill: retrieve
  - id: lamps
    kind: numeric
    stem: How many lamps were there?
    value: 2
    unit: [lamps, KEY-CANARY]
    evidence: [The keeper lit both lamps every night.]
    skill: infer
  - id: fog
    kind: cloze
    stem: Fill the gaps.
    text: In {1} the first {2} was a {3}.
    gaps:
      - accept: [fog, KEY-CANARY]
      - accept: [lamp]
        options: [boat]
      - accept: [smudge]
    evidence: [In fog the first lamp was a smudge.]
    skill: retrieve
  - id: bank
    kind: cloze
    stem: Which word goes where?
    text: the {1} paid for every {2}
    gaps:
      - accept: [guild]
      - accept: [stone]
    bank: [keeper]
    evidence: [the guild paid for every stone]
    skill: retrieve
"""
UNSURE = "the weather that nobody likes"


@pytest.fixture
def begun(session, school, bob):
    """The ids of an attempt of bob's at these questions, its page open, and of its quiz."""
    build.lamp_set(session, TYPED_SET)
    attempt = build.attempt(session, school)
    ids = (attempt.id, attempt.assignment_id)
    session.commit()
    bob.get(f"/attempts/{ids[0]}")
    return ids


def stored(session):
    query = select(Response.slot, Response.value).order_by(Response.slot, Response.revision)
    rows = session.execute(query).all()
    session.rollback()
    return dict(map(tuple, rows))


def test_nothing_of_the_key_is_on_the_page(bob, begun):
    assert "CANARY" not in bob.text
    assert "Use each word at most once." in bob.words()


FIELDS = {
    "s1-text": "the giuld",
    "s2-text": "two",
    "s3-gap-1": UNSURE,
    "s3-gap-2": "boat",
    "s4-gap-1": "guild",
    "s4-gap-2": "keeper",
}


def test_what_was_entered_is_kept_gap_by_gap_and_shown_again(bob, session, begun):
    bob.send("answers", **FIELDS)
    assert stored(session) == {
        1: {"text": "the giuld"},
        2: {"text": "two"},
        3: {"gaps": [UNSURE, "boat", None]},
        4: {"gaps": ["guild", "keeper"]},
    }
    bob.get(f"/attempts/{begun[0]}")
    assert bob.by_id("s3-gap-1").get("value") == UNSURE
    picked = [one for one in bob.all("option") if one.get("selected") is not None]
    assert [bob.words(one) for one in picked] == ["boat", "guild", "keeper"]
    bob.send("answers", **FIELDS)
    assert session.query(Response).count() == 4


def test_a_word_that_is_not_offered_is_refused_at_its_gap(bob, session, begun):
    bob.send("answers", 422, **{"s4-gap-1": "mayor", "s3-gap-1": "fog"})
    assert bob.by_id("s4-gap-1").get("aria-invalid") == "true"
    assert bob.by_id("s4-gap-1-error") is not None


def test_review_and_export_tell_right_partly_and_waiting(bob, alice, begun):
    attempt, assignment = begun
    bob.send("answers", **FIELDS)
    bob.send("submit")
    bob.get(f"/attempts/{attempt}/review")
    payer, lamps, fog, bank = (bob.words(bob.by_id(f"q{number}")) for number in (1, 2, 3, 4))
    assert "Accepted: a slip of spelling." in payer and "1 of 1" in payer
    assert "This is the right number, though it is missing the unit." in lamps
    assert "Waiting for your teacher" in fog and "Right answer: fog" in fog
    assert "Partly right" in bank and "Right answer: stone" in bank
    alice.get(f"/teach/assignments/{assignment}/scores?rows=responses")
    rows = list(csv.DictReader(io.StringIO(alice.text.removeprefix("\ufeff"))))
    assert [(row["kind"], row["correct"], row["points"]) for row in rows] == [
        ("short_answer", "right", "1"),
        ("numeric", "right", "1"),
        ("cloze", "waiting", ""),
        ("cloze", "partly", "1"),
    ]
    assert rows[2]["response"] == f"1: {UNSURE}; 2: boat"
    assert rows[3]["right_answer"] == "1: guild; 2: stone"
    assert rows[1]["right_answer"] == "2 lamps"
