"""What each kind's review holds when only part of it may be told."""

import pytest

from quizapp.core.feedback import ITEMS
from quizapp.kinds.contract import Telling
from tests.kinds.browser import posted
from tests.kinds.drawn import reviewed
from tests.kinds.test_contract import ALWAYS_KEY, KEY_CHANGES, content_of, each_example, each_kind

SEED = 3
ALL = frozenset(ITEMS)
# What tells of the key itself, and of what the answer is worth by it.
HELD_BACK = {"correctness", "right_answer", "evidence", "explanation", "option_feedback"}


def two_keys(kind, example):
    """Return two contents that differ in their key alone, each with the same answer to it."""
    changed = {**example.content, **ALWAYS_KEY, **KEY_CHANGES[kind.name]}
    plain, other = (kind.Content.model_validate(one) for one in (example.content, changed))
    if kind.student_view(plain, SEED) != kind.student_view(other, SEED):
        pytest.skip("this example differs from the first in more than its key")
    form_class = kind.answer_form(plain, SEED)
    shown = form_class(data=form_class.data_for(example.response))
    answer = kind.answer_form(other, SEED)(posted(shown))
    return (plain, example.response), (other, answer.response())


@each_example
def test_a_key_that_is_held_back_changes_nothing(kind, example):
    one, other = two_keys(kind, example)
    for items in (frozenset(), frozenset({"answers"}), ALL - HELD_BACK):
        assert reviewed(kind, *one, SEED, items) == reviewed(kind, *other, SEED, items)


@each_kind
def test_the_right_answer_alone_is_held_back(kind):
    """Whether each part is right may be told; what is right, nowhere."""
    content = content_of(kind, **KEY_CHANGES[kind.name])
    telling = Telling(None, ALL - {"right_answer", "option_feedback"})
    assert "CANARY" not in repr(kind.key_view(content, SEED, telling))


@each_example
def test_what_is_told_all_is_what_a_teacher_sees_but_for_words_on_other_options(kind, example):
    """The control: with every item, the key is there."""
    content = kind.Content.model_validate(example.content)
    whole = kind.key_view(content, SEED)
    told = kind.key_view(content, SEED, Telling(None, ALL))
    for one in (whole, told):
        for option in one.get("options", []):
            option.pop("feedback")
        for part in one.get("statements", []) + one.get("pairs", []):
            part.pop("verdict")
    assert told == whole
