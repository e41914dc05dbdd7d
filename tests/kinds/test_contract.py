"""What every kind of question promises, held over each kind's own examples."""

import json

import pytest

from quizapp.core.marks import Mark, award
from quizapp.kinds import KINDS
from tests.kinds.browser import page, posted

SEEDS = range(60)
CASES = [
    pytest.param(kind, example, id=f"{kind.name}-{number}")
    for kind in KINDS.values()
    for number, example in enumerate(kind.examples(), 1)
]
each_example = pytest.mark.parametrize(("kind", "example"), CASES)
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))

# For each kind: fields of its first example that are key, and another value for each.
# Nothing of them may show before review.
KEY_CHANGES = {
    "choice": {
        "options": [
            {"text": "The first could not be seen in fog", "feedback": "CANARY one"},
            {"text": "The harbour had grown", "feedback": "CANARY two", "key": True},
            {"text": "The <guild> & its “friends” wanted two", "feedback": "CANARY three"},
        ]
    },
    "choices": {
        "all_right": True,
        "options": [
            {"text": "The stone", "feedback": "CANARY one"},
            {"text": "The second lamp", "feedback": "CANARY two"},
            {"text": "The <keeper> & his “boat”", "key": True, "feedback": "CANARY three"},
            {"text": "\u202e\U0001f41f שלום", "key": True},
            {"text": "All of these", "pinned": True},
        ],
    },
    "true_false": {"key": True},
    "short_answer": {"accept": ["CANARY", "CANARIES", "three"]},
    "cloze": {
        "gaps": [
            {"accept": ["CANARY", {"text": "CANARIES", "credit": "0.5"}]},
            {"accept": ["star"], "options": ["<b>\u202e\U0001f41f</b>", "smudge"]},
        ]
    },
    "numeric": {
        "value": "77",
        "tolerance": "2",
        "near": [{"tolerance": "7", "credit": "0.1"}],
        "unit": ["CANARY"],
    },
    "ordering": {
        "items": [
            "\u202e\U0001f41f שלום",
            "The guild <met> & “paid”",
            "The second lamp was built",
            "A first lamp was lit",
        ]
    },
    "matching": {
        "pairs": [
            {"left": "The keeper", "right": "wrote it down"},
            {"left": "The guild", "right": "lit the lamps"},
            {"left": "The mason", "right": "paid for it"},
            {"left": "The <clerk> & “son”", "right": "built the tower"},
        ]
    },
    "categorise": {
        "statements": [
            {"text": "The guild paid for the stone.", "group": "Opinion", "feedback": "CANARY"},
            {"text": "The guild was <too> proud & “vain”.", "group": "Fact"},
            {"text": "There were two lamps.", "group": "Opinion"},
            {"text": "Two lamps are nicer than one.", "group": "Opinion"},
        ]
    },
    "evidence": {
        "need": "all",
        "evidence": [
            {"quote": "CANARY", "start": 0, "end": 4},
            {"quote": "cccc", "start": 22, "end": 26},
        ],
    },
}
KEY_CHANGES["information"] = {}  # it has no key
KEY_CHANGES["written"] = {
    "model_answer": "CANARY: yes.",
    "rubric": [
        {
            "criterion": "CANARY",
            "levels": [{"points": 0, "words": "none"}, {"points": 2, "words": "CANARY"}],
        }
    ],
}
ALWAYS_KEY = {
    "evidence": [{"quote": "CANARY", "start": 0, "end": 6, "prefix": "CANARY", "suffix": "CANARY"}],
    "explanation": "CANARY, for the keeper says so.",
    "skill": "integrate",
    "tags": ["CANARY"],
    "points": "7",
}


def content_of(kind, **changes):
    return kind.Content.model_validate({**kind.examples()[0].content, **changes})


@each_kind
def test_a_kind_is_registered_by_its_name_and_has_a_label(kind):
    assert KINDS[kind.name] is kind
    assert kind.name.isidentifier() and kind.name.islower()
    assert kind.label.strip() == kind.label != ""


@each_kind
def test_examples_show_full_marks_no_marks_and_a_blank(kind):
    examples = kind.examples()
    assert len(examples) >= 6
    if not kind.Content.is_asked:
        assert {(example.response, example.share) for example in examples} == {(None, 0)}
        return
    answered = {example.share for example in examples if example.response is not None}
    is_for_a_person = kind.right_response(content_of(kind)) is None
    assert answered == {None} if is_for_a_person else {0, 1} <= answered
    assert [example.share for example in examples if example.response is None] == [0]


@each_example
def test_an_example_is_without_fault(kind, example):
    assert kind.check(kind.Content.model_validate(example.content)) == []


@each_example
def test_an_example_earns_its_share_every_time(kind, example):
    content = kind.Content.model_validate(example.content)
    mark = kind.mark(content, example.response)
    assert isinstance(mark, Mark)
    assert mark.out_of == content.out_of
    assert (mark.out_of > 0) == kind.Content.is_asked
    if example.share is None:
        assert mark.points is None
    else:
        assert mark.points == award(example.share, content.out_of)
        assert 0 <= mark.points <= mark.out_of
    assert mark.reason.strip()
    again = kind.Content.model_validate(example.content)
    assert kind.mark(again, json.loads(json.dumps(example.response))) == mark


