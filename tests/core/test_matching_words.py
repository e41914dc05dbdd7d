"""The parts that rules are made of: forms of words, slips, dates, names."""

import pytest

from quizapp.core.matching.dates import Date, date_of, dates_in_digits
from quizapp.core.matching.forms import are_forms
from quizapp.core.matching.names import abbreviates, may_be_the_same, name_words, names_in, untitled
from quizapp.core.matching.slips import is_slip, most_slips, opposes, with_number_words
from quizapp.core.matching.terms import terms_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lamp", "lamps"),
        ("city", "cities"),
        ("tie", "ties"),
        ("die", "dies"),
        ("church", "churches"),
        ("brush", "brushes"),
        ("pass", "passes"),
        ("box", "boxes"),
        ("quiz", "quizzes"),
        ("hero", "heroes"),
        ("house", "houses"),
        ("stop", "stopped"),
        ("carry", "carried"),
        ("carry", "carrying"),
        ("bake", "baking"),
        ("install", "installed"),
        ("travelled", "traveled"),
        ("ox", "oxen"),
        ("write", "written"),
        ("colour", "colors"),
        ("organise", "organizing"),
        ("analyse", "analyzed"),
        ("anaemia", "anemia"),
        ("add", "added"),
        ("axe", "ax"),
        ("beg", "begged"),
        ("fly", "flies"),
        ("library", "libraries"),
    ],
)
def test_forms_of_a_word_have_one_lemma(one, other):
    assert are_forms(one, other)
    assert are_forms(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("news", "new"),
        ("plane", "plan"),
        ("planes", "plans"),
        ("note", "not"),
        ("bakes", "baks"),
        ("bus", "bu"),
        ("this", "thi"),
        ("king", "k"),
        ("bed", "b"),
        ("string", "str"),
        ("off", "of"),
        ("bee", "be"),
        ("us", "u"),
        ("1990s", "1990"),
        ("virus", "viru"),
        ("basis", "basi"),
        ("the", "th"),
        ("use", "us"),
        ("flour", "flor"),
        ("used", "us"),
    ],
)
def test_other_words_have_other_lemmas(one, other):
    assert not are_forms(one, other)
    assert not are_forms(other, one)


@pytest.mark.parametrize(
    ("word", "most"),
    [("lamp", 0), ("lamps", 1), ("fishing", 1), ("fishings", 2), ("photosynthesis", 2)],
)
def test_longer_words_may_hold_more_slips(word, most):
    assert most_slips(word) == most


@pytest.mark.parametrize(
    ("typed", "meant", "words", "expected"),
    [
        ("gulid", "guild", [], True),
        ("uglid", "guild", [], False),
        ("ugild", "guild", [], True),
        ("build", "guild", [], False),
        ("guilld", "guild", [], True),
        ("guillld", "guild", [], False),
        ("fihsign", "fishing", [], False),
        ("resperashun", "respiration", [], False),
        ("resperatoin", "respiration", [], True),
        ("gulid", "guild", ["gulid"], False),
        ("ekeper", "keeper", [], True),
        ("keepr", "keeper", ["keepr"], False),
        ("Quimm", "Quill", [], False),
        ("thorme", "thorne", ["thorme"], False),
        ("thorme", "thorne", ["thorma"], False),
        ("thorme", "thorne", ["thorns"], True),
        ("thorme", "thorne", ["horme"], True),
        ("nitrite", "nitrate", [], False),
        ("chivalric", "chivalry", [], False),
        ("socialism", "socialist", [], False),
        ("definiions", "definitions", [], True),
        ("lamp5", "lamps", [], False),
        ("lamb", "lamp", [], False),
        ("unhapy", "happy", [], False),
        ("lamp", "lamp", [], False),
        ("keepers", "keeper", [], True),
        ("provision", "provisional", [], False),
        ("thorme", "thorne", ["thome"], False),
        ("lanternad", "lanterne", ["lanternade"], True),
        ("lanterneme", "lanterne", ["lanternement"], False),
    ],
)
def test_a_slip_is_near_and_no_other_word(typed, meant, words, expected):
    assert is_slip(typed, meant, lambda: words) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("hot", "cold", True),
        ("happy", "unhappy", True),
        ("legal", "illegal", True),
        ("able", "unable", True),
        ("age", "nonage", False),
        ("import", "export", True),
        ("encode", "decode", True),
        ("inner", "exner", True),
        ("into", "exto", False),
        ("inspire", "expire", False),
        ("undergo", "overgo", False),
        ("artless", "art", True),
        ("upless", "up", False),
        ("hopeful", "hopeless", True),
        ("cloud", "cloudless", True),
        ("guilty", "guiltless", True),
        ("wings", "wingless", True),
        ("bless", "b", False),
        ("happy", "happy", False),
        ("interstate", "intrastate", True),
        ("import", "expert", False),
        ("lamp", "lamps", False),
    ],
)
def test_opposites(one, other, expected):
    assert opposes(one, other) is expected
    assert opposes(other, one) is expected


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("two milion", "two million"),
        ("thousad", "thousand"),
        ("Sevven boats", "seven boats"),
        ("sever", "sever"),
        ("eight", "eight"),
        ("millions", "millions"),
        ("seventens", "seventens"),
        ("thre", "thre"),
    ],
)
def test_slips_in_number_words_are_mended(typed, mended):
    assert with_number_words(typed) == mended


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("18 May 1756", Date(1756, 5, 18)),
        ("Tuesday, 18 May 1756", Date(1756, 5, 18)),
        ("May 1756", Date(1756, 5, None)),
        ("1 May", Date(None, 5, 1)),
        ("31 May", Date(None, 5, 31)),
        ("32 May", Date(32, 5, None)),
        ("May", Date(None, 5, None)),
        ("the year 1000", Date(1000)),
        ("2100", Date(2100)),
        ("999", None),
        ("2101", None),
        ("0 May", None),
        ("44 BC", None),
        ("May 44 BC", Date(-44, 5)),
        ("1066 AD", Date(1066)),
        ("1066 BC", Date(-1066)),
        ("18 1756", None),
        ("May and June", None),
        ("18 19 May", None),
        ("May 1756 1757", None),
        ("May 1756.5", None),
        ("lamps in 1756", None),
        ("nineteen fifty", Date(1950)),
        ("lamps", None),
    ],
)
def test_dates_are_read(text, date):
    assert date_of(terms_of(text)) == date


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("18/5/1756", [Date(1756, 5, 18)]),
        ("5/18/1756", [Date(1756, 5, 18)]),
        ("5/6/1756", [Date(1756, 6, 5), Date(1756, 5, 6)]),
        ("31.12.1999.", [Date(1999, 12, 31)]),
        ("1/1/1756", [Date(1756, 1, 1), Date(1756, 1, 1)]),
        ("1756-05-18", [Date(1756, 5, 18)]),
        ("32-05-18", [Date(32, 5, 18)]),
        ("5/32/1756", []),
        ("13/13/1756", []),
        ("0/5/1756", []),
        ("5/0/1756", []),
        ("1/2", []),
        ("5/6-1756", []),
    ],
)
def test_dates_in_digits_may_be_read_in_two_ways(text, dates):
    assert dates_in_digits(text) == dates


