"""One's own account: name, password, and the browsers where one is signed in."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from quizapp.accounts.profile import session_key
from quizapp.models import AuditEvent, SignInSession, User
from tests.build import PASSWORD

NEW = "kelp and barnacles"


def test_a_name_is_changed_and_others_see_it(bob, session, school):
    bob.get("/profile")
    bob.send("profile", name=" Bobby ", language="en")
    assert "Saved." in bob.words()
    assert "Bobby" in bob.words(bob.all("nav")[0])
    own = session.get_one(User, school.people["bob"].id, populate_existing=True)
    assert (own.name, own.language) == ("Bobby", "en")


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "   "}, {"name": "x" * 101}, {"name": "a\0b"}, {"language": "tlh"}],
)
def test_what_cannot_be_kept_is_refused(bob, session, school, wrong):
    bob.get("/profile")
    bob.send("profile", 422, **({"name": "Bobby", "language": ""} | wrong))
    assert session.get_one(User, school.people["bob"].id).name == "Bob"


@pytest.mark.parametrize("field", ["role", "login", "password_hash", "email", "id", "disabled_at"])
def test_nothing_else_of_oneself_can_be_sent_along(bob, session, school, field):
    before = getattr(session.get_one(User, school.people["bob"].id), field)
    session.rollback()
    bob.get("/profile")
    bob.send("profile", name="Bobby", **{field: "administrator"})
    own = session.get_one(User, school.people["bob"].id, populate_existing=True)
    assert own.name == "Bobby"
    assert getattr(own, field) == before


def test_a_guest_has_a_name_and_nothing_to_sign_in_with(nobody, school):
    nobody.get(f"/practice/{school.practice.id}")
    nobody.send(name="Robin")
    nobody.get("/profile")
    assert "as a guest" in nobody.words()
    assert "password" not in nobody.words()
    nobody.send("profile", name="Robina")
    assert "Robina" in nobody.words(nobody.all("nav")[0])
    nobody.post("/profile/password", {"old": "x", "password": NEW}, 404)


# --- the password ---------------------------------------------------------------------------------


def change(visitor, status=200, **fields):
    visitor.get("/profile")
    return visitor.send("change", status, **({"old": PASSWORD, "password": NEW} | fields))


def test_a_new_password_signs_out_every_other_browser_and_changes_this_ones_token(
    bob, visit, session, school
):
    other, before = visit("bob"), bob.client.get_cookie("quizapp").value
    change(bob)
    assert "Every other browser was signed out" in bob.words()
    assert bob.client.get_cookie("quizapp").value != before
    assert "Sign out" not in other.get("/").words()
    thief = visit()
    thief.client.set_cookie("quizapp", before)
    assert "Sign out" not in thief.get("/").words()
    other.get("/sign-in").send("sign-in", login="bob", password=NEW)
    assert "Sign out" in other.words()
    deed = session.scalars(select(AuditEvent)).one()
    assert (deed.action, deed.actor_id, deed.details) == (
        "password_changed",
        school.people["bob"].id,
        {},
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"old": "wrong"}, "not the password that you have now"),
        ({"old": ""}, "that you have now"),
        ({"password": "short"}, "At least 8"),
        ({"password": "bob-1234567"}, "your own name"),
        ({"password": "password1"}, "Many people"),
    ],
)
def test_a_wrong_old_one_and_an_unfit_new_one_change_nothing(bob, session, school, wrong, words):
    before = school.people["bob"].password_hash
    session.rollback()
    change(bob, 422, **wrong)
    assert words in bob.words()
    own = session.get_one(User, school.people["bob"].id, populate_existing=True)
    assert own.password_hash == before


def test_staff_need_twelve(alice):
    change(alice, 422, password="kelp-4711")
    assert "At least 12" in alice.words()


def test_an_open_browser_is_no_leave_to_guess_the_password(bob, time_machine):
    time_machine.move_to(datetime.now(UTC), tick=False)
    for _ in range(10):
        change(bob, 422, old="guess")
    change(bob, 429)
    assert "Wait 1 second" in bob.words()
    assert bob.response.headers["Retry-After"] == "1"


# --- browsers -------------------------------------------------------------------------------------


@pytest.fixture
def phone(visit, school):
    """Another browser of bob's."""
    visitor = visit()
    visitor.client.environ_base["HTTP_USER_AGENT"] = "(Android 14) Gecko/130.0 Firefox/130.0"
    visitor.get("/sign-in")
    visitor.send("sign-in", login="bob", password=PASSWORD)
    return visitor


def test_browsers_are_listed_and_one_is_signed_out(bob, phone, carol):
    bob.get("/profile")
    assert "Firefox on Android" in bob.words()
    assert bob.words().count("(this one)") == 1
    assert len([one for one in bob.all("form") if one.get("action").endswith("/end")]) == 2
    phones = [one.get("action") for one in bob.all("form") if one.get("action").endswith("/end")][1]
    bob.post(phones)
    assert "That browser was signed out." in bob.words()
    assert "Sign out" not in phone.get("/").words()
    assert "Sign out" in carol.get("/").words()


def test_this_browser_can_be_signed_out_too(bob):
    bob.get("/profile")
    (this,) = [one.get("action") for one in bob.all("form") if one.get("action").endswith("/end")]
    bob.post(this)
    assert "Sign out" not in bob.words()


def test_everywhere_else_is_signed_out_at_once(bob, phone, carol):
    bob.get("/profile").send("end-others")
    assert "at this browser only" in bob.words()
    assert "Sign out" in bob.words()
    assert "Sign out" not in phone.get("/").words()
    assert "Sign out" in carol.get("/").words()


def test_nobody_signs_out_somebody_elses_browser(bob, carol, session, school):
    (of_bob,) = session.scalars(
        select(SignInSession.token_sha256).where(SignInSession.user_id == school.people["bob"].id)
    ).all()
    session.rollback()
    for key in (session_key(of_bob), of_bob, of_bob[:32]):
        carol.get("/profile").post(f"/profile/sessions/{key}/end", status=404)
    assert "Sign out" in bob.get("/").words()
    assert of_bob[:12] not in bob.get("/profile").text
