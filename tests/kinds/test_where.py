"""Show me where: an answer and the place that proves it, marked together."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import award
from quizapp.kinds import KINDS
from quizapp.kinds.where import SCHEMES, can_show_where, kind_of, split, where_text
from tests.core.strategies import steady

SENTENCES = [
    [0, 9, "aaaaaaaa."],
    [10, 19, "bbbb bbb."],
    [20, 29, "cccc\nccc."],
    [30, 39, "dddd ddd."],
]
EVIDENCE = [
    {"quote": "bbb", "start": 11, "end": 14},
    {"quote": "ccc", "start": 25, "end": 28},
]


def content_of(kind="choice", **changes):
    """Return a choice whose third option earns half, on four sentences; 2 or 3 proves it."""
    options = [{"text": "Fog", "key": True}, {"text": "Sun"}, {"text": "Mist", "credit": "0.5"}]
    given_ = {"stem": "Why?", "skill": "infer", "points": "2", "options": options}
    pinned = {"sentences": SENTENCES, "evidence": EVIDENCE}
    if kind != "choice":
        given_ = KINDS[kind].examples()[0].content
    return KINDS[kind].Content.model_validate({**given_, **pinned, **changes})


def mark(scheme, option, where):
    answer = None if option is None else {"option": option}
    response = {"answer": answer, "where": where} if answer or where else None
    return kind_of("choice", scheme).mark(content_of(), response)


@pytest.mark.parametrize(
    ("scheme", "option", "where", "share", "right", "found"),
    [
        ("two_one_none", 0, [2], 1, True, True),
        ("two_one_none", 0, [1, 2], 1, True, True),  # a longer right pick is not wrong
        ("two_one_none", 0, [1, 2, 4], Fraction(1, 2), True, False),
        ("two_one_none", 0, [3], 1, True, True),
        ("two_one_none", 0, [1], Fraction(1, 2), True, False),
        ("two_one_none", 0, [], Fraction(1, 2), True, False),
        ("two_one_none", 1, [2], 0, False, True),
        ("two_one_none", 1, [1], 0, False, False),
        ("two_one_none", None, [2], 0, False, True),
        ("two_one_none", 2, [2], Fraction(1, 2), False, True),
        ("two_one_none", 2, [1], Fraction(1, 4), False, False),
        ("all_or_nothing", 0, [2], 1, True, True),
        ("all_or_nothing", 0, [1], 0, True, False),
        ("all_or_nothing", 1, [2], 0, False, True),
        ("all_or_nothing", 2, [2], 0, False, True),
        ("separate", 0, [2], 1, True, True),
        ("separate", 0, [1], Fraction(1, 2), True, False),
        ("separate", 1, [2], Fraction(1, 2), False, True),
        ("separate", 1, [1, 2], Fraction(1, 4), False, True),
        ("separate", None, [], 0, False, False),
    ],
)
def test_each_scheme_earns_what_it_says_and_keeps_both_halves_apart(
    scheme, option, where, share, right, found
):
    got = mark(scheme, option, where)
    assert got.points == award(Fraction(share), 2 * 10**7)
    assert (got.answer_right, got.evidence_right) == (right, found)


def test_the_reason_tells_of_both():
    assert mark("separate", 0, [2]).reason == "This is the right option. The place is right."
    elsewhere = "This is the right option. The place proves something else."
    assert mark("separate", 0, [1]).reason == elsewhere
    assert mark("separate", 0, []).reason == "This is the right option. No place was given."


def test_what_the_answer_rests_on_is_kept():
    content, answer = content_of("numeric"), {"text": "thirty metres"}
    got = kind_of("numeric", "separate").mark(content, {"answer": answer, "where": [2]})
    assert got.detail == {"number": "30", "unit": "metres"}


def test_nothing_asked_is_nothing_earned():
    got = kind_of("information", "separate").mark(content_of("information"), None)
    assert (got.points, got.out_of) == (0, 0)


def test_where_a_person_must_decide_the_place_is_known_already():
    kind, content = kind_of("written", "separate"), content_of("written")
    got = kind.mark(content, {"answer": {"text": "Because of fog."}, "where": [2]})
    assert (got.points, got.answer_right, got.evidence_right) == (None, None, True)
    assert got.detail is not None
    assert got.reason == "Waiting for your teacher. The place is right."


@steady
@given(
    st.sampled_from(list(SCHEMES)),
    st.sampled_from([None, 0, 1, 2]),
    st.sets(st.integers(1, 4)),
)
def test_the_right_place_never_earns_less_than_another(scheme, option, where):
    with_it, without = mark(scheme, option, [2]), mark(scheme, option, sorted(where))
    assert 0 <= without.points <= with_it.points <= with_it.out_of


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("2", [2]),
        ("4, 2", [2, 4]),
        ("2 and 4.", [2, 4]),
        ("sentence 3", [3]),
        ("2-4", [2, 4]),
        ("", []),
        (" ", []),
    ],
)
def test_numbers_are_read_whatever_stands_between_them(typed, numbers):
    form = kind_of("choice", "separate").answer_form(content_of(), 1)(MultiDict({"where": typed}))
    assert form.validate()
    assert form.response() == ({"answer": None, "where": numbers} if numbers else None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0", "There is no sentence 0; the last is 30."),
        ("2, 31", "There is no sentence 31; the last is 30."),
        ("9" * 150, "There is no sentence 999"),
        ("sentence two", "Write the number of a sentence, such as 4."),
        (" ".join(str(number) for number in range(1, 22)), "Pick at most 20 sentences."),
    ],
)
def test_what_names_no_sentence_is_refused_in_words(typed, words):
    many = [[10 * n, 10 * n + 9, "A sentence."] for n in range(30)]
    form_class = kind_of("choice", "separate").answer_form(content_of(sentences=many), 1)
    form = form_class(MultiDict({"where": typed}))
    assert not form.validate()
    assert words in form.where.errors[0]
    twenty = " ".join(str(number) for number in range(1, 21))
    assert form_class(MultiDict({"where": twenty})).validate()


@pytest.mark.parametrize(
    "kind", [name for name in KINDS if name not in {"evidence", "information"}]
)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_any_kind_can_be_asked_for_its_place(kind, scheme):
    two_part = kind_of(kind, scheme)
    for example in KINDS[kind].examples():
        content = KINDS[kind].Content.model_validate(
            {**example.content, "sentences": SENTENCES, "evidence": EVIDENCE}
        )
        assert can_show_where(kind, content)
        response = {"answer": example.response, "where": [3]}
        form_class = two_part.answer_form(content, 5)
        form = form_class(data=form_class.data_for(response))
        assert form.response() == response
        assert form_class(data=form_class.data_for(None)).response() is None
        assert two_part.text(content, response) == KINDS[kind].text(content, example.response)
        assert where_text(content, response) == "cccc ccc."
        right = two_part.right_response(content)
        if right is not None:
            assert two_part.mark(content, right).points == content.out_of


def test_a_place_is_not_asked_for_where_it_is_the_answer_or_nowhere():
    assert not can_show_where("evidence", content_of("evidence"))
    assert not can_show_where("choice", content_of(sentences=[]))
    heading = [{"quote": "x", "start": 50, "end": 51}]
    assert not can_show_where("choice", content_of(evidence=heading))


def test_without_a_scheme_it_is_the_kind_itself():
    assert kind_of("choice", "") is KINDS["choice"]
    assert kind_of("choice", "separate") is kind_of("choice", "separate")


def test_what_a_student_sees_of_the_place_tells_nothing_of_it():
    kind = kind_of("choice", "separate")
    plain, other = content_of(), content_of(evidence=EVIDENCE[:1])
    assert kind.student_view(plain, 3) == kind.student_view(other, 3)
    assert kind.student_view(plain, 3)["where"]["last"] == 4
    assert SCHEMES["separate"].words == kind.student_view(plain, 3)["where"]["words"]


def test_a_blank_is_split_into_nothing():
    assert split(None) == (None, [])
    assert where_text(content_of(), None) == ""
