"""Numbers as people write them, in digits and in words."""

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.number_words import ordinal
from quizapp.core.numbers import Number, numbers_in, read_number
from tests.core.strategies import anything, steady


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("0", "en", 0),
        ("7.", "en", 7),
        (" 007 ", "en", 7),
        ("1,234.5", "en", "1234.5"),
        ("1,234,567", "en", 1234567),
        ("12 300", "en", 12300),
        ("1\u202f234\u202f567", "en", 1234567),
        (".5", "en", "0.5"),
        ("2,5", "en", "2.5"),
        ("12,34", "en", "12.34"),
        ("1 234,5", "fr", "1234.5"),
        ("1\u00a0234", "fr", 1234),
        ("1.5", "fr", "1.5"),
        ("1.2345", "fr", "1.2345"),
        ("1,234", "fr", "1.234"),
        ("1.234,5", "de", "1234.5"),
        ("1.500", "de", 1500),
        ("1.5", "de", "1.5"),
        ("1.500", "pt-BR", 1500),
        ("1'234.5", "de-CH", "1234.5"),
        ("1’234", "fr_ch", 1234),
        ("1'234", "de-LI", 1234),
        ("1,5", "de-CH", "1.5"),
        ("1,234", "EN-gb", 1234),
        ("1,234", "ja", 1234),
        ("\uff11\uff12", "ja", 12),
        ("١٢", "ar", 12),
        ("-5", "en", -5),
        ("−5", "en", -5),
        ("–5", "en", -5),
        ("－5", "en", -5),
        ("½", "en", "1/2"),
        ("2½", "en", "5/2"),
        ("2 ½", "en", "5/2"),
        ("1/2", "en", "1/2"),
        ("1 1/2", "en", "3/2"),
        ("-3/4", "en", "-3/4"),
        ("2m", "en", 2_000_000),
        ("2mio", "de", 2_000_000),
        ("1.5K", "en", 1500),
        ("3bn", "en", 3 * 10**9),
        ("4mn", "en", 4 * 10**6),
        ("4mln", "en", 4 * 10**6),
        ("1tn", "en", 10**12),
        ("21st", "en", 21),
        ("2ND", "en", 2),
        ("3rd", "en", 3),
        ("4th", "en", 4),
        ("7 .", "en", 7),
        ("two", "en-GB", 2),
    ],
)
def test_digits_are_read_in_their_languages_manner(text, language, value):
    assert read_number(text, language) == Number(Fraction(value), "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zero", 0),
        ("nought", 0),
        ("nil", 0),
        ("Seven", 7),
        ("thirteen", 13),
        ("ninety", 90),
        ("twenty-one", 21),
        ("twenty one", 21),
        ("fourty", 40),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a hundred", 100),
        ("one hundred and twenty-nine", 129),
        ("one hundred five", 105),
        ("fifteen hundred", 1500),
        ("seven hundred thousand", 700_000),
        ("two thousand and five", 2005),
        ("two million", 2_000_000),
        ("2 millions", 2_000_000),
        ("3.5 million", 3_500_000),
        ("1,2 million", 1_200_000),
        ("a trillion", 10**12),
        ("one million two hundred thousand and one", 1_200_001),
        ("half", "1/2"),
        ("a half", "1/2"),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("two and a half", "5/2"),
        ("two and a half million", 2_500_000),
        ("a million and a half", 1_500_000),
        ("a dozen and a half", 18),
        ("5 and a half", "11/2"),
        ("a quarter", "1/4"),
        ("quarter", "1/4"),
        ("three quarters", "3/4"),
        ("three-quarters", "3/4"),
        ("one third", "1/3"),
        ("a third", "1/3"),
        ("a fifth.", "1/5"),
        ("an eighth", "1/8"),
        ("two thirds", "2/3"),
        ("seven tenths", "7/10"),
        ("nineteen eighty-four", 1984),
        ("twenty nineteen", 2019),
        ("thirteen forty", 1340),
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fifth", 5),
        ("eighth", 8),
        ("ninth", 9),
        ("twelfth", 12),
        ("twenty-first", 21),
        ("twentieth", 20),
        ("one hundredth", 100),
    ],
)
def test_english_number_words_are_read(text, value):
    assert read_number(text) == Number(Fraction(value), "")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("20%", 20, "%"),
        ("20 percent", 20, "%"),
        ("20 per cent", 20, "%"),
        ("20 Pct", 20, "%"),
        ("5 km", 5, "km"),
        ("5km", 5, "km"),
        ("2 m", 2, "m"),
        ("–5 °C", -5, "°C"),
        ("5 m²", 5, "m²"),
        ("5 km/h.", 5, "km/h"),
        ("$680 billion", 680 * 10**9, "$"),
        ("US$1,000", 1000, "US$"),
        ("EUR 20", 20, "EUR"),
        ("20 €", 20, "€"),
        ("15 kilometres per hour", 15, "kilometres per hour"),
        ("half an hour", "1/2", "hour"),
        ("1990s", 1990, "s"),
        ("5 X", 5, "X"),
    ],
)
def test_the_unit_is_what_stands_beside_it(text, value, unit):
    assert read_number(text) == Number(Fraction(value), unit)


