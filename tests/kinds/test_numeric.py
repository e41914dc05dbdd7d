"""A number: what is near enough, what its unit does, and what an author cannot mean."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizapp.core.marks import award
from quizapp.kinds import KINDS
from tests.core.strategies import anything, steady
from tests.kinds.drawn import reviewed, taken

NUMERIC = KINDS["numeric"]
RIGHT = "This is the right number."
NEARLY = "This is nearly the right number."
WRONG = "Another number is right."
UNREADABLE = "This could not be read as a number. Digits or words will do, such as 12 or twelve."
MISSING = "This is the right number, though it is missing the unit."


def content_of(**changes):
    plain = {
        "stem": "How many?",
        "evidence": ["two million"],
        "skill": "retrieve",
        **({} if "range" in changes else {"value": "30"}),
    }
    return NUMERIC.Content.model_validate({**plain, **changes})


NEAR = [{"tolerance": "5", "credit": "0.5"}, {"tolerance": "10", "credit": "0.25"}]
UNIT = {"unit": ["metres", "m", "%"]}


@pytest.mark.parametrize(
    ("changes", "typed", "share", "reason"),
    [
        ({}, "30", "1", RIGHT),
        ({}, "thirty", "1", RIGHT),
        ({}, "30.0 lamps", "1", RIGHT),
        ({}, "30.01", "0", WRONG),
        ({"value": None}, "30", "0", WRONG),
        ({}, "-30", "0", WRONG),
        ({}, "about thirty, I think", "0", UNREADABLE),
        ({}, "lamp", "0", UNREADABLE),
        ({"value": "2000000"}, "two million", "1", RIGHT),
        ({"value": "2000000"}, "2,000,000", "1", RIGHT),
        ({"value": "1234.5", "language": "de"}, "1 234,5", "1", RIGHT),
        ({"value": "1234.5", "language": "en"}, "1,234.5", "1", RIGHT),
        ({"value": "1.234", "language": "de"}, "1.234", "0", WRONG),
        ({"tolerance": "1"}, "31", "1", RIGHT),
        ({"tolerance": "1"}, "29", "1", RIGHT),
        ({"tolerance": "1"}, "31.001", "0", WRONG),
        ({"tolerance": "1"}, "28.999", "0", WRONG),
        ({"percent": "10"}, "33", "1", RIGHT),
        ({"percent": "10"}, "26.99", "0", WRONG),
        ({"percent": "10", "value": "-30"}, "-33", "1", RIGHT),
        ({"percent": "0"}, "30.1", "0", WRONG),
        ({"percent": "50", "value": "0"}, "0.4", "0", WRONG),
        ({"language": "de", "unit": ["dozen"]}, "30 dozen", "1", RIGHT),
        ({"tolerance": "1", "near": NEAR}, "31", "1", RIGHT),
        ({"tolerance": "1", "near": NEAR}, "35", "1/2", NEARLY),
        ({"tolerance": "1", "near": NEAR}, "20", "1/4", NEARLY),
        ({"tolerance": "1", "near": NEAR}, "19.9", "0", WRONG),
        ({"range": ["20", "30"]}, "20", "1", RIGHT),
        ({"range": ["20", "30"]}, "30", "1", RIGHT),
        ({"range": ["20", "30"]}, "30.1", "0", WRONG),
        ({"range": ["20", "30"]}, "19.9", "0", WRONG),
        (UNIT, "30 Metres", "1", RIGHT),
        (UNIT, "30m.", "1", RIGHT),
        (UNIT, "30 per cent", "1", RIGHT),
        (UNIT, "30", "1", MISSING),
        (UNIT, "30 feet", "0", "“feet” is not the right unit."),
        (UNIT, "31 m", "0", WRONG),
        (UNIT, "31", "0", WRONG),
        ({**UNIT, "near": NEAR}, "35 m", "1/2", NEARLY),
        ({**UNIT, "near": NEAR}, "35", "1/2", f"{NEARLY[:-1]}, though it is missing the unit."),
        ({**UNIT, "near": NEAR}, "35 feet", "0", "“feet” is not the right unit."),
        (
            {**UNIT, "needs_unit": True},
            "30",
            "0",
            "This is missing the unit, which is needed here.",
        ),
        ({**UNIT, "needs_unit": True}, "30 m", "1", RIGHT),
        ({**UNIT, "needs_unit": True}, "31", "0", WRONG),
    ],
)
def test_a_number_earns_by_its_value_and_its_unit(changes, typed, share, reason):
    content = content_of(points="0.3", **changes)
    mark = NUMERIC.mark(content, {"text": typed})
    assert mark[:3] == (award(Fraction(share), 3_000_000), 3_000_000, reason)


@pytest.mark.parametrize(
    ("typed", "number", "unit"),
    [("two and a half km", "5/2", "km"), ("2,000", "2000", ""), ("lots", None, "")],
)
def test_the_detail_tells_what_was_read(typed, number, unit):
    detail = NUMERIC.mark(content_of(), {"text": typed}).detail
    assert detail == {"number": number, "unit": unit}


def test_a_blank_is_told_as_such():
    assert NUMERIC.mark(content_of(), None)[:3] == (0, 10**7, "No answer was given.")


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"value": None}, ("value",), "give either one number (`value:`) or two ends (`range:`)"),
        ({"value": "1", "range": ["1", "2"]}, ("value",), "give either one number"),
        ({"range": ["2", "1"]}, ("range",), "from the lower number to the higher one"),
        ({"range": ["2", "2"]}, ("range",), "from the lower number to the higher one"),
        ({"range": ["1", "2"], "tolerance": "1"}, ("tolerance",), "a range says already"),
        ({"range": ["1", "2"], "percent": "0"}, ("tolerance",), "a range says already"),
        ({"range": ["1", "2"], "near": NEAR}, ("near",), "a range says already"),
        ({"tolerance": "1", "percent": "1"}, ("percent",), "a tolerance or a percent, not both"),
        ({"value": "0", "percent": "1"}, ("percent",), "a percent of 0 is nothing"),
        ({"tolerance": "5", "near": NEAR}, ("near", 0, "tolerance"), "each distance is larger"),
        ({"near": NEAR[::-1]}, ("near", 1, "tolerance"), "each distance is larger"),
        ({"near": [{**NEAR[0], "credit": 1}]}, ("near", 0, "credit"), "farther off earns less"),
        ({"near": [{**NEAR[0], "credit": 0}]}, ("near", 0, "credit"), "farther off earns less"),
        (
            {"near": [NEAR[0], {**NEAR[1], "credit": "0.5"}]},
            ("near", 1, "credit"),
            "farther off earns less",
        ),
        ({"needs_unit": True}, ("needs_unit",), "`needs_unit: true` takes a `unit:`"),
        ({"unit": ["m", "7"]}, ("unit", 1), "“7” cannot be read as a unit"),
        ({"unit": ["million"]}, ("unit", 0), "“million” cannot be read as a unit"),
        ({"unit": ["m", "M."]}, ("unit", 1), "the unit “M.” is given twice"),
    ],
)
def test_what_no_author_can_mean_is_reported(changes, path, words):
    faults = NUMERIC.check(content_of(**changes))
    assert faults[0].path == path
    assert words in faults[0].message
    assert all("near" in fault.path for fault in faults[1:])


def test_what_an_author_may_mean_is_without_fault():
    for changes in [{}, {"value": 0}, UNIT, {"percent": 5, **UNIT}, {"near": NEAR}]:
        assert NUMERIC.check(content_of(**changes)) == []
    assert NUMERIC.check(content_of(range=[1, 2], unit=["€", "°C", "square miles"])) == []


@pytest.mark.parametrize(
    "change",
    [
        {"value": "thirty"},
        {"value": "NaN"},
        {"value": "Infinity"},
        {"value": "1e31"},
        {"value": "1e-21"},
        {"value": "1e999999999"},
        {"range": ["1"]},
        {"range": ["1", "2", "3"]},
        {"tolerance": "-1"},
        {"percent": "101"},
        {"percent": "-1"},
        {"near": [{"tolerance": "1"}]},
        {"near": NEAR * 3},
        {"unit": "m"},
        {"unit": [""]},
        {"unit": ["x" * 41]},
        {"unit": [str(n) for n in range(21)]},
    ],
    ids=str,
)
def test_what_is_no_number_is_refused(change):
    with pytest.raises(ValidationError):
        content_of(**change)


def test_a_word_for_a_number_is_refused_in_words():
    with pytest.raises(ValidationError, match="this takes a number in digits, such as 12 or 2.5"):
        content_of(value="thirty")


@pytest.mark.parametrize(
    ("changes", "text", "typed"),
    [
        ({"value": "2000000"}, "2000000", "2000000"),
        ({"value": "1234.5", **UNIT}, "1234.5 metres", "1234.5 metres"),
        ({"value": "1234.567", "language": "de"}, "1234,567", "1234,567"),
        ({"value": "1.234", "language": "de"}, "1,234", "1,234"),
        ({"value": "-0.50"}, "-0.5", "-0.5"),
        ({"range": ["1.5", "2"], "unit": ["km"]}, "1.5 to 2 km", "1.5 km"),
    ],
)
def test_the_key_is_written_as_the_article_would(changes, text, typed):
    content = content_of(**changes)
    assert NUMERIC.key_text(content) == text
    assert NUMERIC.right_response(content) == {"text": typed}
    assert NUMERIC.mark(content, {"text": typed}).points == content.out_of


def test_review_shows_what_else_is_taken():
    content = content_of(tolerance="0.5", near=NEAR, **UNIT)
    assert NUMERIC.key_view(content, 1) == {
        "right": "30 metres",
        "also": "29.5 to 30.5",
        "nearly": ["25 to 35", "20 to 40"],
        "unit": ["metres", "m", "%"],
    }
    page = reviewed(NUMERIC, content, {"text": "30"})
    for words in ("30 metres", "29.5 to 30.5", "25 to 35; 20 to 40", "metres, m, %"):
        assert words in page
    assert NUMERIC.key_view(content_of(percent="10"), 1)["also"] == "27 to 33"
    assert NUMERIC.key_view(content_of(range=["1", "2"]), 1)["also"] == ""
    assert NUMERIC.key_view(content_of(), 1)["also"] == ""


def test_a_student_is_told_that_the_unit_is_needed_where_it_is():
    assert "Give the unit too." in taken(NUMERIC, content_of(needs_unit=True, **UNIT))
    assert "unit" not in taken(NUMERIC, content_of(**UNIT))


@steady
@given(st.decimals(-(10**6), 10**6, places=3), st.decimals(-(10**6), 10**6, places=3))
def test_what_is_nearer_never_earns_less(one, other):
    content = content_of(value="30", tolerance="100", near=[{"tolerance": 1000, "credit": 0.5}])
    near, far = sorted((one, other), key=lambda value: abs(value - Decimal(30)))
    points = [NUMERIC.mark(content, {"text": f"{value:f}"}).points for value in (near, far)]
    assert points[0] >= points[1]


@steady
@given(anything.filter(str.strip))
def test_any_text_earns_what_can_be_earned(text):
    content = content_of(**UNIT, near=NEAR)
    mark = NUMERIC.mark(content, {"text": text})
    assert 0 <= mark.points <= mark.out_of
    assert mark == NUMERIC.mark(content, {"text": text})
