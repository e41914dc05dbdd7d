"""What students are told: chosen when a quiz is given, changed later, and by nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.core.feedback import ITEMS, PHASES, preset
from quizapp.models import Assignment, AuditEvent
from tests.build import NOW
from tests.classes.test_giving import fresh, page

__all__ = ["fresh", "page"]


@pytest.fixture
def terms(school):
    return f"/teach/assignments/{school.assignment.id}/terms"


@pytest.fixture
def kept(session, school):
    """Return what is told by the terms as they are kept; nothing stays open for it."""
    own = select(Assignment.feedback).where(Assignment.id == school.assignment.id)
    session.rollback()

    def read():
        rules = session.scalar(own)
        session.rollback()
        return rules

    return read


@pytest.mark.parametrize("name", ["practice", "homework"])
def test_a_quiz_is_given_with_a_preset(alice, session, page, fresh, name):
    alice.get(page).send("give", quiz=fresh.id, told=name, most_tries=3)
    row = session.scalars(select(Assignment).where(Assignment.quiz_id == fresh.id)).one()
    assert row.feedback == preset(name)
    assert row.most_tries == 3


def test_the_terms_are_changed_and_written_down(alice, session, school, terms, kept):
    alice.get(f"/teach/assignments/{school.assignment.id}")
    assert terms in alice.links()
    alice.get(terms).send("terms", told="practice", most_tries=2)
    assert "Saved." in alice.words()
    assert kept() == preset("practice")
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.action, event.subject_id) == ("terms_changed", school.assignment.id)
    assert event.details == {"told": "practice", "most_tries": 2}


def test_saving_the_same_again_is_no_change(alice, session, school, terms):
    alice.get(terms).send("terms")
    found = session.scalars(select(AuditEvent).where(AuditEvent.action == "terms_changed"))
    assert found.all() == []


def test_the_table_counts_only_where_it_is_chosen(alice, session, school, terms, kept):
    table = {"during": [], "after": ["marks"], "later": ["marks", "overall"], "closed": []}
    alice.get(terms).send("terms", told="homework", **table)
    assert kept() == preset("homework")
    alice.get(terms).send("terms", told="own", **table)
    assert kept() == table
    # It is shown again as it was chosen.
    alice.get(terms).send("terms")
    assert kept() == table


def test_every_box_of_the_table_says_what_it_is_for(alice, terms):
    boxes = [box for box in alice.get(terms).all("label") if "tick" in (box.get("class") or "")]
    names = [alice.words(box) for box in boxes]
    assert len(set(names)) == len(names) == len(ITEMS) * len(PHASES)


def test_it_is_said_that_homework_shows_the_key_between_attempts(alice, terms, page, fresh):
    for address in (terms, page):
        assert "has seen them before the next one" in alice.get(address).words()


def test_a_test_needs_a_close(alice, session, school, terms, kept):
    alice.get(terms).send("terms", 422, told="test")
    assert "Say when the quiz closes" in alice.words()
    session.rollback()
    school.assignment.closes_at = NOW + timedelta(days=1)
    session.commit()
    alice.get(terms).send("terms", told="test")
    assert kept() == preset("test")


def test_a_test_is_not_given_without_a_close(alice, session, page, fresh):
    alice.get(page).send("give", 422, quiz=fresh.id, told="test")
    assert "Say when the quiz closes" in alice.words()
    assert len(session.scalars(select(Assignment)).all()) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"told": "everything"},
        {"told": "own", "after": ["the key"]},
        {"most_tries": "0"},
        {"most_tries": "11"},
        {"most_tries": "many"},
    ],
)
def test_what_is_not_on_the_page_is_refused(alice, session, school, terms, wrong, kept):
    alice.get(terms).send("terms", 422, **wrong)
    assert kept() == preset("homework")


@pytest.mark.parametrize("who", ["dave", "bob", "mallory"])
def test_nobody_else_sees_or_changes_the_terms(request, session, school, terms, who, kept):
    visitor = request.getfixturevalue(who)
    visitor.get(terms, status=404)
    visitor.post(terms, {"told": "practice"}, status=404)
    assert kept() == preset("homework")


def test_whoever_is_not_signed_in_is_asked_to(nobody, terms):
    nobody.get(terms)
    assert nobody.path.startswith("/sign-in")
