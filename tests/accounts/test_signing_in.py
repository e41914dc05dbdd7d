"""Signing in: slowed down when guessed at, never locked, and alike for every name."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from quizapp.accounts import actions, cards, limits, passwords, signing_in
from quizapp.audit import people
from quizapp.models import AuditEvent, KnownDevice, SignInSession, Tally, User
from tests.build import NOW, PASSWORD

WRONG = "The name or the password is not right."
CARD = "lamp maple otter tunnel"


def try_to(visitor, login="bob", password=WRONG, status=422):
    """Try once from the sign-in page."""
    fields = {"login": login, "password": password}
    return visitor.post("/sign-in", fields, status=status)


def come_and_go(visit, login):
    """Return a browser that somebody has signed in and out at."""
    visitor = visit().sign_in(login)
    return visitor.send("sign-out").get("/sign-in")


@pytest.fixture
def guesser(visit, school, time_machine):
    time_machine.move_to(NOW, tick=False)
    return visit().get("/sign-in")


def fail(visitor, times, login="bob"):
    for _ in range(times):
        try_to(visitor, login)


# --- the wait -------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["bob", "no-such-name", "dora"])
def test_after_ten_failures_one_waits_whether_there_is_such_a_name_or_not(
    guesser, session, school, login
):
    if login == "dora":
        school.people["mallory"].login = "dora"
        people.disable(session, school.people["mallory"], None, NOW)
        session.commit()
    fail(guesser, 10, login)
    assert WRONG in guesser.words()
    try_to(guesser, login, status=429)
    assert "Wait 1 second, then try again." in guesser.words()
    assert guesser.response.headers["Retry-After"] == "1"


def test_the_right_password_is_not_looked_at_before_the_time(guesser, time_machine):
    fail(guesser, 10)
    try_to(guesser, password=PASSWORD, status=429)
    assert PASSWORD not in guesser.text
    time_machine.move_to(NOW + timedelta(seconds=1), tick=False)
    try_to(guesser, password=PASSWORD, status=200)
    assert "Sign out" in guesser.words()


def test_a_refusal_is_counted_for_every_worker(guesser, session):
    fail(guesser, 3)
    assert session.scalars(select(Tally.count)).all() == [3]


def test_whoever_gets_in_is_forgiven(guesser, visit):
    fail(guesser, 9)
    try_to(visit().get("/sign-in"), password=PASSWORD, status=200)
    fail(guesser, 9)
    assert WRONG in guesser.words()


def test_the_case_of_a_name_gives_no_other_ten(guesser):
    fail(guesser, 5, "bob")
    fail(guesser, 5, " BOB ")
    try_to(guesser, "Bob", status=429)


def test_a_browser_that_signed_in_before_does_not_wait(guesser, visit, session):
    own = come_and_go(visit, "bob")
    fail(guesser, 10)
    try_to(guesser, password=PASSWORD, status=429)
    try_to(own, password=PASSWORD, status=200)
    assert "Sign out" in own.words()
    try_to(guesser, password=PASSWORD, status=429)  # that one is not forgiven by it


def test_a_known_browser_has_a_count_of_its_own(guesser, visit):
    own = come_and_go(visit, "bob")
    fail(own, 10)
    try_to(own, password=PASSWORD, status=429)
    try_to(guesser, password=PASSWORD, status=200)


def test_a_browser_is_known_to_whoever_signed_in_there_alone(guesser, visit):
    theirs = come_and_go(visit, "carol")
    fail(guesser, 10)
    try_to(theirs, password=PASSWORD, status=429)


def test_of_a_device_only_the_tokens_hash_is_kept(visit, school, session):
    own = visit().sign_in("bob")
    cookie = own.client.get_cookie("quizapp-device")
    assert cookie.http_only
    assert session.scalars(select(KnownDevice.token_sha256)).all() == [
        actions.token_sha256(cookie.value)
    ]


def test_of_many_guesses_at_once_those_beyond_the_limit_are_not_answered(session, school):
    typed = signing_in.Typed("bob", PASSWORD, "device")
    candidate = signing_in.find_candidate(session, typed, NOW)
    compared = signing_in.compare(candidate, PASSWORD)
    for _ in range(10):
        limits.count_failure(session, "bob", NOW, limits.SIGN_IN)
    outcome = signing_in.settle(session, candidate, compared, "device", NOW)
    assert outcome.person is None
    assert outcome.try_again_at == NOW + timedelta(seconds=1)


def test_failures_are_written_down_once_at_the_limit_and_staff_when_they_sign_in(
    guesser, visit, session, school
):
    fail(guesser, 10)
    visit().sign_in("alice")
    visit().sign_in("carol")
    events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(one.action, one.person_id) for one in events] == [
        ("sign_in_failed", school.people["bob"].id),
        ("signed_in", school.people["alice"].id),
    ]
    assert events[0].details == {"failures": 10}


@pytest.mark.long
def test_ten_thousand_guesses_get_nowhere_and_the_owners_browser_does(
    guesser, visit, session, school, time_machine
):
    own = come_and_go(visit, "bob")
    looked_at = 0
    for number in range(10_000):
        time_machine.move_to(NOW + timedelta(seconds=number), tick=False)
        answer = guesser.client.post(
            "/sign-in",
            data={"login": "bob", "password": f"guess {number}", "csrf_token": guesser.token()},
        )
        assert answer.status_code in {422, 429}
        looked_at += answer.status_code == 422
    assert looked_at < 200  # in three hours
    try_to(own, password=PASSWORD, status=200)
    assert "Sign out" in own.words()


@pytest.mark.long
def test_three_hundred_from_one_address_all_get_in(app, session, school, visit):
    for number in range(300):
        session.add(
            User(
                name=f"Student {number}",
                login=f"student{number}",
                role="student",
                password_hash=school.people["bob"].password_hash,
                created_at=NOW,
            )
        )
    session.commit()
    began = datetime.now(UTC)
    for number in range(300):
        visitor = visit().get("/sign-in")
        try_to(visitor, f"student{number}", PASSWORD, 200)
        assert "Sign out" in visitor.words()
    assert datetime.now(UTC) - began < timedelta(seconds=60)


# --- who may not ---------------------------------------------------------------------------------


def test_somebody_disabled_is_out_at_once_and_reads_what_everybody_reads(
    bob, visit, session, school
):
    people.disable(session, school.people["bob"], None, NOW)
    session.commit()
    bob.get("/")
    assert "Sign out" not in bob.words()
    assert (
        session.scalars(select(SignInSession.user_id).where(SignInSession.user_id > 0)).all() == []
    )
    session.rollback()
    other = visit().get("/sign-in")
    try_to(other, password=PASSWORD)
    assert WRONG in other.words()
    people.enable(session, session.get_one(User, school.people["bob"].id), None, NOW)
    session.commit()
    try_to(other, password=PASSWORD, status=200)


def test_a_session_that_is_made_as_its_person_is_disabled_is_none(visit, school, session, app):
    """Disabled between the right password and the new session."""
    visitor = visit().get("/sign-in")
    person = school.people["bob"]

    def disable(response):
        if response.status_code == 303:
            with app.extensions["quizapp.engine"].begin() as connection:
                connection.execute(
                    User.__table__.update().where(User.id == person.id).values(disabled_at=NOW)
                )
        return response

    app.after_request_funcs.setdefault(None, []).append(disable)
    try_to(visitor, password=PASSWORD, status=200)
    assert "Sign out" not in visitor.words()
    assert (
        session.scalars(select(SignInSession).where(SignInSession.user_id == person.id)).all() == []
    )


def test_another_role_takes_a_new_sign_in(bob, session, school):
    people.change_role(session, school.people["bob"], "teacher", None, NOW)
    session.commit()
    bob.get("/")
    assert "Sign out" not in bob.words()
    event = session.scalars(select(AuditEvent)).one()
    assert (event.action, event.details) == ("role_changed", {"from": "student", "to": "teacher"})


def test_a_password_changed_while_it_was_compared_opens_nothing(session, school):
    typed = signing_in.Typed("bob", PASSWORD, "device")
    candidate = signing_in.find_candidate(session, typed, NOW)
    session.commit()
    session.expunge_all()
    compared = signing_in.compare(candidate, PASSWORD)
    actions.change_password(session, session.get_one(User, candidate.person.id), "new", None, NOW)
    session.expunge_all()
    assert signing_in.settle(session, candidate, compared, "device", NOW).person is None


# --- hashes --------------------------------------------------------------------------------------


def test_an_old_hash_is_made_anew_when_its_owner_comes(visit, school, session):
    bob = school.people["bob"]
    bob.password_hash = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    session.commit()
    visit().sign_in("bob")
    session.refresh(bob)
    assert not passwords.is_outdated(bob.password_hash)
    assert passwords.is_right(bob.password_hash, PASSWORD)


@pytest.mark.parametrize("login", ["alice", "bob", "carol", "mallory", "no-such-name"])
def test_every_name_costs_as_many_hashes_and_questions(
    guesser, session, school, count_queries, monkeypatch, login
):
    give_card(session, school.people["carol"], school.people["alice"])
    people.disable(session, school.people["mallory"], None, NOW)
    session.commit()
    verified = []
    right = passwords.is_right
    for module in (passwords, cards):
        monkeypatch.setattr(
            module, "is_right", lambda *given: verified.append(given) or right(*given)
        )
    count_queries.clear()
    try_to(guesser, login)
    assert len(verified) == 2
    assert len([one for one in count_queries if not one.startswith("PRAGMA")]) == 7, count_queries


# --- cards ---------------------------------------------------------------------------------------


def give_card(session, student, maker):
    new = cards.NewCard(cards.hash_words(CARD), maker.id)
    return cards.give_card(session, student, new, NOW)


@pytest.fixture
def carded(guesser, session, school):
    """Bob's browser, before he typed the words of his card."""
    give_card(session, school.people["bob"], school.people["alice"])
    session.commit()
    return guesser


