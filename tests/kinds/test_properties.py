"""What holds of every kind for whatever a student posts, found by posting at random.

Posts are made of what the form offers, or of any text where it takes text, so that most of them
are answers; `test_hostile_posts.py` sends what no page would.
"""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, SelectMultipleField

from quizapp.kinds import KINDS
from tests.core.strategies import anything, prose, steady
from tests.kinds.browser import posted

CONTENTS = {
    kind.name: [kind.Content.model_validate(example.content) for example in kind.examples()]
    for kind in KINDS.values()
}
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
SEEDS = st.integers(0, 2**63)
# Short texts are answers more often than long ones.
TYPED = st.one_of(st.text("aei 123,.-/", max_size=8), prose, anything)


@st.composite
def posts(draw, form):
    """What a browser could send of this form: of each field nothing, one value, or several."""
    sent = []
    for field in form:
        if isinstance(field, SelectField):  # radio buttons and boxes are selects to WTForms
            offered = [choice[0] for choice in field.iter_choices()]
            most = len(offered) if isinstance(field, SelectMultipleField) else 1
            values = draw(st.lists(st.sampled_from(offered), max_size=most)) if offered else []
        else:
            values = draw(st.lists(TYPED, max_size=1))
        sent += [(field.name, value) for value in values]
    return MultiDict(sent)


@st.composite
def answers(draw, kind):
    """A content of a kind, a seed, and what its form makes of a post that it takes."""
    content, seed = draw(st.sampled_from(CONTENTS[kind.name])), draw(SEEDS)
    form_class = kind.answer_form(content, seed)
    form = form_class(draw(posts(form_class())))
    return content, seed, form.response() if form.validate() else None


@each_kind
@steady
@given(st.data())
def test_a_mark_lies_between_nothing_and_all_and_is_the_same_again(kind, data):
    content, _, response = data.draw(answers(kind))
    mark = kind.mark(content, response)
    assert mark.out_of == content.out_of
    assert mark.points is None or 0 <= mark.points <= mark.out_of
    assert mark.reason == mark.reason.strip() != ""
    assert kind.mark(content, response) == mark
    right = kind.right_response(content)
    if right is not None:
        assert kind.mark(content, right).points >= (mark.points or 0)


@each_kind
@steady
@given(st.data())
def test_what_is_stored_as_json_means_the_same(kind, data):
    content, _, response = data.draw(answers(kind))
    stored = kind.Content.model_validate(json.loads(json.dumps(content.model_dump(mode="json"))))
    kept = json.loads(json.dumps(response))
    assert stored == content
    assert kept == response
    assert kind.mark(stored, kept) == kind.mark(content, response)
    text = kind.text(content, response)
    assert kind.text(stored, kept) == text
    assert len(text.splitlines()) <= 1
    assert bool(text) <= (response is not None)


@each_kind
@steady
@given(st.data())
def test_a_form_shows_what_was_answered_and_posts_the_same(kind, data):
    content, seed, response = data.draw(answers(kind))
    form_class = kind.answer_form(content, seed)
    shown = form_class(data=form_class.data_for(response))
    assert shown.response() == response
    back = form_class(posted(shown))
    assert back.validate(), back.errors
    assert back.response() == response


@each_kind
def test_posts_at_random_are_answers_of_many_sorts(kind):
    """The control: were every post refused or blank, nothing above would prove anything."""
    seen = Counter()

    @steady
    @given(answers(kind))
    def look(answer):
        content, _, response = answer
        points = kind.mark(content, response).points
        seen["blank" if response is None else "answered"] += 1
        if response is not None:
            seen["nothing" if points == 0 else "something"] += 1

    look()
    if not CONTENTS[kind.name][0].is_asked:
        assert set(seen) == {"blank"}
        return
    assert seen["blank"] and seen["answered"] >= 20, seen
