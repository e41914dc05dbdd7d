"""What terms a text is made of, which of them pair, and which names there are in it."""

import pytest

from quizapp.core.matching.ground import readings
from quizapp.core.matching.names import Names, abbreviates, name_words, names_in
from quizapp.core.matching.pairing import pair
from quizapp.core.matching.quantities import amount_of
from quizapp.core.matching.terms import terms_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3D map", "3d map"),
        ("the 1990s, 20 lamps", "the 1990s 20 lamps"),
        ("20 metres", "20 metres"),
        ("O'Brien", "obrien"),
        ("the U.S.A. army", "the usa army"),
    ],
)
def test_a_text_is_read_as_words_and_numbers(text, words):
    terms = terms_of(text)
    assert [term.text for term in terms] == words.split()
    assert [term.text for term in terms if term.value is not None] == ["20"] * ("20" in text)


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        ("lamp", None),
        ("(SAR)", None),
        ("lamp [of oil]", "lamp"),
        ("resistance (SAR)", "resistance"),
    ],
)
def test_a_key_is_read_with_and_without_what_stands_in_brackets(key, bare):
    whole = terms_of(key.translate(str.maketrans("()[]", "    ")))
    assert readings("1.500", "de")[0][0].value == 1500
    assert readings(key, "en") == ((whole, terms_of(bare)) if bare else (whole,))


@pytest.mark.parametrize(
    ("answer", "key", "pairs"),
    [
        ("NYP and DOJ", "New York Post and Department of Justice", "00 01 02 13 24 25 26"),
        ("New York Post and Department of Justice", "NYP and DOJ", "00 10 20 31 42 52 62"),
        ("Q Harrow", "John Harrow", "11"),
        ("J Harrow", "john Harrow", "11"),
        ("J Harrow", "JOHN Harrow", "11"),
        ("J Harrow", "John James Harrow", "00 12"),
        ("BCDEFG", "Bold Cat Dog Egg Fox Goat", "00 01 02 03 04 05"),
        ("BCDEFGH", "Bold Cat Dog Egg Fox Goat Hen", ""),
        ("NYP", "New York Post won", "00 01 02"),
        ("DJ", "Department of Justice won", "00 01 02"),
        ("DJ", "Department of the on Justice", ""),
        ("won NYP", "won New York Post", "00 11 12 13"),
        ("NYP", "New York big Post", ""),
    ],
)
def test_short_forms_stand_for_words_side_by_side(answer, key, pairs):
    found = pair(terms_of(answer), terms_of(key), frozenset).pairs
    assert [f"{i}{j}" for i, j, _ in found] == pairs.split()


def test_small_words_may_be_left_out_of_initials():
    assert abbreviates(terms_of("DJ")[0], terms_of("Department of Justice"))
    assert abbreviates(terms_of("DOJ")[0], terms_of("Department of Justice"))
    assert not abbreviates(terms_of("BCDEFGH")[0], terms_of("Bold Cat Dog Egg Fox Goat Hen"))


def test_names_begin_after_small_words_and_those_that_limit_or_deny():
    text = "It was said. Only Martha Quill came. Not Elias Thorne. He Jan. Bea came; (Lamps burn)"
    assert names_in(text).found == {
        *(("martha", "quill"), ("elias", "thorne"), ("jan",), ("bea",), ("lamps",)),
    }
    assert name_words("An A The King") == ("king",)


def test_a_longer_name_may_repeat_a_word():
    assert Names(frozenset({("duran", "duran")})).bearers(["duran"]) == {("duran", "duran")}


def test_an_amount_has_one_unit_at_most():
    assert amount_of(terms_of("90 metres minutes")) is None
    assert amount_of(terms_of("0 metres")).value == 0
