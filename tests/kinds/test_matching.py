"""Matching pairs: what earns what, in which words, and what a letter means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import UNITS, Mark
from quizapp.kinds import KINDS
from tests.core.strategies import steady
from tests.kinds.drawn import printed, reviewed, taken

MATCHING = KINDS["matching"]
BUILT, FOG, LIT, PAID, WROTE = range(5)  # right sides of the first example, by their text


def content_of(**changes):
    return MATCHING.Content.model_validate({**MATCHING.examples()[0].content, **changes})


def pairs(*sides):
    return [{"left": left, "right": right} for left, right in sides]


def often(**changes):
    """Return three pairs, two of which share their right side."""
    shared = pairs(("one", "Ann"), ("two", "Ben"), ("three", "Ann"))
    return content_of(**{"pairs": shared, "spare": ["Eve"], "reuse": True, **changes})


@pytest.mark.parametrize(
    ("rights", "points", "reason"),
    [
        ([LIT, PAID, BUILT, WROTE], 4, "Every pair is right."),
        ([LIT, PAID, BUILT, FOG], 3, "3 of 4 pairs are right."),
        ([LIT, PAID, BUILT, None], 3, "3 of 4 pairs are right. 1 was left blank."),
        ([LIT, None, None, FOG], 1, "1 of 4 pairs is right. 2 were left blank."),
        ([PAID, BUILT, WROTE, LIT], 0, "No pair is right."),
        ([None, None, None, LIT], 0, "No pair is right. 3 were left blank."),
        ([LIT, LIT, FOG, FOG], 1,
         "1 of 4 pairs is right. Used more than once: “in fog”, “lit the lamps”."),
        ([LIT, LIT, LIT, LIT], 1, "1 of 4 pairs is right. Used more than once: “lit the lamps”."),
    ],
)  # fmt: skip
def test_each_pair_earns_its_share_and_the_words_say_so(rights, points, reason):
    content = content_of(points=4)
    right = [mine == key for mine, key in zip(rights, content.key, strict=True)]
    expected = Mark(points * UNITS, 4 * UNITS, reason, detail={"right": right})
    assert MATCHING.mark(content, {"rights": rights}) == expected


def test_a_blank_earns_nothing():
    assert MATCHING.mark(content_of(points=4), None) == Mark(0, 4 * UNITS, "No answer was given.")


def test_the_last_pair_takes_what_is_left_of_a_split():
    content = often(points=1)
    assert MATCHING.mark(content, {"rights": [0, None, None]}).points == 3_333_333
    assert MATCHING.mark(content, {"rights": [None, None, 0]}).points == 3_333_334
    assert MATCHING.mark(content, {"rights": [0, 1, 0]}).points == UNITS


def test_where_a_right_side_may_be_used_often_nobody_is_told_that_it_was():
    mark = MATCHING.mark(often(points=3), {"rights": [0, 0, 0]})
    assert (mark.points, mark.reason) == (2 * UNITS, "2 of 3 pairs are right.")


@steady
@given(st.lists(st.sampled_from([None, 0, 1, 2, 3, 4]), min_size=4, max_size=4), st.integers(0, 3))
def test_one_more_right_pair_never_earns_less(rights, place):
    for content in (content_of(points="0.0000003"), content_of(reuse=True)):
        better = [*rights]
        better[place] = content.key[place]
        before, after = (
            MATCHING.mark(content, {"rights": given}).points for given in (rights, better)
        )
        assert 0 <= before <= after <= content.out_of


def test_a_number_means_the_same_right_side_when_only_the_pairs_are_corrected():
    turned = pairs(
        ("The keeper", "in fog"), ("The guild", "lit the lamps"), ("The mason", "wrote it down")
    )
    corrected = content_of(pairs=turned, spare=["paid for it", "built the tower"])
    assert corrected.rights == content_of().rights
    for seed in range(20):
        shown = MATCHING.student_view(
            content_of(pairs=content_of().pairs[:3], spare=["wrote it down", "in fog"]), seed
        )
        assert MATCHING.student_view(corrected, seed) == shown
    assert corrected.key == [FOG, LIT, WROTE]
    assert (
        MATCHING.mark(corrected, {"rights": [FOG, LIT, BUILT]}).reason == "2 of 3 pairs are right."
    )


def test_letters_follow_the_shown_order_on_the_page_and_the_form():
    content, orders = content_of(), set()
    for seed in range(40):
        shown = MATCHING.student_view(content, seed)["rights"]
        assert [right["letter"] for right in shown] == list("ABCDE")
        orders.add(tuple(right["text"] for right in shown))
        form = MATCHING.answer_form(content, seed)(MultiDict({"part1": "B", "part4": "E"}))
        assert form.validate()
        picked = form.response()["rights"]
        assert picked[1:3] == [None, None]
        assert [content.rights[picked[0]], content.rights[picked[3]]] == [
            shown[1]["text"],
            shown[4]["text"],
        ]
    assert len(orders) > 20


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Use a letter once at most; some are left over. Every pair counts the same."),
        ({"spare": []}, "Use each letter once. Every pair counts the same."),
        ({"reuse": True},
         "A letter may be used several times, or not at all. Every pair counts the same."),
    ],
)  # fmt: skip
def test_a_student_is_told_how_letters_are_used(changes, words):
    content = content_of(**changes)
    assert MATCHING.student_view(content, 1)["how"] == words
    assert words in taken(MATCHING, content)
    assert words in printed(MATCHING, content)


def test_a_long_right_side_is_cut_in_the_list_and_whole_above_it():
    long = "in fog, when the first lamp\nwas no more than a smudge"
    page = taken(MATCHING, content_of(spare=[long, "x" * 40]))
    assert "in fog, when the first lamp was no more…" in page
    assert page.count(long) == 1
    assert "x" * 40 in page.replace(f"</b> {'x' * 40}", "", 1)


def test_text_and_key_say_each_pair():
    content = often(pairs=pairs(("one\ntwo", "Ann\nE."), ("three", "Ben")))
    assert MATCHING.key_text(content) == "one two: Ann E.; three: Ben"
    assert MATCHING.text(content, {"rights": [2, None]}) == "one two: Eve; three: blank"


@pytest.mark.parametrize(
    ("changes", "path", "fault"),
    [
        ({"pairs": pairs(("one", "Ann"), ("One.", "Ben"))}, ("pairs", 1, "left"),
         "two left sides are alike: “one” and “One.”"),
        ({"pairs": pairs(("one", "Ann"), ("two", "ann"))}, ("pairs", 1, "right"),
         "two right sides are alike: “Ann” and “ann”"),
        ({"reuse": False}, ("pairs", 2, "right"), "two right sides are alike: “Ann” and “Ann”"),
        ({"spare": ["Eve", "Ben"]}, ("spare", 1), "two right sides are alike: “Ben” and “Ben”"),
        ({"pairs": pairs(("one", "Ann"), ("two", "Ann")), "spare": []}, ("pairs",),
         "there is only one right side to choose"),
    ],
)  # fmt: skip
def test_a_fault_is_reported_at_its_place(changes, path, fault):
    assert (path, fault) in MATCHING.check(often(**changes))


def test_who_needs_a_right_side_twice_is_told_how():
    faults = MATCHING.check(often(reuse=False))
    assert faults[-1] == (
        ("reuse",),
        "a right side that belongs to several left ones takes `reuse: true`",
    )
    assert MATCHING.check(often()) == []


def test_review_says_of_each_pair_whether_it_is_right_in_words():
    page = reviewed(MATCHING, content_of(), {"rights": [LIT, FOG, None, LIT]})
    said = [" ".join(item.split()) for item in page.split("<li>")[1:]]
    assert ["Right</em>" in item for item in said] == [True, False, False, False]
    assert 'in fog <em class="verdict wrong">Wrong</em>' in said[1]
    assert "Right answer: paid for it" in said[1]
    assert "Blank</em>" in said[2] and "Right answer: built the tower" in said[2]
    assert "Belongs to none: in fog" in page
