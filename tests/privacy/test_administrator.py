"""An administrator takes a person's data with a reason, and forgets people for good."""

import pytest
from sqlalchemy import select

from quizapp.models import AuditEvent, Response, User
from tests import build
from tests.build import NOW


@pytest.fixture
def page(session, school, kept):
    found = f"/admin/people/{school.people['bob'].id}/data"
    session.rollback()
    return found


def bob_now(session, school):
    """Return the name and moment of erasure that stand in the database now."""
    session.rollback()
    query = select(User.name, User.erased_at).where(User.id == school.people["bob"].id)
    found = session.execute(query).one()
    session.rollback()
    return found


def test_data_goes_out_with_a_reason_only(session, page, ada):
    ada.get(page)
    ada.send("take", 422, reason=" ")
    assert "Write why" in ada.words()
    ada.send("take", reason="A parent asks")
    assert ada.response.mimetype == "application/zip"
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "person_exported")).one()
    assert event.details == {"of": "all", "reason": "A parent asks"}


def test_forgetting_is_shown_first_and_needs_a_tick(session, school, page, ada):
    ada.get(page)
    assert "sign-ins (1): deleted" in ada.words()
    ada.send("erase", 422)
    assert "Tick this" in ada.words()
    assert bob_now(session, school) == ("Bob", None)
    ada.send("erase", sure="y")
    assert "Bob is forgotten." in ada.words()
    assert bob_now(session, school)[0].startswith("Erased person")
    assert session.scalars(select(Response.value).where(Response.slot == 2)).first()
    session.rollback()
    ada.get(page, status=404)
    ada.post(page, {"reason": "A parent asks"}, status=404)
    ada.post(page.replace("/data", "/erase"), {"sure": "y"}, status=404)


def test_what_was_typed_goes_when_that_is_ticked(session, school, page, ada, kept):
    done, begun = kept["bob"]
    ada.get(page)
    ada.send("erase", sure="y", answers="y")
    own = select(Response.value).where(
        Response.attempt_id.in_((done.id, begun.id)), Response.slot == 2
    )
    assert set(session.scalars(own)) == {None}


def test_the_only_administrator_is_not_forgotten(session, school, ada):
    id_ = session.scalars(select(User.id).where(User.login == "ada")).one()
    session.rollback()
    ada.get(f"/admin/people/{id_}/data")
    ada.send("erase", sure="y")
    assert "only administrator" in ada.words()
    ada.get("/admin")


def test_who_asked_is_listed_until_forgotten(session, school, ada):
    session.get_one(User, school.people["bob"].id).erasure_asked_at = NOW
    session.commit()
    ada.get("/admin/asked-to-be-forgotten")
    assert "Bob" in ada.words()
    ada.get(f"/admin/people/{school.people['bob'].id}/data")
    ada.send("erase", sure="y")
    ada.get("/admin/asked-to-be-forgotten")
    assert "Nobody waits to be forgotten." in ada.words()


@pytest.mark.parametrize("who", ["alice", "dave", "bob", "carol", "mallory"])
def test_nobody_else_takes_or_forgets(session, school, page, visit, who):
    visitor = visit(who)
    visitor.get(page, status=404)
    visitor.post(page, {"reason": "curious"}, status=404)
    visitor.post(page.replace("/data", "/erase"), {"sure": "y"}, status=404)
    visitor.get("/admin/asked-to-be-forgotten", status=404)
    assert bob_now(session, school) == ("Bob", None)


def test_nothing_is_forgotten_without_a_token(session, school, page, ada):
    ada.post(page.replace("/data", "/erase"), {"sure": "y"}, token=False, status=400)
    assert bob_now(session, school) == ("Bob", None)
    assert build.PASSWORD not in ada.text
