"""Putting things in order: exact points of each scheme, and what half an answer is worth."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from quizapp.core.marks import award
from quizapp.kinds import KINDS
from quizapp.kinds.ordering import WORDS
from tests.core.strategies import steady
from tests.kinds.drawn import reviewed, taken

ORDERING = KINDS["ordering"]
SCHEMES = ("exact", "adjacent_pairs", "longest_run")
LONE = " An item without a place of its own does not count."


def content_of(scheme="adjacent_pairs", items="ABCDE", **changes):
    """A question whose items are letters; sorted by text they are in the right order too."""
    plain = ORDERING.examples()[0].content
    return ORDERING.Content.model_validate(
        {**plain, "points": "1", "items": list(items), "scheme": scheme, **changes}
    )


def given_as(order, items="ABCDE"):
    """The response that puts `items` in this order; a dot is a place left open."""
    return {"places": [order.index(one) + 1 if one in order else None for one in sorted(items)]}


def share(content, order):
    mark = ORDERING.mark(content, given_as(order, "".join(content.items)))
    return Fraction(mark.points, content.out_of)


# --- marks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "exact", "pairs", "run"),
    [
        ("ABCDE", "1", "1", "1"),
        ("ABCED", "0", "2/4", "3/5"),
        ("BCDEA", "0", "3/4", "4/5"),
        ("EABCD", "0", "3/4", "4/5"),
        ("DEABC", "0", "3/4", "3/5"),
        ("ABDEC", "0", "2/4", "2/5"),
        ("CDABE", "0", "2/4", "2/5"),
        ("ABEDC", "0", "1/4", "2/5"),
        ("ACEBD", "0", "0", "0"),
        ("EDCBA", "0", "0", "0"),
        # Some without a place, and a gap: AB.D stands as it is written.
        ("AB.D", "0", "1/4", "2/5"),
        ("ABCD", "0", "3/4", "4/5"),
        ("A.B.C", "0", "0", "0"),
        ("..ABC", "0", "2/4", "3/5"),
        ("E", "0", "0", "0"),
    ],
)
def test_each_scheme_gives_what_was_reckoned_by_hand(order, exact, pairs, run):
    for scheme, due in zip(SCHEMES, (exact, pairs, run), strict=True):
        content = content_of(scheme)
        due = award(Fraction(due), content.out_of)
        assert ORDERING.mark(content, given_as(order)).points == due, scheme


@pytest.mark.parametrize(
    ("order", "exact", "pairs", "run"), [("AB", "1", "1", "1"), ("BA", "0", "0", "0")]
)
def test_of_two_items_all_or_nothing_is_right(order, exact, pairs, run):
    for scheme, due in zip(SCHEMES, (exact, pairs, run), strict=True):
        assert share(content_of(scheme, "AB"), order) == Fraction(due)


@pytest.mark.parametrize(
    ("places", "pairs"),
    [
        ([1, 2, 2, 4, 5], "1/4"),  # B and C share a place, so AB and CD do not count
        ([1, 1, 2, 3, 4], "2/4"),
        ([1, 1, 1, 1, 1], "0"),
        ([1, 2, 1, 2, 1], "0"),  # both ways at once is no way
        ([5, 5, 1, 2, 3], "2/4"),
    ],
)
def test_items_that_share_a_place_stand_beside_nothing(places, pairs):
    content = content_of()
    mark = ORDERING.mark(content, {"places": places})
    assert mark.points == award(Fraction(pairs), content.out_of)
    assert mark.reason.endswith(LONE)


@pytest.mark.parametrize(
    ("scheme", "order", "reason"),
    [
        ("exact", "ABCDE", "This is the right order."),
        ("exact", "BACDE", "The right order is another one."),
        ("exact", "ABCD", "The right order is another one." + LONE),
        ("adjacent_pairs", "ABCDE", "This is the right order."),
        ("adjacent_pairs", "ABCED", "Items right after the one they should follow: 2 of 4."),
        ("adjacent_pairs", "AB", "Items right after the one they should follow: 1 of 4." + LONE),
        ("longest_run", "ABCDE", "This is the right order."),
        ("longest_run", "ABCED", "The longest run in the right order has 3 of 5 items."),
        ("longest_run", "EDCBA", "No two items follow each other rightly."),
        ("longest_run", "E", "No two items follow each other rightly." + LONE),
    ],
)
def test_a_mark_says_what_was_right(scheme, order, reason):
    assert ORDERING.mark(content_of(scheme), given_as(order)).reason == reason


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_blank_earns_nothing(scheme):
    content = content_of(scheme)
    assert ORDERING.mark(content, None)[:3] == (0, content.out_of, "Nothing was put in order.")


def test_only_the_right_order_earns_all_and_exact_is_all_or_nothing():
    for scheme in SCHEMES:
        content = content_of(scheme)
        shares = {"".join(order): share(content, order) for order in permutations("ABCDE")}
        assert [order for order, earned in shares.items() if earned == 1] == ["ABCDE"]
        if scheme == "exact":
            assert set(shares.values()) == {0, 1}


@steady
@given(st.permutations("ABCDEFG"), st.integers(0, 5))
def test_fixing_a_pair_never_earns_less(order, first):
    """Where the second of a pair is brought right behind the first, alone or with its run."""
    content = content_of(items="ABCDEFG")
    one, other = "ABCDEFG"[first], "ABCDEFG"[first + 1]
    run = other
    while "".join(order).find(run + chr(ord(run[-1]) + 1)) >= 0:
        run += chr(ord(run[-1]) + 1)
    before = share(content, order)
    for moved in (other, run):
        rest = [item for item in order if item not in moved]
        at = rest.index(one) + 1
        better = share(content, [*rest[:at], *moved, *rest[at:]])
        assert better >= before
        is_new = order.index(other) != order.index(one) + 1
        assert better > before or not (is_new and moved == run)


# --- what is kept, and what is shown ---------------------------------------------------------


def test_an_answer_names_items_by_their_texts_so_a_corrected_order_leaves_it_as_it_is():
    first, corrected = content_of(items="ACB"), content_of(items="BCA")
    response = {"places": [3, 1, 2]}  # of A, B, C
    for content in (first, corrected):
        assert ORDERING.text(content, response) == "1. B; 2. C; 3. A"
    assert ORDERING.mark(first, response).points == 0
    assert ORDERING.mark(corrected, response).points == corrected.out_of


def test_items_are_shown_in_an_order_of_each_attempt():
    views = {tuple(ORDERING.student_view(content_of(), seed)["texts"]) for seed in range(100)}
    assert len(views) > 60


def post(content, texts, seed=3):
    """What the form makes of a place typed for each text."""
    shown = ORDERING.student_view(content, seed)["texts"]
    names = {f"p{n}": texts.get(text, "") for n, text in enumerate(shown, 1)}
    form = ORDERING.answer_form(content, seed)(MultiDict(names))
    assert form.validate(), form.errors
    return form.response()


def test_gaps_and_shared_places_are_kept():
    content = content_of(items="ABC")
    assert post(content, {}) is None
    assert post(content, {"A": "3", "B": "3"}) == {"places": [3, 3, None]}
    assert post(content, {"C": "1"}) == {"places": [None, None, 1]}
    assert ORDERING.text(content, {"places": [3, 3, None]}) == "3. A; 3. B; –. C"


@pytest.mark.parametrize("place", ["0", "4", "-1", "01", "1.0", " ", "x", "１"])
def test_a_place_that_is_not_offered_is_refused(place):
    form = ORDERING.answer_form(content_of(items="ABC"), 3)(MultiDict({"p1": place}))
    assert not form.validate()
    assert form.errors["p1"]


def test_an_item_over_two_lines_is_one_line_in_an_export():
    content = content_of(items=["one\nline", "two"])
    assert ORDERING.text(content, {"places": [2, 1]}) == "1. two; 2. one line"
    assert ORDERING.key_text(content) == "1. one line; 2. two"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_scheme_is_told_to_the_student_before_and_after(scheme):
    for page in (taken(ORDERING, content_of(scheme)), reviewed(ORDERING, content_of(scheme))):
        assert WORDS[scheme][1] in page


def notes(scheme, places):
    """What review says of each item, in the order given."""
    page = reviewed(ORDERING, content_of(scheme, "ABCD"), {"places": places})
    rows = page.split("Right order")[0].split("<li")[1:]
    return [
        (row.split("<bdi>")[1][0], row.split('"note">')[1].split("</em>")[0].strip())
        for row in rows
    ]


def test_review_says_of_each_item_where_it_belongs():
    assert notes("exact", [1, 3, 4, 2]) == [
        ("A", "right place"),
        ("D", "belongs at 4"),
        ("B", "belongs at 2"),
        ("C", "belongs at 3"),
    ]
    assert notes("adjacent_pairs", [1, 3, 4, 2])[2:] == [
        ("B", "belongs at 2"),
        ("C", "belongs at 3, but follows rightly"),
    ]
    assert notes("longest_run", [1, 2, 2, None]) == [
        ("A", "right place"),
        ("B", "shares its place; belongs at 2"),
        ("C", "shares its place; belongs at 3"),
        ("D", "no place given"),
    ]
    shared = reviewed(ORDERING, content_of(items="ABCD"), {"places": [1, 2, 2, None]})
    assert shared.count('"own key"') == 1


# --- what is refused -------------------------------------------------------------------------


def test_two_items_that_read_alike_are_at_fault():
    (fault,) = ORDERING.check(content_of(items=["a lamp", "two", "A lamp.", "three"]))
    assert fault == (("items", 2), "two items are alike: “a lamp” and “A lamp.”")


@pytest.mark.parametrize(
    "change",
    [{"items": ["one"]}, {"items": list("ABCDEFGHIJK")}, {"items": ["one", " "]}, {"scheme": ""}],
    ids=str,
)
def test_a_content_that_makes_no_sense_is_refused(change):
    with pytest.raises(ValidationError):
        content_of(**{"items": "ABCDE", **change})
