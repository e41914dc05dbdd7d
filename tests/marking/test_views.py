"""The marking queue through the page."""

import re

import pytest

from quizapp.classes.actions import join
from quizapp.marking.queue import Place, rank, row_of
from tests import build
from tests.marking import sat
from tests.marking.sat import ESSAY, PAYER, WRITTEN

ESSAY_SLOT = 5


@pytest.fixture
def waiting(session, school):
    """Bob and carol wrote a paragraph that waits. The addresses."""
    build.lamp_set(session, WRITTEN)
    attempts = {
        name: sat.sit(session, school, name, text, slot=ESSAY_SLOT).id
        for name, text in {"bob": ESSAY, "carol": "<b>No</b>"}.items()
    }
    ids = {"question": sat.question(session, "generous").id, **attempts}
    ids["page"] = f"/teach/assignments/{school.assignment.id}"
    session.commit()
    return ids


def given(session, attempt_id, slot=ESSAY_SLOT):
    session.rollback()
    mark = sat.standing(session, session.get_one(build.Attempt, attempt_id), slot)
    found = (mark.points, mark.marked_by, mark.reason)
    session.rollback()
    return found


def who(visitor, waiting):
    number = int(re.search(r"/marks/(\d+)/", visitor.path)[1])
    return next(name for name in ("bob", "carol") if waiting[name] == number)


def test_a_teacher_marks_one_after_another_until_all_are_done(alice, session, waiting):
    alice.get(waiting["page"])
    assert "Mark: 2 attempts wait" in alice.words()
    alice.get(f"{waiting['page']}/marking")
    assert "5. Was the guild generous? 0 of 2 done" in alice.words()
    alice.get(f"{waiting['page']}/marking/{waiting['question']}")
    first = who(alice, waiting)
    assert "0 of 2 done" in alice.words()
    alice.send("mark", **{"level-0": "1", "level-1": "1", "comment": "Say where."})
    assert given(session, waiting[first]) == (15_000_000, "teacher", "Say where.")
    assert who(alice, waiting) != first
    assert "Saved: 1.5 of 2." in alice.words()
    assert f"/teach/marks/{waiting[first]}/{ESSAY_SLOT}" in alice.links()
    assert "1 of 2 done" in alice.words()
    # What was written before is offered again; without a script from a list.
    alice.send("mark", **{"level-0": "0", "level-1": "1", "earlier": "Say where."})
    assert "All answers to this question are marked." in alice.words()
    assert "2 of 2 done" in alice.words()
    marks = [given(session, waiting[name])[2] for name in ("bob", "carol")]
    assert marks == ["Say where."] * 2


def test_names_are_hidden_until_they_are_wanted(alice, waiting):
    page = f"/teach/marks/{waiting['bob']}/{ESSAY_SLOT}"
    alice.get(page)
    assert "Bob" not in alice.text
    alice.get(f"{page}?names=yes")
    assert "Bob" in alice.words()
    alice.send("mark", **{"level-0": "1", "level-1": "1"})
    assert "Carol" in alice.words()


def test_the_passage_and_what_was_quoted_stand_beside_it(alice, waiting):
    alice.get(f"/teach/marks/{waiting['bob']}/{ESSAY_SLOT}")
    marked = ["".join(mark.itertext()) for mark in alice.all("mark")]
    assert marked == ["the guild paid for every stone"]
    quoted = alice.words(alice.by_id(f"q{ESSAY_SLOT}"))
    assert "In the end the guild paid for every stone from the place that proves it" in quoted


def test_several_criteria_must_all_be_chosen(alice, session, waiting):
    alice.get(f"/teach/marks/{waiting['bob']}/{ESSAY_SLOT}")
    alice.send("mark", 422, **{"level-0": "1", "comment": "half"})
    assert "Choose a level here too." in alice.words()
    assert "half" in alice.text
    assert given(session, waiting["bob"])[0] is None


def test_two_teachers_see_each_others_mark(alice, visit, session, school, waiting):
    colin = build.person(session, "Colin", "teacher")
    join(session, school.class_.id, colin, "co_teacher", build.NOW)
    session.commit()
    colin, page = visit("colin"), f"/teach/marks/{waiting['bob']}/{ESSAY_SLOT}"
    colin.get(page)
    alice.get(page)
    alice.send("mark", **{"level-0": "2", "level-1": "1", "comment": "Good."})
    colin.send("mark", 409, **{"level-0": "0", "level-1": "0", "comment": "No."})
    assert "Alice gave another mark while you were looking: 2 of 2 – Good." in colin.words()
    assert colin.by_id("comment").text.strip() == "No."
    assert given(session, waiting["bob"]) == (20_000_000, "teacher", "Good.")
    colin.send("mark")
    assert given(session, waiting["bob"]) == (0, "teacher", "No.")


