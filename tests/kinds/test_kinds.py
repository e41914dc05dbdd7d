"""What is particular to each kind, and what all contents have in common."""

from decimal import Decimal

import pytest
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from quizapp.kinds import KINDS
from quizapp.kinds.contract import SKILLS, one_line
from tests.kinds.browser import page

CHOICE, TRUE_FALSE = KINDS["choice"], KINDS["true_false"]
SHORT = KINDS["short_answer"]


def content_of(kind, **changes):
    return kind.Content.model_validate({**kind.examples()[0].content, **changes})


def options(*texts, key=0):
    return [{"text": text, "key": place == key} for place, text in enumerate(texts)]


# --- every content -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
@pytest.mark.parametrize(
    "change",
    [
        {"stem": ""},
        {"stem": " \n"},
        {"stem": "x" * 4_001},
        {"stem": "a\x00b"},
        {"stem": "\ud800"},
        {"stem": 5},
        {"evidence": []},
        {"evidence": [{"quote": ""}]},
        {"evidence": [{"quot": "x"}]},
        {"skill": "recall"},
        {"points": 0},
        {"points": -1},
        {"points": "0.00000001"},
        {"points": 1001},
        {"points": "NaN"},
        {"explanation": "x" * 4_001},
        {"tags": ["a\x00b"]},
        {"colour": "red"},
    ],
    ids=str,
)
def test_a_content_that_cannot_be_kept_is_refused(kind, change):
    content_of(kind)
    if not kind.Content.is_asked and change in ({"evidence": []}, {"points": 0}):
        pytest.skip("nothing is asked, so nothing is proved or earned")
    with pytest.raises(ValidationError):
        content_of(kind, **change)


def test_the_texts_of_a_content_are_canonical_and_without_outer_blanks():
    made = content_of(
        CHOICE,
        stem=" Why\r\nthe cafe\u0301?\ufeff ",
        options=options(" one\u2028two ", "three\x07"),
        tags=[" RL.4 "],
    )
    assert made.stem == "Why\nthe caf\u00e9?"
    assert [option.text for option in made.options] == ["one\ntwo", "three"]
    assert made.tags == ("RL.4",)


def test_a_bare_quote_is_evidence_and_blanks_of_its_context_are_kept():
    made = content_of(CHOICE, evidence=["in fog", {"quote": "a smudge", "prefix": " than "}])
    assert [(e.quote, e.prefix, e.start) for e in made.evidence] == [
        ("in fog", "", None),
        ("a smudge", " than ", None),
    ]


@pytest.mark.parametrize("points", ["0.5", "0.1234567", "1000", 2])
def test_points_are_exact(points):
    made = content_of(CHOICE, points=points)
    assert Decimal(made.out_of) / 10**7 == Decimal(points)
    assert CHOICE.mark(made, {"option": 0}).points == made.out_of


@pytest.mark.parametrize("skill", SKILLS)
def test_every_skill_is_taken(skill):
    assert content_of(SHORT, skill=skill).skill == skill


def test_a_content_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        content_of(CHOICE).stem = "Another?"


def test_line_ends_of_any_sort_leave_a_text_of_one_line():
    assert one_line("one\ntwo\r\nthree  four\u2028five") == "one two three  four five"


# --- choice ------------------------------------------------------------------------------


def test_the_order_of_options_depends_on_the_seed_and_each_comes_first_for_some():
    content = content_of(CHOICE, options=options("one", "two", "three", "four", "five"))
    orders = [
        tuple(option["text"] for option in CHOICE.student_view(content, seed)["options"])
        for seed in range(200)
    ]
    assert len(set(orders)) > 60
    for text in ("one", "two", "three", "four", "five"):
        assert 20 < sum(order[0] == text for order in orders) < 60
    assert all(sorted(order) == sorted(orders[0]) for order in orders)


def test_two_questions_of_one_attempt_are_not_shuffled_alike():
    texts = options("one", "two", "three", "four", "five", "six")
    first, second = (content_of(CHOICE, stem=stem, options=texts) for stem in ("Why?", "How?"))
    same = [
        CHOICE.student_view(first, seed)["options"] == CHOICE.student_view(second, seed)["options"]
        for seed in range(50)
    ]
    assert sum(same) < 5


def test_letters_follow_the_shown_order_on_the_form_in_the_view_and_in_review():
    content = content_of(CHOICE)
    for seed in range(20):
        view = CHOICE.student_view(content, seed)["options"]
        review = CHOICE.key_view(content, seed)["options"]
        assert [option["letter"] for option in view] == ["A", "B", "C"]
        assert [(o["letter"], o["text"]) for o in review] == [
            (o["letter"], o["text"]) for o in view
        ]
        form_class = CHOICE.answer_form(content, seed)
        for shown, told in zip(view, review, strict=True):
            form = form_class(MultiDict({"choice": shown["letter"]}))
            assert form.validate()
            assert form.response() == {"option": told["index"]}
            assert CHOICE.text(content, form.response()) == shown["text"]


def test_options_are_escaped_on_the_form():
    drawn = page(CHOICE.answer_form(content_of(CHOICE), 1)())
    assert "&lt;guild&gt; &amp; its" in drawn
    assert "<guild>" not in drawn


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        ([{"text": "one"}, {"text": "two"}], "no option is marked"),
        ([{"text": "one", "key": True}, {"text": "two", "key": True}], "2 options are marked"),
        (options("The guild", "three", "a GUILD."), "alike: “The guild” and “a GUILD.”"),
        (options("?", "?"), "alike"),
    ],
)
def test_options_with_a_fault_are_reported(made, fault):
    faults = CHOICE.check(content_of(CHOICE, options=made))
    assert len(faults) == 1
    assert fault in faults[0].message


@pytest.mark.parametrize(
    "texts", [("2.5", "25"), ("-5", "5"), ("?", "!"), ("vitamin", "vitamin A")]
)
def test_options_that_differ_in_what_counts_are_not_alike(texts):
    assert CHOICE.check(content_of(CHOICE, options=options(*texts))) == []


@pytest.mark.parametrize("count", [0, 1, 11])
def test_a_choice_has_two_to_ten_options(count):
    with pytest.raises(ValidationError, match="options"):
        content_of(CHOICE, options=options(*map(str, range(count))))


def test_an_option_over_two_lines_is_one_line_in_an_export():
    content = content_of(CHOICE, options=options("Two lamps,\none low", "None"))
    assert CHOICE.text(content, {"option": 0}) == "Two lamps, one low"
    assert CHOICE.key_text(content) == "Two lamps, one low"


# --- true or false -----------------------------------------------------------------------


def test_a_bare_truth_value_of_yaml_is_a_key():
    assert content_of(TRUE_FALSE, key=True).key == "true"
    assert content_of(TRUE_FALSE, key=False).key == "false"
    with pytest.raises(ValidationError):
        content_of(TRUE_FALSE, key="maybe")


def test_answers_stand_in_the_same_order_for_everybody():
    content = content_of(TRUE_FALSE)
    views = [TRUE_FALSE.student_view(content, seed)["answers"] for seed in range(30)]
    assert [answer[0] for answer in views[0]] == ["true", "false", "not_said"]
    assert all(view == views[0] for view in views)


def test_a_key_that_is_not_on_offer_is_a_fault():
    (fault,) = TRUE_FALSE.check(content_of(TRUE_FALSE, key="not_said", offer_not_said=False))
    assert "offer_not_said: true" in fault.message
