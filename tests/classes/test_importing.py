"""A list that goes in is written down, and a teacher puts in at most twenty an hour."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.limits import IMPORT, count_failure
from quizapp.models import Tally
from tests.audit.test_noted import noted
from tests.build import NOW
from tests.classes.test_roster_views import students

LINES = "name;login;group\nAnna Berg;anna;Foxes\nBob;bob;\n"


@pytest.fixture
def page(school, time_machine):
    time_machine.move_to(NOW, tick=False)
    return f"/teach/classes/{school.class_.id}/roster"


def put_in(visitor, page, status=200, lines=LINES):
    visitor.get(page).send("list", lines=lines)
    return visitor.send("confirm", status)


def used_up(session, teacher_id, now=NOW):
    """Let a teacher have put in as many as an hour takes."""
    for _ in range(IMPORT.free):
        count_failure(session, str(teacher_id), now, IMPORT)
    session.commit()


def test_what_a_list_did_is_noted_and_a_look_is_not(alice, session, school, page):
    who, class_id = school.people["alice"].id, school.class_.id
    session.commit()
    alice.get(page).send("list", lines=LINES)
    assert noted(session, "roster_imported") == []
    alice.send("confirm")
    counts = {"new": 1, "let_in": 0, "back": 0, "here": 1, "groups": 1}
    assert noted(session, "roster_imported") == [(who, "class", class_id, counts)]


def test_twenty_go_in_and_the_next_waits_with_nothing_lost(
    alice, session, school, page, time_machine
):
    for _ in range(19):
        put_in(alice, page)
    put_in(alice, page, lines="name\nBen Abel\n")
    assert "b.abel" in students(session, school)
    put_in(alice, page, 429, lines="name\nCara Dean\nNo\x01Name\n")
    assert "The next one can go in 22 November 2026, 12:42" in alice.words()
    assert alice.response.headers["Retry-After"] == "3600"
    assert "Cara Dean" in alice.words()
    assert "c.dean" not in students(session, school)
    time_machine.move_to(NOW + timedelta(hours=1, seconds=5), tick=False)
    alice.send("confirm")  # the button of the page that was refused
    assert "c.dean" in students(session, school)
    assert "did not go in" in alice.words()


def test_a_look_says_it_before_the_button_is_pressed(alice, session, school, page):
    used_up(session, school.people["alice"].id)
    alice.get(page).send("list", lines=LINES)
    assert "The next one can go in" in alice.words()


def test_it_is_counted_for_each_teacher_and_for_every_worker(alice, dave, session, school, page):
    used_up(session, school.people["dave"].id)
    put_in(alice, page)
    assert "anna" in students(session, school)
    assert sorted(session.scalars(select(Tally.count))) == [1, 20]


def test_one_by_hand_and_what_was_refused_are_not_counted(alice, session, school, page):
    alice.get(page).send("student", name="Anna Berg")
    alice.get(page).send("list", lines=LINES)
    alice.post(f"{page}/confirm", {"carried": "nothing of ours"}, 422)
    assert session.scalars(select(Tally)).all() == []


def test_by_hand_goes_on_while_lists_wait(alice, session, school, page):
    used_up(session, school.people["alice"].id)
    alice.get(page).send("student", name="Anna Berg")
    assert "a.berg" in students(session, school)
