"""A text with gaps: what each earns, what waits, and what a student sees."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import award, shares
from quizapp.core.matching import Asked, judge
from quizapp.kinds import KINDS
from tests.core.strategies import steady
from tests.kinds.drawn import printed, reviewed, taken

CLOZE = KINDS["cloze"]
QUOTE = "In fog the first lamp was no more than a smudge."
FOG = {"accept": ["fog", {"text": "thick *", "credit": "0.5"}, {"text": "sun", "credit": "0"}]}
SMUDGE = {"accept": ["smudge", {"text": "blur", "credit": "0.25"}], "options": ["star", "sea"]}
LAMP = {"accept": ["lamp"], "options": ["mate"]}


def content_of(**changes):
    plain = {
        "stem": "Fill the gaps.",
        "text": "In {1} the first {2} was no more than a {3}.",
        "gaps": [FOG, LAMP, SMUDGE],
        "evidence": [QUOTE],
        "skill": "retrieve",
    }
    return CLOZE.Content.model_validate({**plain, **changes})


def bank_of(**changes):
    gaps = [{"accept": ["fog"]}, {"accept": ["lamp"]}, {"accept": ["smudge"]}]
    return content_of(**{"gaps": gaps, "bank": ["star"], **changes})


# The points of three gaps of a question that is out of 0.0000010: 3, 3 and 4 units.
@pytest.mark.parametrize(
    ("given", "points", "reason"),
    [
        (["fog", "lamp", "smudge"], 10, "Right: gaps 1, 2 and 3."),
        (["FOG!", "lamp", "smudge"], 10, "Right: gaps 1, 2 and 3."),
        (["fog", None, "star"], 3, "Right: gap 1. Not right: gap 3. Left blank: gap 2."),
        ([None, "lamp", None], 3, "Right: gap 2. Left blank: gaps 1 and 3."),
        (["sun", "mate", "smudge"], 4, "Right: gap 3. Not right: gaps 1 and 2."),
        (["sun", "mate", "sea"], 0, "Not right: gaps 1, 2 and 3."),
        (["thick mist", "lamp", "blur"], 2 + 3 + 1, "Right: gap 2. Partly right: gaps 1 and 3."),
    ],
)
def test_each_gap_earns_its_part(given, points, reason):
    mark = CLOZE.mark(content_of(points="0.000001"), {"gaps": given})
    assert mark[:3] == (points, 10, reason)


def test_the_detail_tells_each_gap():
    mark = CLOZE.mark(content_of(points="0.000001"), {"gaps": ["thick fog", "mate", None]})
    assert mark.detail == {
        "gaps": [
            {
                "verdict": "partly",
                "points": 2,
                "out_of": 3,
                "reason": "This answer earns part of the points.",
            },
            {"verdict": "wrong", "points": 0, "out_of": 3, "reason": "Another word is right."},
            {"verdict": "blank", "points": 0, "out_of": 4, "reason": "It was left blank."},
        ]
    }
    right = CLOZE.mark(content_of(), {"gaps": [None, "lamp", "blur"]}).detail["gaps"]
    assert right[1]["reason"] == "This is the right word."
    assert right[2]["reason"] == "Another word is right; this one earns part of the points."


def test_a_gap_of_nearly_nothing_is_still_right_or_wrong():
    mark = CLOZE.mark(content_of(points="0.0000001"), {"gaps": ["fog", "mate", "sea"]})
    assert [gap["verdict"] for gap in mark.detail["gaps"]] == ["right", "wrong", "wrong"]
    assert mark.points == 0


def unsure():
    """Return something typed that no rule is sure of."""
    for text in ("the weather that nobody likes", "haze", "a haze", "dim light"):
        if judge(text, Asked("Fill the gaps.", ("fog",), QUOTE)).verdict == "review":
            return text
    raise AssertionError("find another answer that is unsure")


def test_while_one_gap_waits_the_question_waits_and_the_others_are_told():
    content = content_of()
    mark = CLOZE.mark(content, {"gaps": [unsure(), "lamp", "star"]})
    assert mark.points is None
    assert mark.reason == "Waiting for your teacher: gap 1. Right: gap 2. Not right: gap 3."
    first, second, _ = mark.detail["gaps"]
    assert (first["verdict"], first["points"]) == ("waiting", None)
    assert first["judged"]["verdict"] == "review"
    assert first["reason"].startswith("Waiting for your teacher: ")
    assert (second["verdict"], second["points"]) == ("right", 10**7)
    assert "judged" not in second
    page = reviewed(CLOZE, content, {"gaps": [unsure(), "lamp", "star"]})
    assert "Waiting for your teacher</em>" in page
    strict = CLOZE.mark(content_of(strict=True), {"gaps": [unsure(), "lamp", "star"]})
    assert strict.points == 10**7


def test_a_blank_is_told_as_such():
    assert CLOZE.mark(content_of(), None)[:3] == (0, 3 * 10**7, "No gap was filled.")


@pytest.mark.parametrize(
    ("given", "share"),
    [
        (["fog", "lamp", "smudge"], "1"),
        (["lamp", "fog", "smudge"], "1/3"),
        (["fog", "fog", "fog"], "1/3"),
        (["Fog", "star", None], "0"),
    ],
)
def test_words_of_a_bank_count_to_the_letter(given, share):
    content = bank_of()
    assert CLOZE.mark(content, {"gaps": given}).points == award(Fraction(share), content.out_of)


def test_without_points_each_gap_is_worth_one():
    assert content_of().points == 3
    assert content_of(points="0.5").points == Fraction(1, 2)


typed = st.sampled_from(["fog", "thick mist", "sun", None])
answers = st.tuples(
    typed, st.sampled_from(["lamp", "mate", None]), st.sampled_from(["smudge", "blur", None])
)


@steady
@given(answers, st.integers(0, 2), st.decimals("0.0000001", "10", places=7))
def test_one_more_right_gap_never_earns_less(given, index, points):
    content = content_of(points=points)
    better = list(given)
    better[index] = ["fog", "lamp", "smudge"][index]
    marks = [CLOZE.mark(content, {"gaps": list(one)}) for one in (given, better)]
    assert 0 <= marks[0].points <= marks[1].points <= content.out_of
    for mark in marks:
        assert mark.points == sum(gap["points"] for gap in mark.detail["gaps"])
        assert [gap["out_of"] for gap in mark.detail["gaps"]] == shares(content.out_of, 3)


# --- what a student sees -------------------------------------------------------------------


def test_which_gap_takes_which_word_of_the_bank_shows_nowhere():
    swapped = [{"accept": ["smudge"]}, {"accept": ["fog"]}, {"accept": ["lamp"]}]
    seen = set()
    for seed in range(60):
        one, other = bank_of(), bank_of(gaps=swapped)
        view = CLOZE.student_view(one, seed)
        assert view == CLOZE.student_view(other, seed)
        assert taken(CLOZE, one, seed=seed) == taken(CLOZE, other, seed=seed)
        assert sorted(view["bank"]) == ["fog", "lamp", "smudge", "star"]
        assert view["lists"] == [view["bank"]] * 3
        seen.add(tuple(view["bank"]))
    assert len(seen) > 15


def test_a_word_stands_in_the_bank_as_often_as_it_is_used():
    gaps = [{"accept": ["fog"]}, {"accept": ["fog"]}, {"accept": ["smudge"]}]
    once = CLOZE.student_view(bank_of(gaps=gaps, bank=[]), 1)
    assert sorted(once["bank"]) == ["fog", "fog", "smudge"]
    assert sorted(once["lists"][0]) == ["fog", "smudge"]
    assert once["how"] == "Use each word at most once."
    often = CLOZE.student_view(bank_of(gaps=gaps, bank=[], bank_once=False, strict=True), 1)
    assert sorted(often["bank"]) == ["fog", "smudge"]
    assert often["how"] == "A word may be used more than once."


def test_gaps_with_a_list_of_their_own_are_shuffled_each_for_itself():
    content = content_of(strict=True)
    view = CLOZE.student_view(content, 1)
    assert view["lists"][0] is None and view["bank"] is None
    assert sorted(view["lists"][2]) == ["blur", "sea", "smudge", "star"]
    assert view["how"] == "Only answers that are spelled right count."
    orders = {tuple(CLOZE.student_view(content, seed)["lists"][2]) for seed in range(60)}
    assert len(orders) > 15
    mixed = bank_of(gaps=[{"accept": ["fog"]}, LAMP, {"accept": ["smudge"]}])
    lists = CLOZE.student_view(mixed, 1)["lists"]
    assert sorted(lists[0]) == ["fog", "smudge", "star"] and sorted(lists[1]) == ["lamp", "mate"]


def test_the_text_flows_around_its_gaps():
    content = content_of(text="{{1}} In {1}, {2}{3}}}")
    assert CLOZE.student_view(content, 1)["pieces"] == ["{1} In ", 1, ", ", 2, 3, "}"]
    page = taken(CLOZE, content, {"gaps": ["a<b", None, "sea"]})
    assert "<p>{1} In <label class=gap" in page
    assert 'value="a&lt;b"' in page
    assert "<option selected>sea" in page
    assert page.count("selected") == 2  # and nothing picked in the other
    for number in (1, 2, 3):
        assert f"<span class=vh>Gap </span>{number}" in page


def test_paper_offers_the_words_to_choose_from():
    assert "<bdi>sea</bdi>" in printed(CLOZE, content_of())
    assert " · " in printed(CLOZE, bank_of())
    assert "<bdi>" not in printed(CLOZE, bank_of())


# --- what is posted ------------------------------------------------------------------------


def post(content, **fields):
    named = {f"gap-{name[1:]}": value for name, value in fields.items()}
    return CLOZE.answer_form(content, 1)(MultiDict(named))


def test_a_text_filled_in_part_is_kept_as_it_is():
    form = post(content_of(), g1=" Fog ", g2="", g3="star")
    assert form.validate()
    assert form.response() == {"gaps": [" Fog ", None, "star"]}
    assert CLOZE.text(content_of(), form.response()) == "1:  Fog ; 3: star"


def test_what_cannot_be_kept_is_refused_at_its_gap():
    form = post(content_of(), g1="x" * 501, g2="sea", g3="star")
    assert not form.validate()
    assert set(form.errors) == {"gap-1", "gap-2"}
    assert post(content_of(), g1="  ", g2="", g3="").response() is None
    assert not post(content_of(), g2=" ").validate()
    assert not post(bank_of(), g1="sun").validate()
