"""A text between questions: what it is made of, and what it does without."""

import pytest

from quizapp.core.marks import Mark
from quizapp.kinds import KINDS, UNASKED
from quizapp.kinds.placing import Passage, place
from tests.kinds.drawn import printed, reviewed, taken

TEXT = KINDS["information"]


def content_of(stem="One\ntwo\n\n \n\nthree", **fields):
    return TEXT.Content.model_validate({"stem": stem, **fields})


def test_it_alone_asks_nothing():
    assert UNASKED == ("information",)


def test_it_is_worth_nothing():
    assert TEXT.mark(content_of(), None) == Mark(0, 0, "Nothing is asked here.")
    assert content_of(points=3).out_of == 0


def test_empty_lines_make_paragraphs_and_line_ends_stay():
    assert TEXT.student_view(content_of(), 1)["paragraphs"] == ["One\ntwo", "three"]
    for page in (
        taken(TEXT, content_of()),
        reviewed(TEXT, content_of()),
        printed(TEXT, content_of()),
    ):
        assert '<p class="lines">One\ntwo</p>\n<p class="lines">three</p>' in page
        assert "<input" not in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("evidence", ["a quote"]),
        ("skill", "infer"),
        ("points", 1),
        ("explanation", "So it is."),
        ("show_where", "separate"),
        ("hint_costs", ["0.5"]),
    ],
)
def test_what_only_a_question_has_is_a_fault(name, value):
    told = f"a text between questions takes no `{name}:`"
    assert TEXT.check(content_of(**{name: value})) == [((name,), told)]


def test_it_takes_tags_and_pins_nothing_of_the_passage():
    content, faults = place(
        TEXT, content_of(tags=["RI.4.1"]), Passage("A b.", ((0, 4, "A b."),), ((0, 4),), "de")
    )
    assert faults == []
    assert (content.language, content.sentences, content.paragraphs) == ("de", (), ())