def test_a_letter_is_no_million_where_the_question_knows_it_as_a_unit():
    assert read_number("2m", units=("m", "km")) == Number(Fraction(2), "m")
    assert read_number("2k", units=("m",)) == Number(Fraction(2000), "")


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "an hour", "and", "-", "million", "CD8", "5/6/2020", "1/0", "2,55,3"),
        *("five and six", "five six", "20 to 30", "about 20", "20, about", "$20 each"),
        *("twenty-one twelve thirteen", "9" * 41, "5 men in a boat"),
        *(
            "1.2.3",
            "12,3456",
            "no one",
            "x = 5",
            "5: five",
            "hundred thousand",
            "1X234",
            "1234,567",
        ),
    ],
)
def test_what_is_not_one_number_with_a_unit_is_none(text):
    assert read_number(text) is None


def test_other_languages_have_no_words_here():
    assert [read_number(text, "fr") for text in ("1X234", "1X5")] == [None, None]
    assert read_number("1.2345", "de") is None
    assert read_number("two", "de") is None
    assert read_number("2 million", "fr") == Number(Fraction(2), "million")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from 5 to 10 men", [(5, 6, 5), (10, 12, 10)]),
        ("5-10", [(0, 1, 5), (2, 4, 10)]),
        ("31%–50%", [(0, 2, 31), (4, 6, 50)]),
        ("2m and 3k", [(0, 1, 2), (7, 9, 3000)]),
        ("one hundred men and two dogs", [(0, 11, 100), (20, 23, 2)]),
        ("five and six", [(0, 4, 5), (9, 12, 6)]),
        ("a man, a dozen eggs", [(7, 14, 12)]),
        ("(-5)", [(1, 3, -5)]),
        ("In 1990, 2000 came", [(3, 7, 1990), (9, 13, 2000)]),
        ("two and the third", [(0, 3, 2), (12, 17, 3)]),
        ("twenty-first-class", [(0, 12, 21)]),
        ("two million million", [(0, 11, 2_000_000)]),
        ("two thousand million", [(0, 12, 2000)]),
        ("two thousand five million", [(0, 17, 2005)]),
        ("two thousand five thousand", [(0, 17, 2005)]),
        ("fifth hundred men", [(0, 5, 5)]),
        ("one hundred and men", [(0, 11, 100)]),
        ("a third of it, and a third man", [(0, 7, Fraction(1, 3)), (21, 26, 3)]),
        ("nothing", []),
    ],
)
def test_numbers_are_found_where_they_stand(text, found):
    assert numbers_in(text) == found


def test_ordinals_of_the_words():
    assert [ordinal(word) for word in ("one", "four", "twelve", "thirty", "million")] == [
        *("first", "fourth", "twelfth", "thirtieth", "millionth")
    ]


@steady
@given(st.integers(0, 10**15))
def test_a_number_written_with_marks_is_read_back(number):
    for language, mark in [("en", ","), ("de", "."), ("fr", " "), ("de-CH", "’")]:
        assert read_number(f"{number:,}".replace(",", mark), language) == (number, "")


@steady
@given(anything)
def test_any_text_is_read_without_a_fault(text):
    for place in numbers_in(text):
        assert 0 <= place.start < place.end <= len(text)
    read_number(text, "de-CH")


@pytest.mark.parametrize("piece", ["one ", "1", "1,", "a ", "-", "and one hundred ", "½", "1/"])
def test_long_texts_take_no_longer_than_they_are_long(piece):
    started = time.perf_counter()
    numbers_in(piece * (10_000 // len(piece)))
    assert time.perf_counter() - started < 2
