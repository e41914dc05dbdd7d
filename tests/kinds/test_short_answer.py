"""A short answer: what an author may write, what is kept, what is shown."""

import json

import pytest
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from quizapp.core import patterns
from quizapp.kinds import KINDS
from tests.kinds.drawn import reviewed, taken

SHORT = KINDS["short_answer"]


def content_of(**changes):
    return SHORT.Content.model_validate({**SHORT.examples()[0].content, **changes})


@pytest.mark.parametrize(
    ("accept", "path", "words"),
    [
        (["the guild", "A guild!"], (1,), "alike: “the guild” and “A guild!”"),
        (["the guild", "?!"], (1,), "“?!” holds no word or number to be typed"),
        (["the guild", "*"], (1,), "“*” holds no word or number to be typed"),
        (["*", "the guild"], (0,), "“*” holds no word or number to be typed"),
        (["the * guild"], (0,), "shown as the right one, so it takes no `*`"),
        (["the \\* guild", "the * guild", "the ** guild"], None, ""),
        (
            [{"text": "the guild", "credit": "0.5"}],
            (0, "credit"),
            "shown as the right one, so it earns all the points",
        ),
    ],
)
def test_accepted_answers_with_a_fault_are_reported(accept, path, words):
    found = SHORT.check(content_of(accept=accept))
    assert [fault.path for fault in found] == ([("accept", *path)] if path else [])
    assert all(words in fault.message for fault in found)


def test_a_pattern_that_cannot_be_read_is_a_fault(monkeypatch):
    content = content_of(patterns=[{"pattern": "guilds?"}, {"pattern": "(guild"}])
    (fault,) = SHORT.check(content)
    assert fault.path == ("patterns", 1, "pattern")
    assert "missing )" in fault.message
    monkeypatch.setattr(patterns, "re2", None)
    assert ["not installed" in fault.message for fault in SHORT.check(content)] == [True, True]


@pytest.mark.parametrize(
    "change",
    [
        {"accept": []},
        {"accept": [str(n) for n in range(101)]},
        {"accept": ["x" * 4001]},
        {"accept": "the guild"},
        {"accept": [5]},
        {"accept": [""]},
        {"accept": [{"text": "guild", "credit": "1.5"}]},
        {"accept": [{"text": "guild", "marks": 1}]},
        {"patterns": [{"pattern": "x" * 201}]},
        {"patterns": ["guild"]},
        {"patterns": [{"pattern": "x"}] * 21},
        {"strict": "perhaps"},
    ],
    ids=str,
)
def test_what_is_no_key_is_refused(change):
    with pytest.raises(ValidationError):
        content_of(**change)


def test_a_bare_number_is_refused_in_words():
    with pytest.raises(ValidationError, match="a number stands in quotation marks"):
        content_of(accept=["the guild", 5])


def test_a_bare_text_earns_everything_as_it_always_did():
    old = {**SHORT.examples()[0].content, "accept": ["the guild", "a company"]}
    content = SHORT.Content.model_validate_json(json.dumps(old))
    assert [(one.text, one.credit) for one in content.accept] == [
        ("the guild", 1),
        ("a company", 1),
    ]
    assert not content.strict and content.patterns == ()


def test_what_was_typed_over_two_lines_is_one_line_in_an_export():
    assert SHORT.text(content_of(), {"text": "the\nfishing\r\nguild"}) == "the fishing guild"


def test_what_was_typed_is_kept_as_it_was():
    form = SHORT.answer_form(content_of(), 1)(MultiDict({"text": " A  Guild. "}))
    assert form.validate()
    assert form.response() == {"text": " A  Guild. "}


def test_a_student_is_told_that_spelling_counts_where_it_does():
    assert "Only answers that are spelled right count." in taken(SHORT, content_of(strict=True))
    assert "spelled" not in taken(SHORT, content_of())


def test_review_shows_what_is_taken_and_what_in_part_but_no_known_wrong_answer():
    accept = ["the guild", "the * company", "five\\*", {"text": "anglers", "credit": "0.5"}]
    content = content_of(accept=[*accept, {"text": "the mayor", "credit": 0}])
    assert SHORT.key_view(content, 1) == {
        "accept": ["the guild", "the … company", "five*"],
        "partly": ["anglers"],
    }
    page = reviewed(SHORT, content, {"text": "nobody knows"})
    assert "the … company; five*" in page
    assert "mayor" not in page


def test_a_blank_is_told_as_such():
    assert SHORT.mark(content_of(), None) == (0, 5_000_000, "No answer was given.", *[None] * 3)
