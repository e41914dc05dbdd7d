"""Picking sentences: what earns what."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import award
from quizapp.kinds import KINDS, words_picked
from quizapp.kinds.picking import evidence_in, is_found, pick_share, sentence_units, word_units

EVIDENCE = KINDS["evidence"]


def content_of(kind, **changes):
    return kind.Content.model_validate({**kind.examples()[0].content, **changes})


def needed(content):
    """Return the numbers of the sentences of each place."""
    return [sorted(place) for place in evidence_in(content, sentence_units(content))]


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
    assert EVIDENCE.student_view(content, 1)["options"][0] == (1, "one low, one high.", "1")


# --- schemes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "need", "picked", "share"),
    [
        ("all_or_nothing", "any", {2}, 1),
        ("all_or_nothing", "any", {2, 4}, 1),
        ("all_or_nothing", "any", {1, 2}, 0),
        ("all_or_nothing", "all", {2, 4}, 1),
        ("all_or_nothing", "all", {2}, 0),
        ("net_correct", "any", {2}, 1),
        ("net_correct", "any", {1, 2}, Fraction(1, 2)),  # over-selected, not wrong
        ("net_correct", "any", {1, 3}, 0),
        ("net_correct", "all", {2}, Fraction(1, 2)),
        ("net_correct", "all", {1, 2}, 0),
        ("net_correct", "all", {1, 2, 4}, Fraction(2, 3)),
        ("overlap", "all", {2}, Fraction(2, 3)),
        ("overlap", "any", set(), 0),
    ],
)
def test_each_scheme_earns_what_it_says(scheme, need, picked, share):
    assert pick_share(picked, [{2}, {4}], need, scheme) == share


def test_a_place_that_nobody_can_pick_is_no_place():
    assert pick_share({2}, [set(), {2}], "any", "overlap") == 1
    assert pick_share({2}, [set()], "any", "overlap") == 0
    assert not is_found({2}, [set()])
    content = content_of(EVIDENCE, evidence=["not placed yet"])
    assert evidence_in(content, sentence_units(content)) == [set()]


def test_a_word_of_one_letter_at_the_start_is_a_place():
    evidence, sentences = [{"quote": "A", "start": 0, "end": 1}], [[0, 6, "A lamp"]]
    content = content_of(EVIDENCE, evidence=evidence, sentences=sentences)
    assert evidence_in(content, word_units(content)) == [{1}]


@pytest.mark.parametrize(
    ("picked", "found"),
    [
        ({2}, True),
        ({1, 2}, True),
        ({1, 2, 3}, False),
        ({2, 4, 5}, True),
        ({1}, False),
        (set(), False),
    ],
)
def test_a_place_is_found_whole_with_as_much_again_at_most(picked, found):
    assert is_found(picked, [{2}, {4}]) == found
    assert is_found({1, 2, 3, 4}, [{1, 2}])
    assert not is_found({1, 2, 3, 4, 5}, [{1, 2}])


@given(
    st.sets(st.integers(1, 8)),
    st.sets(st.integers(1, 8), min_size=1),
    st.sampled_from(["all_or_nothing", "net_correct", "overlap"]),
    st.sampled_from(["any", "all"]),
)
def test_one_more_of_what_is_needed_never_earns_less(picked, place, scheme, need):
    share = pick_share(picked, [place], need, scheme)
    assert 0 <= share <= 1
    for number in place - picked:
        assert pick_share({*picked, number}, [place], need, scheme) >= share


# --- paragraphs and words -----------------------------------------------------------------


def test_a_paragraph_is_told_with_its_sentences():
    content = content_of(EVIDENCE, unit="paragraph")
    first, second = EVIDENCE.student_view(content, 1)["options"]
    assert (first[0], first[2], second[2]) == (1, "1 2 3", "4")
    form = EVIDENCE.answer_form(content, 1)(MultiDict({"sentences": "2"}))
    assert form.validate()
    assert form.response() == {"paragraphs": [2]}
    assert EVIDENCE.text(content, form.response()) == "dddd ddd."
    assert EVIDENCE.mark(content, {"paragraphs": [2]}).points == content.out_of


def test_quotes_in_two_sentences_of_one_paragraph_are_not_all_of_two():
    near = [{"quote": "aaa", "start": 0, "end": 3}, {"quote": "bbb", "start": 10, "end": 13}]
    content = content_of(EVIDENCE, unit="paragraph", need="all", evidence=near)
    assert ["two paragraphs or more" in f.message for f in EVIDENCE.check(content)] == [True]


@pytest.mark.parametrize(
    ("typed", "response"),
    [
        ("bbbb bbb", {"spans": [[10, 18]], "unplaced": []}),
        ("  ddd. \r\n\nbbbb  ", {"spans": [[10, 14], [35, 39]], "unplaced": []}),
        ("bbbb\nbbbb", {"spans": [[10, 14]], "unplaced": []}),
        ("zzz\nzzz", {"spans": [], "unplaced": ["zzz"]}),
        ("a", {"spans": [], "unplaced": ["a"]}),  # it stands in several places
        (" \n ", None),
    ],
)
def test_copied_words_are_found_where_they_stand_once(typed, response):
    form_class = EVIDENCE.answer_form(content_of(EVIDENCE, unit="words"), 1)
    form = form_class(MultiDict({"quotes": typed}))
    assert form.validate()
    assert form.response() == response
    again = form_class(data=form_class.data_for(response))
    assert again.response() == response


def test_a_quote_may_run_over_a_line_of_verse():
    verse = [[3, 21, "one low,\none high."], [22, 26, "Fog."]]
    content = content_of(EVIDENCE, sentences=verse, unit="words")
    form = EVIDENCE.answer_form(content, 1)(MultiDict({"quotes": "low, one high. Fog"}))
    assert form.response() == {"spans": [[7, 25]], "unplaced": []}
    assert EVIDENCE.text(content, form.response()) == "“low, one high. Fog”"
    assert [verse[0][2][a - 3 : b - 3] for a, b in word_units(content)[:4]] == [
        *("one", "low", "one", "high")
    ]


@pytest.mark.parametrize(
    ("picked", "words"),
    [
        ([2], "This is the place."),
        ([1, 2], "The place is in what you picked, with more than is needed."),
        ([1], "The proof stands elsewhere."),
    ],
)
def test_the_reason_says_what_the_pick_was(picked, words):
    assert EVIDENCE.mark(content_of(EVIDENCE), {"sentences": picked}).reason == words


def test_the_reason_says_that_a_part_was_found():
    both = content_of(EVIDENCE, need="all", scheme="all_or_nothing")
    assert EVIDENCE.mark(both, {"sentences": [2]}).reason == "A part of it is there."
    assert EVIDENCE.mark(both, {"sentences": [2, 4]}).reason == "These are the places."
    assert EVIDENCE.mark(both, None).reason == "Nothing was picked."


def test_lines_that_stand_nowhere_are_looked_for_once_and_quickly(monkeypatch):
    """A thousand of them in one save would keep everybody else's waiting."""
    long = [[0, 20_000, "ab " * 6_666 + "ab"]]
    content = content_of(EVIDENCE, unit="words", sentences=long)
    asked = []
    counted = _Counted("ab " * 6_666, asked)
    monkeypatch.setattr(words_picked, "_flat", lambda _: (counted, range(20_000)))
    form = EVIDENCE.answer_form(content, 1)(MultiDict({"quotes": "zq\n" * 1_000 + "zr"}))
    assert form.response() == {"spans": [], "unplaced": ["zq", "zr"]}
    assert asked == ["zq", "zr"]


class _Counted(str):
    """A text that writes down what is looked for in it."""

    def __new__(cls, text, asked):
        made = super().__new__(cls, text)
        made.asked = asked
        return made

    def find(self, quote, *start):
        self.asked.append(quote)
        return super().find(quote, *start)