def test_two_digits_of_a_year_are_read_like_the_other_date():
    assert Date(56, 5).in_century_of(Date(1956)) == Date(1956, 5)
    assert Date(57, 5).in_century_of(Date(1956)) == Date(57, 5)
    assert Date(None, 5).in_century_of(Date(1956)) == Date(None, 5)
    assert Date(56).in_century_of(Date(None, 5)) == Date(56)


def test_names_are_found_in_a_passage():
    text = (
        "The keeper saw Ada Birch. Birch wrote of Abu al-Biruni's map. Lamps burned, and he read. "
        "Professor Henrik Dahl of the Royal Society came to Oslo. Yes. Io was seen."
        " Lamps and lamps."
    )
    assert names_in(text).found == {
        *(("ada", "birch"), ("birch",), ("abu", "al", "biruni"), ("oslo",)),
        ("professor", "henrik", "dahl", "of", "royal", "society"),
        ("henrik", "dahl", "of", "royal", "society"),
    }
    assert names_in(text).bearers(["birch"]) == {("ada", "birch")}
    assert names_in("").found == frozenset()


def test_words_of_names():
    assert name_words("The King’s Head’s Inn") == ("king", "head", "inn")
    assert untitled(("dr", "professor", "dahl")) == ("dahl",)
    assert untitled(("king",)) == ("king",)


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("DOJ", "Department of Justice", False),
        ("DJ", "Department of Justice", True),
        ("dj", "Department of Justice", False),
        ("NYP", "New York Post", True),
        ("nyp", "New York Post", True),
        ("N", "New", False),
        ("NY", "New York Post", False),
        ("ABCDEFG", "A B C D E F G", False),
    ],
)
def test_initials(short, long, expected):
    terms = [term for term in terms_of(long) if not term.is_neutral or term.text == "x"]
    assert abbreviates(terms_of(short)[0], terms) is expected


@pytest.mark.parametrize(
    ("one", "other", "text", "expected"),
    [
        ("poland", "polish", "", False),
        ("germany", "german", "", True),
        ("twain", "clemens", "Samuel Clemens, known as Twain, wrote.", True),
        ("clemens", "twain", "Samuel Clemens, known as Twain, wrote.", True),
        ("clemens", "twain", "Clemens saw Twain.", False),
        ("clemens", "twain", "Clemens (Twain) wrote.", True),
        ("paris", "france", "It was in Paris, France.", True),
        ("clemens", "twain", "Clemens " + "wrote " * 9 + "and was called Twain.", False),
    ],
)
def test_two_names_of_one_thing(one, other, text, expected):
    assert may_be_the_same((one,), (other,), text) is expected