def test_a_fault_keeps_what_was_seen(alice, session, school, waiting):
    """Else a slip in a form would let somebody overwrite unseen."""
    page = f"/teach/marks/{waiting['bob']}/{ESSAY_SLOT}"
    alice.get(page)
    attempt = session.get_one(build.Attempt, waiting["bob"])
    sat.by_hand(session, school, attempt, 0, "dave", slot=ESSAY_SLOT)
    session.commit()
    alice.send("mark", 422, **{"level-0": "1"})
    alice.send("mark", 409, **{"level-0": "1", "level-1": "1"})


def test_ones_own_mark_is_taken_back(alice, session, waiting):
    page = f"/teach/marks/{waiting['bob']}/{ESSAY_SLOT}"
    alice.get(page)
    alice.send("mark", **{"level-0": "1", "level-1": "1"})
    alice.get(page)
    alice.send("undo")
    assert "The mark from before stands again." in alice.words()
    assert given(session, waiting["bob"])[0] is None


@pytest.mark.parametrize("last", ["x", "1", "1.2.3", "9" * 30, "1.2/../..", "١.١"])
def test_no_address_is_made_of_what_is_none(alice, waiting, last):
    alice.get(f"/teach/marks/{waiting['bob']}/{ESSAY_SLOT}?last={last}")
    assert "The one you just marked" not in alice.words()


# --- what is no paragraph ----------------------------------------------------------------------


@pytest.fixture
def short(session, school):
    """Bob's short answer, which the key did not take; and carol's, the same."""
    ids = {name: sat.sit(session, school, name, "fishers").id for name in ("bob", "carol")}
    ids["page"] = f"/teach/marks/{ids['bob']}/{PAYER}"
    session.commit()
    return ids


@pytest.mark.parametrize(
    ("fields", "points"),
    [
        ({"button": "right"}, 20_000_000),
        ({"button": "wrong"}, 0),
        ({"points": "0,5"}, 5_000_000),
        ({"points": "1.9999999"}, 19_999_999),
    ],
)
def test_points_are_given_by_a_button_or_to_the_last_decimal(alice, session, short, fields, points):
    alice.get(short["page"])
    alice.send("mark", **fields)
    assert given(session, short["bob"], PAYER) == (points, "teacher", "")


@pytest.mark.parametrize("typed", ["", "2.1", "-1", "NaN", "1e9", "0.12345678", "two", "9" * 30])
def test_what_are_no_points_is_said(alice, session, short, typed):
    alice.get(short["page"])
    alice.send("mark", 422, points=typed)
    assert given(session, short["bob"], PAYER)[1] == "key"


def test_an_answer_taken_from_everyone_leads_to_the_look(alice, session, short):
    alice.get(short["page"])
    alice.send("accept")
    assert "It is an accepted answer now." in alice.words()
    assert "2 marks would change, of 2." in alice.words()
    alice.send("confirm", reason="Fishers are right.")
    assert given(session, short["carol"], PAYER)[0] == 20_000_000
    alice.get(short["page"])
    alice.send("accept")
    assert "alike" in alice.words()


def test_a_comment_is_read_by_the_student(alice, visit, short):
    alice.get(short["page"])
    alice.send("mark", button="wrong", comment="Look at line 3.")
    bob = visit("bob")
    bob.get(f"/attempts/{short['bob']}/review")
    assert "Your teacher: Look at line 3." in bob.words()


def test_every_answer_can_be_marked_from_the_attempt(alice, short):
    alice.get(f"/teach/attempts/{short['bob']}")
    assert f"{short['page']}?names=yes" in alice.links()
    alice.get(short["page"])
    alice.send("mark", points="0.5")
    alice.get(f"/teach/attempts/{short['bob']}")
    assert "Partly right by hand" in alice.words()


def test_a_blank_that_was_given_points_reads_by_them(alice, visit, session, school):
    attempt = sat.sit(session, school, "bob", None).id
    page = f"/teach/attempts/{attempt}"
    session.commit()
    alice.get(f"/teach/marks/{attempt}/{PAYER}")
    alice.send("mark", points="1")
    alice.get(page)
    assert "Partly right by hand" in alice.words() and "blank Blank" in alice.words()
    bob = visit("bob")
    bob.get(f"/attempts/{attempt}/review")
    assert bob.words(bob.by_id(f"q{PAYER}")).startswith(f"Question {PAYER} Partly right")


def test_the_order_is_the_same_each_time_and_tells_nothing(session, school, short):
    question = sat.question(session).id
    rows = [row_of(session, school.assignment, question) for _ in range(2)]
    assert rows[0] == rows[1]
    many = [Place(number, 1, False) for number in range(20)]
    orders = [sorted(many, key=lambda place, of=of: rank(place, of)) for of in (1, 2)]
    assert len({tuple(order) for order in (many, many[::-1], *orders)}) == 4