def test_a_card_signs_in_once_and_nothing_else_is_shown_before_a_password_is_chosen(
    carded, visit, school
):
    try_to(carded, password="Lamp-Maple otter  tunnel", status=200)
    assert carded.path == "/choose-password"
    for path in ("/", "/reading-settings", f"/practice/{school.practice.id}"):
        carded.get(path)
        assert carded.path == "/choose-password"
    carded.post("/reading-settings", {})
    assert carded.path == "/choose-password"
    carded.put("/attempts/1/slots/1", {}, 401)
    carded.send("choose-password", password="kelp and barnacles")
    assert carded.path == "/home"
    assert "Your new password holds" in carded.words()
    carded.get("/choose-password", 404)
    other = visit().get("/sign-in")
    try_to(other, password=CARD)
    try_to(other, password="kelp and barnacles", status=200)
    assert other.path == "/home"


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "Choose a password"),
        ("short", "At least 8"),
        ("password1", "Many"),
        ("x" * 129, "long"),
    ],
)
def test_a_password_that_is_not_fit_is_not_taken(carded, password, words):
    try_to(carded, password=CARD, status=200)
    carded.send("choose-password", 422, password=password)
    assert words in carded.words()
    carded.get("/")
    assert carded.path == "/choose-password"


def test_whoever_chooses_no_password_can_leave(carded):
    try_to(carded, password=CARD, status=200)
    carded.send("sign-out")
    assert carded.path == "/"
    assert "Sign out" not in carded.words()


def test_a_password_goes_on_working_beside_a_card(carded):
    try_to(carded, password=PASSWORD, status=200)
    assert carded.path == "/home"


def test_nobody_chooses_a_password_here_without_a_card(bob):
    bob.get("/choose-password", 404)
    bob.post("/choose-password", {"password": "kelp and barnacles"}, 404)
