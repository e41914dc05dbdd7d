"""An administrator finds people, changes their role, and lets them in or not."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizapp.models import AuditEvent, OneTimeLink, SignInCard, SignInSession, User
from tests import build
from tests.build import PASSWORD


def person(session, login):
    session.rollback()
    found = session.scalars(select(User).where(User.login == login)).one()
    session.refresh(found)
    role, disabled_at, id_ = found.role, found.disabled_at, found.id
    session.rollback()
    return role, disabled_at, id_


def deeds(session, *actions):
    events = session.scalars(
        select(AuditEvent).where(AuditEvent.action.in_(actions)).order_by(AuditEvent.id)
    ).all()
    found = [(event.action, event.actor_id, event.person_id, event.details) for event in events]
    session.rollback()
    return found


@pytest.mark.parametrize("words", ["BOB", "bo", "bob"])
def test_people_are_found_by_a_part_of_their_name(ada, words):
    ada.get(f"/admin/people?q={words}")
    assert "Bob" in ada.words()
    assert "Carol" not in ada.words()


@pytest.mark.parametrize("words", ["%25", "_", "zzz"])
def test_a_sign_that_a_database_has_a_use_for_is_text(ada, words):
    ada.get(f"/admin/people?q={words}")
    assert "Nobody has such a name." in ada.words()


def test_what_no_database_keeps_is_refused(ada):
    ada.get("/admin/people?q=a%00b", status=422)


def test_a_new_role_signs_out_and_is_written_down(session, ada, bob):
    _, _, id_ = person(session, "bob")
    ada.get(f"/admin/people/{id_}")
    ada.send("change-role", role="teacher")
    assert person(session, "bob")[0] == "teacher"
    assert not session.scalars(select(SignInSession).where(SignInSession.user_id == id_)).all()
    (deed,) = deeds(session, "role_changed")
    assert deed == (
        "role_changed",
        person(session, "ada")[2],
        id_,
        {"from": "student", "to": "teacher"},
    )
    bob.get("/profile/data")
    assert bob.path.startswith("/sign-in")


@pytest.mark.parametrize("role", ["guest", "king", "", "nobody"])
def test_a_role_that_is_not_given_is_refused(session, ada, role):
    _, _, id_ = person(session, "bob")
    ada.get(f"/admin/people/{id_}")
    ada.send("change-role", 422, role=role)
    assert person(session, "bob")[0] == "student"


def test_the_same_role_again_changes_nothing(session, ada, bob):
    _, _, id_ = person(session, "bob")
    ada.get(f"/admin/people/{id_}")
    ada.send("change-role", role="student")
    assert deeds(session, "role_changed") == []
    bob.get("/profile/data")
    assert bob.path == "/profile/data"


def test_somebody_is_disabled_and_enabled_again(session, ada, bob, visit):
    _, _, id_ = person(session, "bob")
    ada.get(f"/admin/people/{id_}")
    ada.send("disable")
    assert person(session, "bob")[1] is not None
    bob.get("/profile/data")
    assert bob.path.startswith("/sign-in")
    ada.get(f"/admin/people/{id_}")
    ada.send("enable")
    assert person(session, "bob")[1] is None
    visit("bob").get("/profile/data")
    assert [deed[0] for deed in deeds(session, "disabled", "enabled")] == ["disabled", "enabled"]


@pytest.mark.parametrize("form", ["change-role", "disable"])
def test_the_last_administrator_stays_one(session, ada, form):
    _, _, id_ = person(session, "ada")
    ada.get(f"/admin/people/{id_}")
    ada.send(form, **({"role": "teacher"} if form == "change-role" else {}))
    assert "only administrator" in ada.words()
    assert person(session, "ada")[:2] == ("administrator", None)
    assert deeds(session, "role_changed", "disabled") == []


def test_one_of_two_administrators_may_go(session, ada):
    build.person(session, "Ben", "administrator")
    session.commit()
    _, _, id_ = person(session, "ada")
    ada.get(f"/admin/people/{id_}")
    ada.send("change-role", follow=False, status=303, role="teacher")
    assert person(session, "ada")[0] == "teacher"


def test_a_disabled_administrator_is_no_other_one(session, ada):
    ben = build.person(session, "Ben", "administrator")
    ben.disabled_at = build.NOW
    session.commit()
    _, _, id_ = person(session, "ada")
    ada.get(f"/admin/people/{id_}")
    ada.send("disable")
    assert person(session, "ada")[1] is None


@pytest.mark.parametrize("who", ["alice", "dave", "bob", "mallory"])
def test_nobody_else_changes_anybody(session, school, visit, who):
    visitor = visit(who)
    _, _, id_ = person(session, "bob")
    for change in ("role", "disable", "enable", "erase"):
        visitor.post(f"/admin/people/{id_}/{change}", {"role": "teacher"}, status=404)
    visitor.get("/admin", status=404)
    visitor.get("/admin/people", status=404)
    assert person(session, "bob")[:2] == ("student", None)


def test_nobody_is_changed_without_a_token(session, ada):
    _, _, id_ = person(session, "bob")
    ada.post(f"/admin/people/{id_}/disable", token=False, status=400)
    assert person(session, "bob")[1] is None
    assert PASSWORD not in ada.text


@pytest.mark.parametrize("change", ["change-role", "disable"])
def test_a_card_or_link_of_before_lets_nobody_in(session, school, ada, change):
    _, _, id_ = person(session, "bob")
    lasting = {"created_at": build.NOW, "expires_at": datetime.now(UTC) + timedelta(days=1)}
    card = {"made_by_id": id_, "made_at": build.NOW, "expires_at": lasting["expires_at"]}
    session.add(SignInCard(user_id=id_, words_hash="hash", **card))
    session.add(OneTimeLink(token_sha256="x", purpose="new_password", user_id=id_, **lasting))
    session.commit()
    ada.get(f"/admin/people/{id_}")
    ada.send(change, **({"role": "teacher"} if change == "change-role" else {}))
    assert session.scalars(select(SignInCard)).all() == []
    assert session.scalars(select(OneTimeLink)).all() == []
