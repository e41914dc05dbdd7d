"""Marking again through the page: choose, look, confirm, undo."""

import pytest
from sqlalchemy import select

from quizapp.classes.actions import join
from quizapp.models import Mark, MarkingRun
from tests import build
from tests.marking import sat
from tests.marking.sat import MORE_TAKEN


@pytest.fixture
def mended(session, school):
    """Bob's answer was not listed, and now it is; carol's always was. The addresses."""
    attempts = {
        "bob": sat.sit(session, school, "bob", "fishers").id,
        "carol": sat.sit(session, school, "carol", "the guild").id,
    }
    build.lamp_set(session, MORE_TAKEN)
    ids = {"page": f"/teach/assignments/{school.assignment.id}/remarking", **attempts}
    ids["question"] = sat.question(session).id
    ids["assignment"] = school.assignment.id
    session.commit()
    return ids


def marks(session):
    session.rollback()
    session.expire_all()
    found = len(session.scalars(select(Mark)).all())
    session.rollback()
    return found


def test_a_teacher_chooses_looks_confirms_and_undoes(alice, session, mended):
    alice.get(f"/teach/assignments/{mended['assignment']}")
    assert mended["page"] in alice.links()
    alice.get(mended["page"])
    assert "2. Who paid for it? 2 handed in" in alice.words()
    alice.get(f"{mended['page']}/{mended['question']}")
    before = marks(session)
    assert "1 mark would change, of 2." in alice.words()
    words = alice.words(alice.all("table")[0])
    assert "Bob 2 fishers 0 of 2 This is not an accepted answer. 2 of 2" in words
    assert "Carol" not in words
    alice.send("confirm", reason="Fishers are right too.")
    assert "Marked again: 1 mark changed." in alice.words()
    assert "Fishers are right too." in alice.words()
    assert marks(session) == before + 1
    run = session.scalars(select(MarkingRun)).one()
    session.rollback()
    alice.send("undo")
    assert "the marks from before count again" in alice.words()
    session.refresh(run)
    assert run.undone_at is not None
    assert "1 mark changed; undone" in alice.words()


def test_all_questions_at_once(alice, mended):
    alice.get(f"{mended['page']}/all")
    assert "1 mark would change, of 8." in alice.words()
    alice.send("confirm", reason="All of it.")
    assert "1 mark changed" in alice.words()


def test_no_reason_no_run(alice, session, mended):
    alice.get(f"{mended['page']}/{mended['question']}")
    before = marks(session)
    alice.send("confirm", 422, reason=" ")
    assert "Write why" in alice.words()
    assert marks(session) == before


def test_what_changed_since_the_look_is_shown_and_not_done(alice, session, school, mended):
    alice.get(f"{mended['page']}/{mended['question']}")
    attempt = session.get_one(build.Attempt, mended["bob"])
    sat.by_hand(session, school, attempt, 5_000_000)
    session.commit()
    before = marks(session)
    session.rollback()
    alice.send("confirm", 409, reason="Fishers are right too.")
    assert "Something changed while you were looking" in alice.words()
    assert marks(session) == before
    session.rollback()
    # The new look is there, what was typed too; confirmed, it is done.
    assert "No mark would change, of 2." in alice.words()
    mark = session.scalars(select(Mark.id).where(Mark.marked_by == "teacher")).one()
    session.rollback()
    alice.send("confirm", overrule=[str(mark)])
    assert "1 mark changed" in alice.words()


def test_who_only_looks_does_not_mark_again(visit, session, school, mended):
    join(session, school.class_.id, build.person(session, "Rita", "teacher"), "reader", build.NOW)
    session.commit()
    rita = visit("rita")
    rita.get(f"/teach/assignments/{mended['assignment']}")
    assert mended["page"] not in rita.links()
    rita.get(mended["page"], status=404)
    rita.post(f"{mended['page']}/all", {"reason": "x", "seen": ""}, status=404)
