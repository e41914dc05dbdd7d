"""Several answers: what each scheme gives, in numbers and in words, and what is refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import SCHEMES, award
from quizapp.kinds import KINDS
from tests.core.strategies import steady
from tests.kinds.drawn import reviewed, taken

CHOICES = KINDS["choices"]
NAMES = ("net_correct", "all_or_nothing", "coverage", "each_option")


def content_of(scheme="net_correct", right=(0, 1), of=5, **changes):
    """A question with `of` options, those in `right` the right ones."""
    options = [{"text": f"option {n}", "key": n in right} for n in range(of)]
    plain = CHOICES.examples()[0].content
    return CHOICES.Content.model_validate(
        {**plain, "points": "1", "options": options, "scheme": scheme, **changes}
    )


def share(content, ticked):
    return Fraction(CHOICES.mark(content, {"options": ticked}).points, content.out_of)


# --- marks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticked", "net", "strict", "cover", "each"),
    [
        ([0, 1], "1", "1", "1", "1"),
        ([0], "1/2", "0", "1/2", "4/5"),
        ([0, 2], "0", "0", "1/4", "3/5"),
        ([0, 1, 2], "1/2", "0", "2/3", "4/5"),
        ([0, 1, 2, 3, 4], "0", "0", "2/5", "2/5"),
        ([2], "0", "0", "0", "2/5"),
        ([2, 3, 4], "0", "0", "0", "0"),
    ],
)
def test_each_scheme_gives_what_was_reckoned_by_hand(ticked, net, strict, cover, each):
    for scheme, due in zip(NAMES, (net, strict, cover, each), strict=True):
        content = content_of(scheme)
        mark = CHOICES.mark(content, {"options": ticked})
        assert mark.points == award(Fraction(due), content.out_of), scheme


@pytest.mark.parametrize("scheme", NAMES)
def test_nothing_ticked_is_blank_and_earns_nothing(scheme):
    content = content_of(scheme, right=(0,), of=10)
    form = CHOICES.answer_form(content, 1)(MultiDict())
    assert form.validate()
    assert form.response() is None
    assert CHOICES.mark(content, None)[:3] == (0, content.out_of, "Nothing was ticked.")


@pytest.mark.parametrize(
    ("ticked", "words"),
    [
        ([0, 1], "These are the right ones."),
        ([0], "Right ones ticked: 1 of 2. Wrong ones ticked: 0."),
        ([0, 1, 4], "Right ones ticked: 2 of 2. Wrong ones ticked: 1."),
        ([2, 3], "Right ones ticked: 0 of 2. Wrong ones ticked: 2."),
    ],
)
def test_a_mark_says_what_was_right_and_what_was_not(ticked, words):
    assert CHOICES.mark(content_of(), {"options": ticked}).reason == words


@pytest.mark.parametrize("scheme", NAMES)
@steady
@given(st.data())
def test_a_better_response_never_earns_less(scheme, data):
    """Better: one right option more, or one wrong option fewer."""
    size = data.draw(st.integers(2, 10))
    indexes = st.integers(0, size - 1)
    right, ticked = data.draw(st.sets(indexes, min_size=1)), data.draw(st.sets(indexes))
    content = content_of(scheme, right, size)
    before = share(content, sorted(ticked)) if ticked else Fraction(0)
    for index in range(size):
        better = ticked | {index} if index in right else ticked - {index}
        if better:
            assert share(content, sorted(better)) >= before


# --- the form and the pages ----------------------------------------------------------------


def test_what_is_ticked_is_kept_in_the_authors_order_whatever_was_shown():
    content = content_of()
    for seed in range(20):
        shown = CHOICES.student_view(content, seed)["options"]
        letters = [one["letter"] for one in shown if one["text"] in {"option 3", "option 1"}]
        form = CHOICES.answer_form(content, seed)(MultiDict([("ticked", one) for one in letters]))
        assert form.validate()
        assert form.response() == {"options": [1, 3]}
        assert CHOICES.text(content, form.response()) == "option 1; option 3"


def test_a_letter_sent_twice_is_one_tick_and_one_wrong_letter_spoils_all():
    form = CHOICES.answer_form(content_of(shuffle=False), 1)
    twice = form(MultiDict([("ticked", "C"), ("ticked", "A"), ("ticked", "C")]))
    assert twice.validate()
    assert twice.response() == {"options": [0, 2]}
    assert not form(MultiDict([("ticked", "A"), ("ticked", "F")])).validate()


def test_pinned_options_stay_and_an_unshuffled_list_is_the_authors():
    texts = [{"text": text, "key": text == "a"} for text in "abcd"]
    pinned = content_of(options=[*texts, {"text": "All of these", "pinned": True}])
    as_written = content_of(shuffle=False)
    orders = set()
    for seed in range(40):
        order = [one["text"] for one in CHOICES.student_view(pinned, seed)["options"]]
        assert order[-1] == "All of these"
        orders.add(tuple(order))
        shown = CHOICES.student_view(as_written, seed)["options"]
        assert [one["text"] for one in shown] == [f"option {n}" for n in range(5)]
    assert len(orders) > 10


@pytest.mark.parametrize("scheme", NAMES)
def test_the_scheme_is_told_to_the_student_before_and_after(scheme):
    content = content_of(scheme)
    for page in (taken(CHOICES, content), reviewed(CHOICES, content)):
        assert SCHEMES[scheme].words in page


def test_review_says_of_each_option_whether_it_was_ticked_and_right():
    options = [
        {"text": "one", "key": True, "feedback": "word one"},
        {"text": "two", "key": True, "feedback": "word two"},
        {"text": "three", "feedback": "word three"},
        {"text": "four", "feedback": "word four"},
    ]
    content = content_of(options=options, shuffle=False)
    page = reviewed(CHOICES, content, {"options": [0, 2]})
    words = [" ".join(part.split()) for part in page.split("<li")[1:]]
    for part, note, feedback in zip(
        words,
        ("ticked, and right", "right, but not ticked", "ticked, but not right", None),
        ("word one", None, "word three", None),
        strict=True,
    ):
        assert (f'<em class="note">{note}</em>' in part) if note else "note" not in part
        assert (feedback in part) if feedback else "word" not in part


# --- what is refused -------------------------------------------------------------------------


def test_a_question_without_a_right_option_is_at_fault():
    (fault,) = CHOICES.check(content_of(right=()))
    assert fault == (("options",), "no option is marked `key: true`")


def test_that_no_option_is_wrong_has_to_be_meant():
    (fault,) = CHOICES.check(content_of(right=range(5)))
    assert fault.path == ("options",)
    assert "every option is marked `key: true`; `all_right: true` says" in fault.message
    assert CHOICES.check(content_of(right=range(5), all_right=True)) == []
    assert CHOICES.check(content_of(right=range(4))) == []


def test_options_that_read_alike_are_at_fault():
    options = [{"text": "the guild", "key": True}, {"text": "no"}, {"text": "A guild."}]
    (fault,) = CHOICES.check(content_of(options=options))
    assert fault == (("options", 2, "text"), "two options are alike: “the guild” and “A guild.”")


@pytest.mark.parametrize(
    "change",
    [
        {"scheme": "overlap"},
        {"scheme": ""},
        {"options": [{"text": "one", "key": True}]},
        {"options": [{"text": str(n), "key": True} for n in range(11)]},
        {"options": [{"text": "", "key": True}, {"text": "two"}]},
        {"options": [{"text": "one", "key": True, "credit": "0.5"}, {"text": "two"}]},
    ],
    ids=str,
)
def test_a_content_that_makes_no_sense_is_refused(change):
    with pytest.raises(ValidationError):
        content_of(**change)


def test_the_author_is_told_each_scheme_in_words():
    offered = {choice.value: choice.label for choice in CHOICES.edit_form()().scheme.choices}
    assert list(offered) == list(NAMES)
    assert all(SCHEMES[name].words in words for name, words in offered.items())
