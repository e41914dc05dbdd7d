"""What a typed answer earns: as the author listed it, else as the matcher judges it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core import patterns
from quizapp.core.matching import VERSION, Judgement, judge
from quizapp.kinds import KINDS
from quizapp.kinds.typed import Key, decide
from tests.core.strategies import anything, steady

SHORT = KINDS["short_answer"]


def content_of(**changes):
    return SHORT.Content.model_validate({**SHORT.examples()[0].content, **changes})


def key_of(**changes):
    content = content_of(**changes)
    return Key(content.stem, content.accept, content, content.patterns, content.strict)


def unasked(text, asked):
    raise AssertionError(f"nobody should be asked about {text}")


class Judges:
    """Says of each key what it was told, and remembers what it was asked."""

    def __init__(self, **verdicts):
        self.verdicts = verdicts
        self.asked = []

    def __call__(self, text, asked):
        self.asked.append(asked)
        verdict = self.verdicts[asked.keys[0].split()[-1]]
        return Judgement(verdict, 0.75, f"it is {verdict}ed", f"rule-{verdict}", 0)


def asked_of(content):
    judges = Judges(guild="reject")
    decide("x", Key(content.stem, content.accept, content), judges)
    return judges.asked[0]


LISTED = {
    "accept": [
        "the fishing guild",
        {"text": "the guild", "credit": "0.5"},
        {"text": "the * guild", "credit": "0.25"},
        {"text": "the rich guild", "credit": "0"},
        {"text": "the * rich guild", "credit": "0.75"},
    ],
    "patterns": [
        {"pattern": "guilds?( of \\w+)?", "credit": "0.4"},
        {"pattern": "guild of anglers"},
        {"pattern": "(master|mayor)", "credit": "0"},
    ],
}


@pytest.mark.parametrize(
    ("text", "share", "reason"),
    [
        ("Fishing guild!", "1", "This is an accepted answer."),
        ("A guild", "1/2", "This answer earns part of the points."),
        ("the old guild", "1/4", "This answer earns part of the points."),
        ("the rich guild", "0", "This is not an accepted answer."),
        ("the very rich guild", "3/4", "This answer earns part of the points."),
        ("GUILDS", "2/5", "This answer earns part of the points."),
        (" guild  of\nanglers ", "1", "This is an accepted answer."),
        ("Mayor", "0", "This is not an accepted answer."),
    ],
)
def test_what_the_author_listed_counts_as_listed(text, share, reason):
    assert decide(text, key_of(**LISTED), unasked) == (Fraction(share), reason, None)


def test_an_answer_written_out_counts_before_a_star_and_of_two_alike_the_better():
    accept = ["guild", {"text": "* guild", "credit": "0.5"}, {"text": "old guild", "credit": "0"}]
    assert decide("old guild", key_of(accept=accept), unasked).share == 0
    accept.append({"text": "Old Guild", "credit": "0.3"})
    assert decide("old guild", key_of(accept=accept), unasked).share == Fraction(3, 10)


def test_only_what_is_written_counts_where_the_author_says_so():
    key = key_of(**LISTED, strict=True)
    assert decide("the fishing giuld", key, unasked) == (
        0,
        "This is not an accepted answer.",
        None,
    )


@pytest.mark.parametrize(
    ("full", "part", "share", "reason"),
    [
        ("accept", "accept", Fraction(1), "Accepted: it is accepted."),
        ("review", "accept", None, "Waiting for your teacher: it is reviewed."),
        ("reject", "accept", Fraction(1, 2), "Accepted for part of the points: it is accepted."),
        ("reject", "review", None, "Waiting for your teacher: it is reviewed."),
        ("reject", "reject", Fraction(0), "Not accepted: it is rejected."),
    ],
)
def test_the_matcher_is_asked_first_about_what_earns_most(full, part, share, reason):
    accept = ["the fishing guild", "* gild", {"text": "the society", "credit": "0.5"}]
    accept += [{"text": "the master", "credit": "0"}, {"text": "some * society", "credit": "0.5"}]
    judges = Judges(guild=full, society=part)
    made = decide("anglers", key_of(accept=accept), judges)
    assert made[:2] == (share, reason)
    last = part if full == "reject" and part != "reject" else full
    assert made.detail == {
        "verdict": last,
        "rule": f"rule-{last}",
        "p": 0.75,
        "matcher": VERSION,
    }
    keys = [("the fishing guild",), ("the society",)]
    assert [asked.keys for asked in judges.asked] == keys[: 2 if full == "reject" else 1]


def test_the_matcher_is_given_the_question_its_proof_and_its_passage():
    content = content_of(
        accept=["five\\* guilds", "guilds"],
        evidence=["one", "two"],
        sentences=[[0, 4, "One."], [5, 9, "Two."]],
        language="de",
    )
    judges = Judges(guilds="accept")
    decide("anglers", Key("Who?", content.accept, content), judges)
    (asked,) = judges.asked
    assert asked == ("Who?", ("five* guilds", "guilds"), "one two", "One. Two.", "de")


def test_a_key_without_a_plain_answer_is_never_judged():
    key = key_of(accept=["the * guild"])
    assert decide("anglers", key, unasked) == (0, "This is not an accepted answer.", None)


def test_where_a_pattern_cannot_be_read_a_teacher_must_say(monkeypatch):
    key = key_of(**LISTED)
    monkeypatch.setattr(patterns, "re2", None)
    made = decide("the mayor", key, unasked)
    assert made.share is None and made.detail is None
    assert made.reason == (
        "Waiting for your teacher: patterns need the library google-re2, "
        "which is not installed here."
    )
    assert decide("the fishing guild", key, unasked).share == 1


@pytest.mark.parametrize(
    "text", ["the fishing giuld", "not the fishing guild", "?!", "Paris or the fishing guild"]
)
def test_the_real_matcher_is_heeded(text):
    content = content_of(accept=["the fishing guild"])
    mark = SHORT.mark(content, {"text": text})
    said = judge(text, asked_of(content))
    points = {"accept": content.out_of, "reject": 0, "review": None}
    assert mark.points == points[said.verdict]
    assert said.reason in mark.reason
    assert mark.detail["rule"] == said.rule


@steady
@given(anything.filter(str.strip), st.booleans())
def test_any_text_earns_what_can_be_earned_and_the_same_each_time(text, strict):
    key = key_of(**LISTED, strict=strict)
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        return
    made = decide(text, key)
    assert made == decide(text, key)
    assert made.share is None or 0 <= made.share <= 1
    assert made.reason.endswith(".")
    assert not (strict and made.share is None)
