"""Picking sentences: what earns what."""

from fractions import Fraction

import pytest
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import award
from quizapp.kinds import KINDS

EVIDENCE = KINDS["evidence"]


def content_of(kind, **changes):
    return kind.Content.model_validate({**kind.examples()[0].content, **changes})


def needed(content):
    """Return the numbers of the sentences of each place, as review is told them."""
    places = EVIDENCE.key_view(content, 1)["places"]
    return [[number for number, _text in place] for place in places]


@pytest.mark.parametrize(
    ("need", "picked", "share"),
    [
        ("any", [2], Fraction(1)),
        ("any", [4], Fraction(1)),
        ("any", [2, 4], Fraction(1)),
        ("any", [1, 2, 3, 4], Fraction(2, 4)),  # of four picks two are spare
        ("any", [1, 3], Fraction(0)),
        ("all", [2, 4], Fraction(1)),
        ("all", [2], Fraction(2, 3)),
        ("all", [1, 2, 4], Fraction(4, 5)),
        ("all", [1, 2, 3, 4], Fraction(4, 6)),
        ("all", [1, 3], Fraction(0)),
    ],
)
def test_sentences_earn_twice_the_right_over_picked_and_needed(need, picked, share):
    content = content_of(EVIDENCE, need=need)
    mark = EVIDENCE.mark(content, {"sentences": picked})
    assert mark.points == award(share, content.out_of)


def test_a_quote_over_two_sentences_needs_both():
    content = content_of(EVIDENCE, evidence=[{"quote": "b c", "start": 12, "end": 26}])
    assert needed(content) == [[2, 3]]
    assert EVIDENCE.mark(content, {"sentences": [2, 3]}).points == content.out_of
    assert EVIDENCE.mark(content, {"sentences": [2]}).points == award(Fraction(2, 3), 10**7)


def test_a_sentence_that_only_touches_a_quote_is_not_needed():
    content = content_of(EVIDENCE, evidence=[{"quote": "b", "start": 9, "end": 20}])
    assert needed(content) == [[2]]


def test_whoever_picks_more_than_20_sentences_has_not_picked():
    sentences = [[10 * n, 10 * n + 9, "A sentence."] for n in range(30)]
    form_class = EVIDENCE.answer_form(content_of(EVIDENCE, sentences=sentences), 1)
    picks = [("sentences", str(n)) for n in range(1, 31)]
    assert form_class(MultiDict(picks[:20])).validate()
    assert not form_class(MultiDict(picks[:21])).validate()


def test_the_same_sentence_picked_twice_is_picked_once():
    form = EVIDENCE.answer_form(content_of(EVIDENCE), 1)
    picked = form(MultiDict([("sentences", "4"), ("sentences", "2"), ("sentences", "4")]))
    assert picked.validate()
    assert picked.response() == {"sentences": [2, 4]}


def test_a_quote_in_verse_is_one_line_in_the_key():
    content = content_of(EVIDENCE, evidence=["one low,\none high", "fog"])
    assert EVIDENCE.key_text(content) == "“one low, one high” or “fog”"


def test_faults_of_an_evidence_question_are_reported():
    lone = content_of(EVIDENCE, need="all", evidence=[{"quote": "b", "start": 12, "end": 13}])
    heading = content_of(EVIDENCE, evidence=[{"quote": "Heading", "start": 50, "end": 57}])
    assert ["two or more quotes" in fault.message for fault in EVIDENCE.check(lone)] == [True]
    assert ["“Heading” stands in no" in fault.message for fault in EVIDENCE.check(heading)] == [
        True
    ]


def test_sentences_of_verse_are_one_line_in_an_export_and_on_the_form():
    verse = [[0, 18, "one low,\none high."], [19, 24, "Fog."]]
    content = content_of(EVIDENCE, sentences=verse)
    assert EVIDENCE.text(content, {"sentences": [1, 2]}) == "one low, one high. Fog."
    assert EVIDENCE.student_view(content, 1)["sentences"][0] == (1, "one low, one high.")
