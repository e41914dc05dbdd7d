"""A teacher's mark: given once, taken back, and never over another teacher's unseen."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from quizapp.classes.actions import join
from quizapp.marking.answers import find_handed_in
from quizapp.marking.by_hand import Decision, give, take_back
from quizapp.marking.queue import marks_so_far
from quizapp.marking.runs import Order, carry_out, undo
from quizapp.models import Attempt, AuditEvent, Mark
from tests import build
from tests.build import NOW
from tests.marking import sat
from tests.marking.sat import MORE_TAKEN, PAYER, points
from tests.visitor import Visitor


@pytest.fixture
def bob(session, school):
    return sat.sit(session, school, "bob", "fishers")


@pytest.fixture
def answer(session, bob):
    return find_handed_in(session, bob.id, PAYER)


@pytest.fixture
def alice_id(school):
    return school.people["alice"].id


def decide(session, bob, by, units=5_000_000, **more):
    return Decision(by, sat.standing(session, bob).id, units, **more)


def test_a_mark_is_given_with_its_comment_and_written_down(session, bob, answer, alice_id):
    outcome = give(session, answer, decide(session, bob, alice_id, comment="Nearly."), NOW)
    assert outcome.is_given
    assert points(session, bob) == (5_000_000, "teacher", "Nearly.")
    noted = session.scalars(select(AuditEvent).where(AuditEvent.action == "mark_changed")).all()
    assert [(row.actor_id, row.person_id, row.details["slot"]) for row in noted] == [
        (alice_id, bob.student_id, PAYER)
    ]


def test_the_same_press_twice_is_one_mark(session, bob, answer, alice_id):
    decision = decide(session, bob, alice_id, comment="Nearly.")
    first, second = (give(session, answer, decision, NOW) for _ in range(2))
    assert second.is_given and second.mark is first.mark


def test_what_somebody_else_gave_meanwhile_is_not_overwritten(session, school, bob, answer):
    old = decide(session, bob, school.people["alice"].id)
    theirs = sat.by_hand(session, school, bob, 10_000_000, "dave")
    outcome = give(session, answer, old, NOW)
    assert (outcome.is_given, outcome.mark.id) == (False, theirs.id)
    assert points(session, bob)[0] == 10_000_000


def test_a_mark_taken_back_leaves_what_stood_before(session, bob, answer, alice_id):
    before = points(session, bob)
    given = give(session, answer, decide(session, bob, alice_id), NOW).mark
    assert take_back(session, answer, alice_id, given.id, NOW)
    assert points(session, bob) == before
    # It stands no more, so it cannot be taken back again.
    assert not take_back(session, answer, alice_id, given.id, NOW)
    assert not take_back(session, answer, alice_id, sat.standing(session, bob).id, NOW)


def test_another_teachers_mark_comes_back_as_theirs(session, school, bob, answer, alice_id):
    sat.by_hand(session, school, bob, 10_000_000, "dave")
    given = give(session, answer, decide(session, bob, alice_id), NOW).mark
    assert not take_back(session, answer, school.people["dave"].id, given.id, NOW)
    take_back(session, answer, alice_id, given.id, NOW)
    mark = sat.standing(session, bob)
    assert (mark.points, mark.marker_id) == (10_000_000, school.people["dave"].id)


def test_what_came_by_a_run_that_was_undone_does_not_come_back(
    session, school, bob, answer, alice_id
):
    build.lamp_set(session, MORE_TAKEN)
    run = carry_out(session, school.assignment, None, Order(alice_id, "a slip"), NOW)
    given = give(session, answer, decide(session, bob, alice_id), NOW).mark
    undo(session, run, alice_id, NOW)
    take_back(session, answer, alice_id, given.id, NOW)
    assert points(session, bob)[0] == 0


def test_a_mark_that_came_by_a_run_is_not_copied_by_taking_back(
    session, school, bob, answer, alice_id
):
    before = sat.counting(session)
    build.lamp_set(session, MORE_TAKEN)
    run = carry_out(session, school.assignment, None, Order(alice_id, "a slip"), NOW)
    after = sat.counting(session)
    given = give(session, answer, decide(session, bob, alice_id), NOW).mark
    take_back(session, answer, alice_id, given.id, NOW)
    assert sat.counting(session) == after
    undo(session, run, alice_id, NOW)
    assert sat.counting(session) == before


def test_taken_back_again_and_again_it_ends_at_the_key(session, bob, answer, alice_id):
    before = sat.counting(session)
    for units in (5_000_000, 10_000_000):
        give(session, answer, decide(session, bob, alice_id, units), NOW)
    found = []
    for _ in range(3):
        seen = sat.standing(session, bob).id
        found.append(take_back(session, answer, alice_id, seen, NOW))
        found.append(points(session, bob)[:2])
    assert found == [True, (5_000_000, "teacher"), True, (0, "key"), False, (0, "key")]
    assert sat.counting(session) == before
    assert [row.mark.marked_by for row in marks_so_far(session, bob.id, PAYER)] == ["key"]


def test_what_the_rules_found_stays_with_the_mark(session, bob, answer, alice_id):
    old = sat.standing(session, bob)
    session.add(
        Mark(
            **{name: getattr(old, name) for name in ("attempt_id", "slot", "revision", "out_of")},
            points=None,
            reason="?",
            detail={"rule": "near", "p": 0.4},
            marked_by="regrade",
            marked_at=NOW,
        )
    )
    session.flush()
    give(session, answer, decide(session, bob, alice_id, levels=(1, 0)), NOW)
    assert sat.standing(session, bob).detail == {"rule": "near", "p": 0.4, "levels": [1, 0]}


# --- two at the same moment ----------------------------------------------------------------


def test_of_two_who_save_at_once_one_is_told(app, session, school, bob):
    colin = build.person(session, "Colin", "teacher")
    join(session, school.class_.id, colin, "co_teacher", NOW)
    page, attempt_id = f"/teach/marks/{bob.id}/{PAYER}", bob.id
    session.commit()
    visitors = [Visitor(app, name) for name in ("alice", "colin")]
    for visitor in visitors:
        visitor.get(page)
    seen, statuses = Barrier(2), []

    def save(visitor, given):
        fields = {"csrf_token": visitor.token(), "button": "points", "points": given}
        fields["seen"] = visitor.by_id("mark").find(".//*[@name='seen']").get("value")
        seen.wait(timeout=20)
        statuses.append(visitor.client.post(page, data=fields).status_code)

    threads = [
        Thread(target=save, args=(visitor, given))
        for visitor, given in zip(visitors, ("0.5", "1.5"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(statuses) == [303, 409]
    by_hand = select(func.count()).where(Mark.marked_by == "teacher")
    assert session.scalar(by_hand) == 1
    assert session.get_one(Attempt, attempt_id).state == "submitted"