@each_example
def test_a_blank_earns_nothing_and_reads_as_nothing(kind, example):
    content = kind.Content.model_validate(example.content)
    assert kind.mark(content, None).points == 0
    assert kind.text(content, None) == ""


@each_example
def test_the_right_response_earns_all_the_points_and_is_one_that_the_form_gives(kind, example):
    content = kind.Content.model_validate(example.content)
    right = kind.right_response(content)
    if right is None:
        assert all(example.share in {0, None} for example in kind.examples())
        return
    assert kind.mark(content, right).points == content.out_of
    form_class = kind.answer_form(content, 4)
    back = form_class(posted(form_class(data=form_class.data_for(right))))
    assert back.validate(), back.errors
    assert back.response() == right == json.loads(json.dumps(right))


@each_example
def test_a_response_and_the_key_are_one_line_of_text(kind, example):
    content = kind.Content.model_validate(example.content)
    for text in (kind.text(content, example.response), kind.key_text(content)):
        assert len(text.splitlines()) <= 1
    assert bool(kind.text(content, example.response)) == (example.response is not None)
    assert bool(kind.key_text(content)) == kind.Content.is_asked


@each_example
def test_content_survives_json(kind, example):
    content = kind.Content.model_validate(example.content)
    stored = json.dumps(content.model_dump(mode="json"))
    assert kind.Content.model_validate(json.loads(stored)) == content
    assert json.dumps(kind.Content.model_validate_json(stored).model_dump(mode="json")) == stored


@each_example
@pytest.mark.parametrize("seed", [0, 1, 7, 2**40])
def test_a_form_shows_a_response_again_and_posts_it_back(kind, example, seed):
    content = kind.Content.model_validate(example.content)
    form_class = kind.answer_form(content, seed)
    shown = form_class(data=form_class.data_for(example.response))
    back = form_class(posted(shown))
    assert back.validate(), back.errors
    assert back.response() == example.response


@each_example
def test_a_form_posts_nothing_for_a_question_not_touched(kind, example):
    form_class = kind.answer_form(kind.Content.model_validate(example.content), 3)
    for form in (form_class(posted(form_class())), form_class()):
        assert form.validate()
        assert form.response() is None


@each_example
def test_what_a_student_and_a_reviewer_see_can_be_sent_as_json(kind, example):
    content = kind.Content.model_validate(example.content)
    for view in (kind.student_view(content, 5), kind.key_view(content, 5)):
        json.dumps(view)
    assert json.dumps(content.stem) in json.dumps(kind.student_view(content, 5))


@each_kind
def test_a_view_and_a_form_are_drawn_the_same_for_the_same_seed(kind):
    content = content_of(kind)
    assert kind.student_view(content, 5) == kind.student_view(content_of(kind), 5)
    assert kind.key_view(content, 5) == kind.key_view(content_of(kind), 5)
    assert page(kind.answer_form(content, 5)()) == page(kind.answer_form(content, 5)())


def test_every_kind_says_here_what_its_key_is():
    assert set(KEY_CHANGES) == set(KINDS)


@each_kind
def test_each_change_of_the_key_is_one(kind):
    """The control: were nothing changed, the next tests would prove nothing."""
    for name, value in {**ALWAYS_KEY, **KEY_CHANGES[kind.name]}.items():
        assert content_of(kind, **{name: value}) != content_of(kind)
    changed = content_of(kind, **KEY_CHANGES[kind.name])
    is_other = kind.key_view(changed, 5) != kind.key_view(content_of(kind), 5)
    assert is_other == kind.Content.is_asked


@each_kind
def test_what_a_student_sees_does_not_change_with_the_key(kind):
    plain, changes = content_of(kind), {**ALWAYS_KEY, **KEY_CHANGES[kind.name]}
    others = [content_of(kind, **{name: value}) for name, value in changes.items()]
    others.append(content_of(kind, **changes))
    for seed in SEEDS:
        view = kind.student_view(plain, seed)
        drawn = page(kind.answer_form(plain, seed)())
        for other in others:
            assert kind.student_view(other, seed) == view
            assert page(kind.answer_form(other, seed)()) == drawn


@each_kind
def test_no_word_of_the_key_is_in_what_a_student_sees(kind):
    secret = content_of(kind, **{**ALWAYS_KEY, **KEY_CHANGES[kind.name]})
    assert "CANARY" in repr(secret)
    for seed in SEEDS:
        assert "CANARY" not in repr(kind.student_view(secret, seed))
        assert "CANARY" not in page(kind.answer_form(secret, seed)())


@each_example
def test_a_picked_answer_is_drawn_the_same_whatever_the_key(kind, example):
    """A page drawn again after an answer must not tell whether it was right."""
    changes = {**ALWAYS_KEY, **KEY_CHANGES[kind.name]}
    plain = kind.Content.model_validate(example.content)
    other = kind.Content.model_validate({**example.content, **changes})
    if kind.student_view(plain, 1) != kind.student_view(other, 1):
        pytest.skip("this example differs from the first in more than its key")
    for seed in SEEDS:
        forms = [kind.answer_form(content, seed) for content in (plain, other)]
        first, second = (page(form(data=form.data_for(example.response))) for form in forms)
        assert first == second
