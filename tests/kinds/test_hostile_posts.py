"""Whatever is posted, a form says no or gives a response that every later step can bear."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import UNITS
from quizapp.kinds import KINDS
from tests.core.strategies import anything, steady
from tests.kinds.browser import page

SEED = 11
CONTENTS = {
    kind.name: [kind.Content.model_validate(example.content) for example in kind.examples()]
    for kind in KINDS.values()
}
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))

HOSTILE = [
    "",
    " ",
    "\t",
    "\u00a0",
    "\n",
    "x" * 10_000,
    "A" * 10_000,
    "1" * 10_000,
    "\x00",
    "A\x00",
    "1\x00",
    "\ud800",
    "A\udfff",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "=1+1",
    "\u202eA",
    "שלום",
    "\U0001f41f",
    "Ａ",
    "１",
    "a",
    "AB",
    "Z",
    "A ",
    "0",
    "-1",
    "5",
    "01",
    "1.0",
    "1e0",
    "None",
    "True",
    "[]",
    '{"option": 0}',
    "A\r\nB",
]
WRONG_TYPES = [None, 0, 1, -1, True, 1.5, [], ["A"], {}, {"A": "B"}, b"A", ("A",)]


def bears(kind, content, fields):
    """Validate a post; when it is taken, take the response through every later step."""
    form_class = kind.answer_form(content, SEED)
    form = form_class(MultiDict(fields))
    if not form.validate():
        assert any(form.errors.values())
        page(form).encode()  # it is shown again, with the words of the refusal
        return None
    response = form.response()
    assert response is None or isinstance(response, dict)
    json.dumps(response).encode()
    json.dumps(response, ensure_ascii=False).encode()
    mark = kind.mark(content, response)
    assert mark.points is None or 0 <= mark.points <= mark.out_of
    assert len(kind.text(content, response).splitlines()) <= 1
    assert response is not None or mark.points == 0
    again = form_class(data=form_class.data_for(response))
    assert again.response() == response
    return response


def names(kind):
    return list(kind.answer_form(CONTENTS[kind.name][0], SEED)()._fields)


@each_kind
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_a_hostile_text_is_refused_or_harmless(kind, value):
    for content in CONTENTS[kind.name]:
        for name in names(kind):
            bears(kind, content, [(name, value)])
            bears(kind, content, [(name, value)] * 50)
            bears(kind, content, [(name, ""), (name, value)])
            bears(kind, content, [(name, value), (name, "A"), (name, "1"), (name, "true")])


@each_kind
@pytest.mark.parametrize("value", WRONG_TYPES, ids=repr)
def test_a_value_of_a_wrong_type_is_refused_or_harmless(kind, value):
    for name in names(kind):
        bears(kind, CONTENTS[kind.name][0], [(name, value)])


@each_kind
def test_fields_that_the_form_does_not_have_are_passed_over(kind):
    content = CONTENTS[kind.name][0]
    extra = [("key", "true"), ("points", "9"), ("csrf", "x"), ("response", "x"), ("", "x")]
    assert bears(kind, content, extra) is None


@each_kind
@steady
@given(st.data())
def test_no_text_at_all_gets_past_a_form_and_breaks_a_later_step(kind, data):
    content = data.draw(st.sampled_from(CONTENTS[kind.name]))
    offered = st.sampled_from(["A", "B", "C", "1", "2", "4", "true", "false", "not_said", ""])
    values = data.draw(st.lists(st.one_of(anything, offered), max_size=4))
    bears(kind, content, [(name, value) for name in names(kind) for value in values])


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("choice", "choice", "D"),
        ("choice", "choice", "a"),
        ("choice", "choice", " "),
        ("choice", "choice", "AB"),
        ("choice", "choice", "0"),
        ("choices", "ticked", "F"),
        ("choices", "ticked", "a"),
        ("choices", "ticked", "0"),
        ("choices", "ticked", ""),
        ("true_false", "answer", "maybe"),
        ("true_false", "answer", "True"),
        ("true_false", "answer", " "),
        ("evidence", "sentences", "0"),
        ("evidence", "sentences", "5"),
        ("evidence", "sentences", "01"),
        ("evidence", "sentences", ""),
        ("short_answer", "text", "x" * 501),
        ("short_answer", "text", "a\x00"),
        ("short_answer", "text", "\ud800"),
    ],
)
def test_what_is_not_on_offer_is_refused(kind, field, value):
    form = KINDS[kind].answer_form(CONTENTS[kind][0], SEED)(MultiDict([(field, value)]))
    assert not form.validate()
    assert form.errors[field]


def test_not_said_is_refused_where_it_is_not_offered():
    content = next(c for c in CONTENTS["true_false"] if not c.offer_not_said)
    form = KINDS["true_false"].answer_form(content, SEED)(MultiDict({"answer": "not_said"}))
    assert not form.validate()


def test_of_two_wrong_sentences_among_right_ones_none_is_taken():
    form = KINDS["evidence"].answer_form(CONTENTS["evidence"][0], SEED)
    assert not form(MultiDict([("sentences", "1"), ("sentences", "99")])).validate()


def test_a_short_answer_may_be_500_characters_long():
    fields = [("text", "\U0001f41f" * 500)]
    assert bears(KINDS["short_answer"], CONTENTS["short_answer"][0], fields) == dict(fields)


def test_the_mark_is_out_of_the_points_of_the_question():
    """The control of `bears`: marks are in units, so half a point is not half a unit."""
    assert CONTENTS["short_answer"][0].out_of == UNITS // 2
