"""Points, in units of 10⁻⁷, and the words for them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.marks import (
    SCHEMES,
    UNITS,
    VERDICTS,
    award,
    decimal_points,
    shares,
    shown,
    units,
    verdict,
)
from tests.core.strategies import steady


@pytest.mark.parametrize(
    ("points", "amount"),
    [
        (0, 0),
        (1, 10_000_000),
        ("0.5", 5_000_000),
        ("0.0000001", 1),
        (Decimal("33.3333333"), 333_333_333),
    ],
)
def test_points_are_kept_as_whole_units(points, amount):
    assert units(points) == amount


@pytest.mark.parametrize(
    "points", [-1, "-0.0000001", "0.00000001", "1.00000005", "1." + "0" * 40 + "1", "NaN"]
)
def test_points_below_zero_or_too_fine_are_refused(points):
    with pytest.raises(ValueError):
        units(points)


@pytest.mark.parametrize(
    ("share", "out_of", "amount"),
    [
        (Fraction(0), 10, 0),
        (Fraction(1), 10, 10),
        (Fraction(1, 2), 5, 3),  # half up, not half to even
        (Fraction(1, 2), 3, 2),
        (Fraction(1, 3), UNITS, 3_333_333),
        (Fraction(2, 3), UNITS, 6_666_667),
    ],
)
def test_a_share_is_rounded_once_half_up(share, out_of, amount):
    assert award(share, out_of) == amount


@pytest.mark.parametrize("share", [Fraction(-1, 9), Fraction(10, 9)])
def test_no_mark_is_less_than_nothing_or_more_than_all(share):
    with pytest.raises(ValueError, match="not between 0 and 1"):
        award(share, UNITS)


@pytest.mark.parametrize("parts", [3, 6, 7, 9])
def test_equal_parts_of_a_point_add_up_as_a_person_sees_it(parts):
    assert shown(parts * award(Fraction(1, parts), UNITS)) == "1"


@steady
@given(st.integers(0, 10**10), st.integers(0, 10**10))
def test_units_turn_to_points_and_back_exactly_and_add_up(first, second):
    assert units(decimal_points(first)) == first
    assert decimal_points(first) + decimal_points(second) == decimal_points(first + second)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, "–"),
        (0, "0"),
        (UNITS, "1"),
        (10 * UNITS, "10"),
        (100 * UNITS, "100"),
        (5_000_000, "0.5"),
        (3_333_333, "0.33"),
        (6_666_667, "0.67"),
        (50_000, "0.01"),  # half up
        (49_999, "0"),
        (9_950_000, "1"),
        (12_500_000, "1.25"),
    ],
)
def test_points_are_shown_with_at_most_two_decimals(amount, words):
    assert shown(amount) == words


@pytest.mark.parametrize(
    ("points", "is_blank", "word"),
    [
        (None, False, "waiting"),
        (None, True, "waiting"),
        (0, True, "blank"),
        (0, False, "wrong"),
        (1, False, "partly"),
        (1, True, "partly"),  # given by a person, and no blank any more
        (UNITS, True, "right"),
        (UNITS - 1, False, "partly"),
        (UNITS, False, "right"),
    ],
)
def test_a_mark_has_one_word(points, is_blank, word):
    assert verdict(points, UNITS, is_blank=is_blank) == word
    assert word in VERDICTS


@pytest.mark.parametrize(
    ("amount", "words"), [(100 * 10**7, "100"), (10**8, "10"), (0, "0"), (10 * 10**12, "1000000")]
)
def test_whole_points_keep_their_zeros(amount, words):
    assert shown(amount) == words


@pytest.mark.parametrize(
    ("out_of", "parts", "each"),
    [(10, 3, [3, 3, 4]), (9, 3, [3, 3, 3]), (10**7, 1, [10**7]), (2, 3, [0, 0, 2])],
)
def test_the_last_part_takes_the_remainder(out_of, parts, each):
    assert shares(out_of, parts) == each


def test_nothing_is_split_among_nobody():
    with pytest.raises(ValueError, match="^there is nothing to split among$"):
        shares(10, 0)


@pytest.mark.parametrize(
    ("scheme", "picked", "share"),
    [
        ("all_or_nothing", {1, 2}, 1),
        ("all_or_nothing", {1}, 0),
        ("all_or_nothing", {1, 2, 3}, 0),
        ("net_correct", {1, 2}, 1),
        ("net_correct", {1}, Fraction(1, 2)),
        ("net_correct", {1, 2, 3}, Fraction(1, 2)),
        ("net_correct", {3, 4}, 0),
        ("coverage", {1, 2}, 1),
        ("coverage", {1}, Fraction(1, 2)),
        ("coverage", {1, 2, 3, 4}, Fraction(1, 2)),
        ("coverage", {3}, 0),
        ("coverage", set(), 0),
        ("each_option", {1, 2}, 1),
        ("each_option", {1}, Fraction(3, 4)),
        ("each_option", {3, 4}, 0),
        ("overlap", {1, 2}, 1),
        ("overlap", {1}, Fraction(2, 3)),
        ("overlap", {1, 2, 3}, Fraction(4, 5)),
        ("overlap", {3}, 0),
    ],
)
def test_a_scheme_earns_its_share_of_two_right_ones_among_four(scheme, picked, share):
    assert SCHEMES[scheme].share(picked, {1, 2}, 4) == share


def test_every_scheme_says_what_it_does():
    for scheme in SCHEMES.values():
        assert scheme.label and scheme.words.endswith(".")


@pytest.mark.parametrize(
    "points",
    ["1e-5000000", "1e-999999999999", "1e5000000", "1e12", "NaN", "Infinity", "0.00000001", "-1"],
)
def test_points_that_no_table_could_hold_are_refused_at_once(points):
    """As a fraction the first of them would take all the memory there is."""
    with pytest.raises(ValueError, match="cannot be kept: at least 0, at most 7 decimals"):
        units(points)


@pytest.mark.parametrize("points", ["0.1000000000", "2.50", "1e2", "999999999999.9999999"])
def test_needless_zeros_do_no_harm(points):
    assert Fraction(units(points), UNITS) == Fraction(points)
