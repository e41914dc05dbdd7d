"""Sorting statements into groups: what earns what, and what the order tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import UNITS, Mark
from quizapp.kinds import KINDS
from tests.core.strategies import steady
from tests.kinds.drawn import reviewed, taken
from tests.kinds.test_pages import edited

SORT = KINDS["categorise"]


def content_of(**changes):
    return SORT.Content.model_validate({**SORT.examples()[0].content, **changes})


def statements(*pairs):
    return [{"text": text, "group": group} for text, group in pairs]


@pytest.mark.parametrize(
    ("groups", "points", "reason"),
    [
        ([0, 1, 0, 1], 4, "Every statement is right."),
        ([0, 1, 0, 0], 3, "3 of 4 statements are right."),
        ([0, 1, None, 1], 3, "3 of 4 statements are right. 1 was left blank."),
        ([0, 0, 1, None], 1, "1 of 4 statements is right. 1 was left blank."),
        ([1, 0, 1, 0], 0, "No statement is right."),
        ([None, 0, None, None], 0, "No statement is right. 3 were left blank."),
    ],
)
def test_each_statement_earns_its_share_and_the_words_say_so(groups, points, reason):
    content = content_of(points=4)
    right = [mine == key for mine, key in zip(groups, content.key, strict=True)]
    expected = Mark(points * UNITS, 4 * UNITS, reason, detail={"right": right})
    assert SORT.mark(content, {"groups": groups}) == expected


def test_a_blank_earns_nothing():
    assert SORT.mark(content_of(points=2), None) == Mark(0, 2 * UNITS, "No answer was given.")


@steady
@given(st.lists(st.sampled_from([None, 0, 1]), min_size=4, max_size=4), st.integers(0, 3))
def test_one_more_right_statement_never_earns_less(groups, place):
    for content in (content_of(points="0.0000003"), content_of()):
        better = [*groups]
        better[place] = content.key[place]
        before, after = (SORT.mark(content, {"groups": given}).points for given in (groups, better))
        assert 0 <= before <= after <= content.out_of


def test_the_order_of_statements_is_shuffled_and_fields_are_named_as_shown():
    content, orders = content_of(), set()
    for seed in range(40):
        shown = SORT.student_view(content, seed)["statements"]
        orders.add(tuple(shown))
        form_class = SORT.answer_form(content, seed)
        assert [field.label.text for field in form_class()] == shown
        form = form_class(MultiDict({"part1": "2"}))
        assert form.validate()
        picked = form.response()["groups"]
        texts = [statement.text for statement in content.statements]
        assert picked[texts.index(shown[0])] == 1
        assert picked.count(None) == 3
    assert len(orders) > 12
    still = content_of(shuffle=False)
    assert SORT.student_view(still, 7)["statements"] == [one.text for one in still.statements]


def test_text_and_key_say_each_group_with_its_statements():
    content = content_of(
        groups=["Fact", "Opinion", "Neither"],
        statements=statements(("One,\ntwo", "Fact"), ("Three", "Opinion"), ("Four", "Fact")),
    )
    assert SORT.key_text(content) == "Fact: One, two / Four; Opinion: Three"
    assert SORT.text(content, {"groups": [1, None, 1]}) == "Opinion: One, two / Four; Blank: Three"


@pytest.mark.parametrize(
    ("changes", "path", "fault"),
    [
        ({"groups": ["Fact", "fact", "Opinion"]}, ("groups", 1),
         "two groups are alike: “Fact” and “fact”"),
        ({"statements": statements(("One", "Fact"), ("Two", "Fct"))}, ("statements", 1, "group"),
         "there is no group “Fct”; the groups are “Fact”, “Opinion”"),
        ({"statements": statements(("One", "Fact"), ("one.", "Fact"))}, ("statements", 1, "text"),
         "two statements are alike: “One” and “one.”"),
    ],
)  # fmt: skip
def test_a_fault_is_reported_at_its_place(changes, path, fault):
    assert SORT.check(content_of(**changes)) == [(path, fault)]


@pytest.mark.parametrize(
    "changes",
    [
        {"groups": ["Fact"]},
        {"groups": list("abcdef")},
        {"groups": ["Fact", "x" * 101]},
        {"statements": statements(("One", "Fact"))},
        {"statements": statements(*((str(n), "Fact") for n in range(13)))},
    ],
    ids=str,
)
def test_groups_are_two_to_five_and_statements_two_to_twelve(changes):
    with pytest.raises(ValidationError):
        content_of(**changes)


def test_the_page_offers_every_group_under_every_statement():
    page = taken(SORT, content_of(), {"groups": [1, None, None, None]})
    assert page.count("type=radio") == 8
    assert page.count(" checked") == 1
    assert page.count("<legend>") == 5


def test_review_says_of_each_statement_whether_it_is_right_in_words():
    page = reviewed(SORT, content_of(shuffle=False), {"groups": [0, 0, None, 1]})
    said = [" ".join(item.split()) for item in page.split("<li>")[1:]]
    assert ["Right</em>" in item for item in said] == [True, False, False, True]
    assert 'Fact <em class="verdict wrong">Wrong</em>' in said[1]
    assert "Right answer: Opinion" in said[1]
    assert "Blank</em>" in said[2] and "Right answer: Fact" in said[2]
    assert "It is counted." in said[2]


def test_an_author_may_name_groups_later_and_is_told_beside_the_statement():
    form_class = SORT.edit_form()
    form = form_class(
        MultiDict(
            {
                "stem": "Which?",
                "evidence-0-quote": "fog",
                "skill": "infer",
                "points": "1",
                "groups-0": "Fact",
                "groups-1": "",
                "groups-2": "Opinion",
                "statements-0-text": "One",
                "statements-0-group": "3",
                "statements-1-text": "Two",
                "statements-1-group": "2",
            }
        )
    )
    assert form.read(SORT) is None
    assert form.written()["statements"][0]["group"] == "Opinion"
    (told,) = form.statements.entries[1].form.group.errors
    assert told.startswith("there is no group “Group 2”")


def test_a_group_is_told_by_its_name_where_an_author_chooses_it():
    _, page = edited(SORT, content_of())
    assert '<option value="2" selected>Group 2: Opinion</option>' in page
    assert '<option value="4">Group 4</option>' in page
