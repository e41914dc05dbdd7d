"""A paragraph: what waits for a person, what they are handed, and what a rubric must be."""

import pytest
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import UNITS, Mark
from quizapp.kinds import KINDS
from tests.kinds.drawn import printed, reviewed, taken
from tests.kinds.test_pages import edited

WRITTEN = KINDS["written"]


def content_of(**changes):
    return WRITTEN.Content.model_validate({**WRITTEN.examples()[0].content, **changes})


def rubric(*points):
    levels = [{"points": number, "words": f"level {number}"} for number in points]
    return [{"criterion": "Reason", "levels": levels}]


def test_a_paragraph_waits_with_its_words_and_its_quotes():
    text = "Yes. “The guild paid for every stone”, it’s well-known."
    assert WRITTEN.mark(content_of(), {"text": text}) == Mark(
        None,
        2 * UNITS,
        "Waiting for your teacher.",
        detail={"words": 9, "quotes": [[12, 42, "the guild paid for every stone"]]},
    )


def test_a_blank_earns_nothing():
    blank = Mark(0, 2 * UNITS, "No answer was given.")
    assert WRITTEN.mark(content_of(), None) == blank


def test_what_was_typed_is_kept_with_one_kind_of_line_end():
    form = WRITTEN.answer_form(content_of(), 1)
    sent = form(MultiDict({"text": " one\r\ntwo\rthree\nfour  "}))
    assert sent.validate()
    assert sent.response() == {"text": " one\ntwo\nthree\nfour  "}
    assert sent.words == 4
    assert form(MultiDict({"text": " \r\n "})).response() is None


@pytest.mark.parametrize(("length", "is_taken"), [(20_000, True), (20_001, False)])
def test_a_paragraph_has_20000_code_points_at_most(length, is_taken):
    form = WRITTEN.answer_form(content_of(), 1)(MultiDict({"text": "\U0001f41f" * length}))
    assert form.validate() is is_taken
    crossed = WRITTEN.answer_form(content_of(), 1)(MultiDict({"text": "\r\n" * length}))
    assert crossed.validate() is is_taken


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (20, 60, "Write about 20 to 60 words. Your teacher marks this."),
        (20, 0, "Write at least 20 words or so. Your teacher marks this."),
        (0, 60, "Write 60 words or so at most. Your teacher marks this."),
        (0, 0, "Your teacher marks this."),
    ],
)
def test_the_length_is_advised_and_never_refused(least, most, words):
    content = content_of(min_words=least, max_words=most)
    assert WRITTEN.student_view(content, 1)["how"] == words
    assert f">{words}</p>" in taken(WRITTEN, content)
    for text in ("No.", "no " * 100):
        assert WRITTEN.answer_form(content, 1)(MultiDict({"text": text})).validate()


@pytest.mark.parametrize(
    ("least", "most", "lines"),
    [(0, 0, 12), (0, 8, 6), (0, 80, 10), (100, 0, 18), (100, 120, 15), (0, 3000, 30)],
)
def test_paper_has_room_for_it(least, most, lines):
    page = printed(WRITTEN, content_of(min_words=least, max_words=most))
    assert page.count("on-paper line") == lines


def test_a_rubric_is_told_before_unless_the_author_keeps_it():
    kept, told = content_of(), content_of(show_rubric=True)
    assert WRITTEN.Content.model_fields["show_rubric"].default is True
    for page in (taken, printed):
        assert "Gives a reason" not in page(WRITTEN, kept)
        assert "Gives a reason" in page(WRITTEN, told)
        assert "<b>0.5</b> A reason that is not" in page(WRITTEN, told)
        assert "paid for every stone" not in page(WRITTEN, told)
    assert "Gives a reason" in reviewed(WRITTEN, kept, {"text": "No."})


def test_review_keeps_the_lines_of_what_was_written():
    page = reviewed(WRITTEN, content_of(), {"text": "Yes:\n\nof <course>."})
    assert "Yes:\n\nof &lt;course&gt;.</dd>" in page
    assert "it paid for every stone\nand asked for nothing." in page
    assert ">blank</dd>" in reviewed(WRITTEN, content_of())


@pytest.mark.parametrize(("text", "told"), [("", "0 words"), ("Yes", "1 word"), ("a b", "2 words")])
def test_the_words_are_counted_on_the_page(text, told):
    assert f">{told}</p>" in taken(WRITTEN, content_of(), {"text": text})


def test_an_export_has_one_line_and_says_who_marks():
    assert WRITTEN.text(content_of(), {"text": "one\n\ntwo"}) == "one  two"
    assert WRITTEN.key_text(content_of()) == "Yes: it paid for every stone and asked for nothing."
    assert WRITTEN.key_text(content_of(model_answer="")) == "A teacher marks this."


@pytest.mark.parametrize(
    ("changes", "path", "fault"),
    [
        ({"min_words": 61}, ("max_words",), "at most 60 words is less than at least 61"),
        ({"rubric": rubric(1, 2)}, ("rubric", 0, "levels", 0, "points"),
         "the first level earns 0 points"),
        ({"rubric": rubric(0, 2, 2)}, ("rubric", 0, "levels", 2, "points"),
         "each level earns more than the one before"),
        ({"rubric": rubric(0, 2, 1)}, ("rubric", 0, "levels", 2, "points"),
         "each level earns more than the one before"),
        ({"rubric": rubric(0, "0.5", "1.5")}, ("rubric",),
         "the best levels add up to 1.5 points; the question has 2"),
    ],
)  # fmt: skip
def test_a_fault_is_reported_at_its_place(changes, path, fault):
    assert WRITTEN.check(content_of(**changes)) == [(path, fault)]


@pytest.mark.parametrize(
    "changes",
    [
        {"min_words": 60},
        {"min_words": 0},
        {"max_words": 0},
        {"rubric": []},
        {"rubric": rubric(0, 2)},
    ],
    ids=str,
)
def test_what_adds_up_is_without_fault(changes):
    assert WRITTEN.check(content_of(**changes)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"min_words": -1},
        {"max_words": 3001},
        {"rubric": rubric(0)},
        {"rubric": rubric(*range(9))},
        {"rubric": rubric(0, "0.00000001")},
        {"rubric": rubric(-1, 2)},
        {"rubric": rubric(0, 2) * 9},
        {"model_answer": "x" * 4001},
    ],
    ids=lambda change: str(change)[:40],
)
def test_a_content_that_cannot_be_kept_is_refused(changes):
    with pytest.raises(ValidationError):
        content_of(**changes)


def test_an_author_is_offered_one_more_criterion_and_one_more_level_of_each():
    form, page = edited(WRITTEN, content_of())
    assert [len(row.form.levels) for row in form.rubric] == [4, 3, 3]
    assert page.count("Points of level") == 10
    again = WRITTEN.edit_form()(MultiDict({"rubric-0-levels-0-points": "1"}))
    again.add_spare_rows()
    assert [len(row.form.levels) for row in again.rubric] == [3, 3]


def test_a_level_at_fault_is_told_beside_its_points():
    form_class = WRITTEN.edit_form()
    data = form_class.data_for(content_of())
    data["rubric"][1]["levels"][0]["points"] = "0.5"
    form = form_class(data=data)
    form.tell(WRITTEN.check(content_of(**form.written())))
    assert form.rubric.entries[1].form.levels.entries[0].form.points.errors == [
        "the first level earns 0 points"
    ]
