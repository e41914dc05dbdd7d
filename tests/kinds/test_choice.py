"""One answer: credit for an option that is partly right, pinned options, and the order."""

from fractions import Fraction

import pytest
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import award
from quizapp.kinds import KINDS
from tests.kinds.drawn import printed, reviewed, taken

CHOICE, TRUE_FALSE = KINDS["choice"], KINDS["true_false"]
OPTIONS = [
    {"text": "Fog", "key": True},
    {"text": "The guild", "credit": "0.25"},
    {"text": "The harbour"},
    {"text": "All of the above", "pinned": True},
]


def content_of(options=OPTIONS, **changes):
    plain = CHOICE.examples()[0].content
    return CHOICE.Content.model_validate({**plain, "options": options, **changes})


def texts(content, seed):
    return [option["text"] for option in CHOICE.student_view(content, seed)["options"]]


# --- marks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "share", "reason"),
    [
        (0, Fraction(1), "This is the right option."),
        (1, Fraction(1, 4), "Another option is right; this one earns part of the points."),
        (2, Fraction(0), "Another option is right."),
        (3, Fraction(0), "Another option is right."),
    ],
)
def test_an_option_earns_its_credit_and_says_why(option, share, reason):
    content = content_of(points="3")
    mark = CHOICE.mark(content, {"option": option})
    assert mark[:3] == (award(share, content.out_of), content.out_of, reason)


def test_a_blank_earns_nothing():
    content = content_of()
    assert CHOICE.mark(content, None)[:3] == (0, content.out_of, "No answer was given.")


@pytest.mark.parametrize(
    ("option", "changes"), [(0, {"credit": "0.5"}), (2, {"credit": "1"}), (0, {"credit": "1"})]
)
def test_a_credit_is_a_part_of_the_points_and_never_the_keys(option, changes):
    options = [dict(one) for one in OPTIONS]
    options[option].update(changes)
    (fault,) = CHOICE.check(content_of(options))
    assert fault == (("options", option, "credit"), "only a part of the points can be a credit")


@pytest.mark.parametrize("credit", ["-0.1", "1.1", "much"])
def test_a_credit_beyond_all_the_points_is_refused(credit):
    with pytest.raises(ValidationError):
        content_of([*OPTIONS, {"text": "Five", "credit": credit}])


# --- the order -------------------------------------------------------------------------------


def test_all_of_the_above_stays_last_and_the_others_change_places():
    content = content_of()
    orders = {tuple(texts(content, seed)) for seed in range(60)}
    assert len(orders) == 6
    assert {order[-1] for order in orders} == {"All of the above"}


def test_a_pinned_option_in_the_middle_keeps_its_place():
    middle = [*OPTIONS[:1], {"text": "Second", "pinned": True}, *OPTIONS[1:3]]
    content = content_of(middle)
    assert {texts(content, seed)[1] for seed in range(60)} == {"Second"}
    assert len({texts(content, seed)[0] for seed in range(60)}) == 3


def test_the_authors_order_is_shown_to_everybody_where_nothing_is_shuffled():
    content = content_of(shuffle=False)
    assert {tuple(texts(content, seed)) for seed in range(20)} == {
        ("Fog", "The guild", "The harbour", "All of the above")
    }


@pytest.mark.parametrize("draw", [taken, reviewed, printed])
def test_letters_follow_the_shown_order_on_every_page(draw):
    content = content_of()
    for seed in range(8):
        order = texts(content, seed)
        page = draw(CHOICE, content, seed=seed)
        places = [
            page.index(word)
            for letter, text in zip("ABCD", order, strict=True)
            for word in (f"<b>{letter}</b>", text)
        ]
        assert places == sorted(places)


def test_a_letter_means_what_stood_beside_it():
    content = content_of()
    for seed in range(20):
        for letter, text in zip("ABCD", texts(content, seed), strict=True):
            form = CHOICE.answer_form(content, seed)(MultiDict({"choice": letter}))
            assert form.validate()
            assert CHOICE.text(content, form.response()) == text


# --- true or false -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "answer", "points", "reason"),
    [
        ("true", "true", 1, "Yes: the answer is “True”."),
        ("true", "false", 0, "No: the answer is “True”."),
        ("false", "not_said", 0, "No: the answer is “False”."),
        ("not_said", "not_said", 1, "Yes: the answer is “The passage does not say”."),
        ("not_said", None, 0, "No answer was given."),
    ],
)
def test_a_statement_is_marked_and_says_why(key, answer, points, reason):
    plain = TRUE_FALSE.examples()[0].content
    content = TRUE_FALSE.Content.model_validate({**plain, "key": key, "offer_not_said": True})
    response = answer and {"answer": answer}
    mark = TRUE_FALSE.mark(content, response)
    assert mark[:3] == (points * content.out_of, content.out_of, reason)
