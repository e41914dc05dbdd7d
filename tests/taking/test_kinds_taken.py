"""Pairs, groups and a paragraph, taken through the page, handed in, read back and exported."""

import csv
import io
from typing import NamedTuple

import pytest
from sqlalchemy import select

from quizapp.models import Response
from tests import build

EVIDENCE = """\
    evidence:
      - Nobody asked the harbour master.
    skill: infer
"""
PARTS_SET = f"""\
article: harbour-lights
title: Harbour lights
questions:
  - id: who
    kind: matching
    stem: Who did what?
    pairs:
      - {{left: The keeper, right: lit the lamps}}
      - {{left: The guild, right: paid}}
    spare: [agreed]
    points: 2
{EVIDENCE}
  - id: fact
    kind: categorise
    stem: Fact or opinion?
    groups: [Fact, Opinion]
    statements:
      - {{text: The guild paid., group: Fact}}
      - {{text: The guild was generous., group: Opinion}}
    points: 2
    shuffle: false
{EVIDENCE}
  - id: generous
    kind: written
    stem: Was the guild generous?
    model_answer: MODEL-CANARY yes.
    rubric:
      - criterion: A reason
        levels:
          - {{points: 0, words: none}}
          - {{points: 2, words: one from the text}}
    points: 2
{EVIDENCE}
"""


class Begun(NamedTuple):
    """An attempt that was begun, and the question version of each slot."""

    id: int
    assignment_id: int
    versions: dict[int, int]


@pytest.fixture
def quiz(session, school):
    """The class's quiz with one question of each of these kinds."""
    build.lamp_set(session, PARTS_SET)
    session.commit()
    return school


@pytest.fixture
def sitting(session, quiz, bob):
    """An attempt of bob's at it, its page open."""
    attempt = build.attempt(session, quiz)
    versions = {slot.number: slot.question_version_id for slot in attempt.served}
    begun = Begun(attempt.id, attempt.assignment_id, versions)
    session.commit()
    bob.get(f"/attempts/{begun.id}")
    return begun


def letter_of(visitor, words):
    """Return the letter by which a right side is shown."""
    item = next(one for one in visitor.all("li") if visitor.words(one)[2:] == words)
    return visitor.words(item)[0]


def stored(session):
    query = select(Response.slot, Response.value).order_by(Response.slot, Response.revision)
    rows = session.execute(query).all()
    session.rollback()
    assert len(rows) == len({slot for slot, _ in rows}), "one answer was saved twice"
    return dict(map(tuple, rows))


TEXT = "Yes.\n\nIn the end the guild paid, <b>gladly</b>."


@pytest.fixture
def handed_in(session, sitting, bob):
    """One pair right of two, one statement right and one blank, and a paragraph."""
    fields = {
        "s1-part1": letter_of(bob, "lit the lamps"),
        "s1-part2": letter_of(bob, "agreed"),
        "s2-part1": "1",
        "s3-text": TEXT,
    }
    bob.send("answers", **fields)
    assert stored(session) == {
        1: {"rights": [1, 0]},
        2: {"groups": [0, None]},
        3: {"text": TEXT},
    }
    assert "All 3 questions are answered and saved." in bob.words()
    bob.send("submit")
    return sitting


def test_what_was_entered_is_shown_again_and_sent_again_it_is_no_change(bob, session, sitting):
    bob.send("answers", **{"s1-part1": "B", "s2-part2": "2", "s3-text": "one\r\n\r\ntwo"})
    bob.get(f"/attempts/{sitting.id}")
    chosen = [option for option in bob.all("option") if option.get("selected") is not None]
    assert [option.get("value") for option in chosen] == ["B", ""]
    (picked,) = [box for box in bob.all("input") if box.get("checked") is not None]
    assert (picked.get("name"), picked.get("value")) == ("s2-part2", "2")
    assert "".join(bob.by_id("s3-text").itertext()) == "one\n\ntwo"
    assert "2 words" in bob.words()
    bob.send("answers", **{"s3-text": "one\r\n\r\ntwo"})
    assert len(stored(session)) == 3


def test_a_script_saves_the_same_fields(bob, session, sitting):
    for slot, value in {
        1: {"part1": "", "part2": "A"},
        2: {"part1": "2"},
        3: {"text": "One\n\ntwo"},
    }.items():
        version = sitting.versions[slot]
        body = {"op": f"save-{slot}-x", "base_rev": 0, "question_version": version, "value": value}
        told = bob.put(f"/attempts/{sitting.id}/slots/{slot}", body)["value"]
        assert {name: said for name, said in told.items() if said is not None} == value


def test_nothing_that_a_teacher_keeps_is_on_the_page(bob, sitting):
    assert "CANARY" not in bob.text
    assert "one from the text" in bob.text  # the rubric is told before


def test_review_tells_each_part_and_that_the_paragraph_waits(bob, handed_in):
    bob.get(f"/attempts/{handed_in.id}/review")
    first, second, third = (bob.words(bob.by_id(f"q{number}")) for number in (1, 2, 3))
    assert "Partly right" in first and "1 of 2" in first
    assert "lit the lamps Right" in first
    assert "agreed Wrong Right answer: paid" in first
    assert "Partly right" in second and "Fact Right" in second
    assert "Blank Right answer: Opinion" in second
    assert "Waiting for your teacher" in third and "MODEL-CANARY" in third
    assert TEXT in "".join(bob.by_id("q3").itertext())
    assert "Waiting for your teacher" in bob.words()


def test_a_teacher_and_an_export_see_partly_and_waiting(alice, handed_in):
    alice.get(f"/teach/attempts/{handed_in.id}")
    assert "waiting for your mark" in alice.words()
    alice.get(f"/teach/assignments/{handed_in.assignment_id}/scores?rows=responses")
    rows = list(csv.DictReader(io.StringIO(alice.text.removeprefix("\ufeff"))))
    assert [(row["kind"], row["correct"], row["points"]) for row in rows] == [
        ("matching", "partly", "1"),
        ("categorise", "partly", "1"),
        ("written", "waiting", ""),
    ]
    assert rows[0]["response"] == "The keeper: lit the lamps; The guild: agreed"
    assert rows[1]["response"] == "Fact: The guild paid.; Blank: The guild was generous."
    assert rows[2]["right_answer"] == "MODEL-CANARY yes."


def test_a_whole_page_of_long_paragraphs_is_taken(bob, session, sitting):
    """In an alphabet of which a form takes twelve bytes for each letter."""
    bob.send("answers", **{"s3-text": "\U00010330" * 20_000})
    assert len(stored(session)[3]["text"]) == 20_000
