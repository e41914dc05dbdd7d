"""A text with gaps: what an author may write, and the words for what not."""

import pytest
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from quizapp.kinds import KINDS
from quizapp.kinds.placing import Passage, place
from tests.kinds.test_cloze import FOG, LAMP, QUOTE, SMUDGE, bank_of, content_of

CLOZE = KINDS["cloze"]


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        (
            {"text": "In {1} a {2}."},
            ("gaps",),
            "the text has 2 gaps, such as {1}, and `gaps:` has 3",
        ),
        ({"text": "In {1} a {3} {2}."}, ("text",), "the gap {3} stands where {2} should"),
        ({"text": "In {1} a {1} {2}."}, ("text",), "the gap {1} stands where {2} should"),
        ({"text": "In {2} a {3} {4}."}, ("text",), "the gap {2} stands where {1} should"),
        ({"text": "In {1} a {2} {3} {"}, ("text",), "a brace itself {{ or }}"),
        ({"text": "In {1} a {2} {3} {x}"}, ("text",), "a gap is written {1}, {2} and so on"),
        ({"text": "In {01} a {2} {3}"}, ("text",), "a gap is written {1}, {2} and so on"),
        (
            {"gaps": [{"accept": ["?"]}, LAMP, SMUDGE]},
            ("gaps", 0, "accept", 0),
            "holds no word or number",
        ),
        (
            {"gaps": [FOG, {**LAMP, "accept": [{"text": "lamp", "credit": 0}]}, SMUDGE]},
            ("gaps", 1, "accept", 0, "credit"),
            "it earns all the points",
        ),
        (
            {"gaps": [FOG, {"accept": ["lamp"], "options": ["lamp"]}, SMUDGE]},
            ("gaps", 1, "options"),
            "“lamp” is in the list of this gap twice",
        ),
        (
            {"gaps": [FOG, {"accept": ["lamp *"], "options": ["x"]}, SMUDGE]},
            ("gaps", 1, "accept", 0),
            "a `*` stands for nothing",
        ),
        (
            {"bank": [], "gaps": [{"accept": ["fog", "mist"]}, LAMP, SMUDGE]},
            ("gaps", 0, "accept", 1),
            "“mist” is not among the words of the bank",
        ),
        ({"bank": ["x"], "gaps": [LAMP, LAMP, SMUDGE]}, ("bank",), "every gap has a list"),
        (
            {"bank": ["x", "fog"], "gaps": [{"accept": ["fog"]}, LAMP, SMUDGE]},
            ("bank", 1),
            "“fog” is in the bank already",
        ),
        (
            {"bank": ["x", "x"], "gaps": [{"accept": ["fog"]}, LAMP, SMUDGE]},
            ("bank", 1),
            "“x” is in the bank already",
        ),
    ],
)
def test_what_no_author_can_mean_is_reported(changes, path, words):
    (fault,) = CLOZE.check(content_of(**changes))
    assert fault.path == path
    assert words in fault.message


def test_what_an_author_may_mean_is_without_fault():
    for content in (content_of(), bank_of(), bank_of(bank=[]), bank_of(bank=["mist", "Fog"])):
        assert CLOZE.check(content) == []


PASSAGE = Passage(
    f"It was late. {QUOTE}",
    ((0, 12, "It was late."), (13, 61, "In fog the first lamp was\nno more than a smudge.")),
    ((0, 61),),
    "en",
)


def test_the_text_with_its_right_words_stands_in_the_passage():
    assert place(CLOZE, content_of(), PASSAGE)[1] == []
    assert (
        place(CLOZE, content_of(text="{1} the first {2} was no more than a {3}"), PASSAGE)[1] == []
    )
    other = content_of(text="In {1} the first {2} was never more than a {3}.")
    _, (fault,) = place(CLOZE, other, PASSAGE)
    assert fault.path == ("text",)
    assert "does not stand in the passage; the nearest is “In fog" in fault.message
    assert "`free_text: true`" in fault.message
    assert place(CLOZE, other.model_copy(update={"free_text": True}), PASSAGE)[1] == []
    strange = content_of(text="{1}{2}{3}", gaps=[{"accept": ["QQ"]}] * 3)
    assert "the nearest" not in place(CLOZE, strange, PASSAGE)[1][0].message


def test_a_text_that_stands_twice_is_no_fault():
    twice = ((0, 7, "So fog."), (8, 15, "So fog."))
    content = content_of(text="So {1}.", gaps=[FOG], evidence=["late"], sentences=twice)
    assert CLOZE.check(content) == []


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"gaps": []},
        {"gaps": [FOG] * 51},
        {"gaps": [{"accept": []}]},
        {"gaps": [{"accept": ["x"], "options": [str(n) for n in range(10)]}]},
        {"gaps": [{"accept": ["x"], "options": ["y" * 201]}]},
        {"gaps": "fog"},
        {"bank": [""]},
        {"bank": [str(n) for n in range(51)]},
        {"bank": "fog"},
    ],
    ids=str,
)
def test_what_is_no_cloze_is_refused(change):
    with pytest.raises(ValidationError):
        content_of(**change)


def test_words_to_choose_from_are_on_one_line():
    content = content_of(gaps=[FOG, {"accept": ["old\n lamp"], "options": ["a\n b"]}, SMUDGE])
    assert CLOZE.student_view(content, 1)["lists"][1] in (["old lamp", "a b"], ["a b", "old lamp"])
    assert CLOZE.mark(content, {"gaps": [None, "old lamp", None]}).points == 10**7
    assert CLOZE.key_text(content) == "1: fog; 2: old lamp; 3: smudge"


# --- the author's form ---------------------------------------------------------------------


def edited(content, **changes):
    form_class = CLOZE.edit_form()
    form = form_class(data=form_class.data_for(content))
    form.add_spare_rows()
    fields = {field.name: field._value() for field in walked(form) if hasattr(field, "_value")}
    boxes = {field.name for field in walked(form) if field.type == "BooleanField"}
    ticked = {name: "y" for name in boxes if form[name].data}
    sent = {name: value for name, value in fields.items() if name not in boxes}
    return form_class(MultiDict({**sent, **ticked, **changes}))


def walked(fields):
    for field in fields:
        inner = getattr(field, "entries", None) or getattr(field, "form", None)
        yield from walked(inner) if inner else [field]


def test_a_bank_without_a_wrong_word_is_one_where_its_box_is_ticked():
    assert edited(bank_of(bank=[])).read(CLOZE) == bank_of(bank=[])
    assert edited(content_of()).read(CLOZE).bank is None
    assert edited(bank_of(), bank="sea\r\n\r\n star ").read(CLOZE).bank == ("sea", "star")


def test_points_left_empty_are_one_for_each_gap():
    assert edited(content_of(points=7), points="").read(CLOZE).points == 3


def test_every_gap_has_a_spare_line_and_there_are_spare_gaps():
    form_class = CLOZE.edit_form()
    form = form_class(data=form_class.data_for(content_of()))
    form.add_spare_rows()
    assert [len(gap.form.accept) for gap in form.gaps] == [4, 2, 3, 1, 1, 1]
    form.add_spare_rows()
    assert [len(gap.form.accept) for gap in form.gaps] == [4, 2, 3, 1, 1, 1]


def test_words_that_cannot_be_kept_are_refused_at_their_list():
    form = edited(content_of(), bank="se\x00a")
    assert form.read(CLOZE) is None
    assert "cannot be stored" in form.bank.errors[0]
    assert "\x00" not in form.bank.lines
    assert edited(content_of(), bank="x" * 10_001).read(CLOZE) is None
