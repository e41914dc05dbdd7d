"""A new password by a mailed link: for staff, once, for an hour, and telling nothing."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp import config
from quizapp.accounts import resets
from quizapp.models import AuditEvent, OneTimeLink, User
from tests.accounts.post_office import PostOffice
from tests.build import NOW

NEW = "kelp and barnacles"
SECRET = "a-token-of-forty-letters-for-tests-only"


@pytest.fixture
def post(app):
    with PostOffice() as office:
        app.config.update(MAIL_URL=office.url, MAIL_FROM="quiz@school.example")
        yield office


@pytest.fixture
def owner(session, school):
    """Alice, with an address."""
    alice = school.people["alice"]
    alice.email = "Alice@school.example"
    session.commit()
    return alice


def ask(visitor, email="alice@School.example"):
    visitor.get("/forgotten")
    visitor.send("forgotten", email=email)
    found = re.sub(r"[0-9a-f]{8}|value=\"[\w.-]+\"", "", visitor.words())
    assert "a link is on its way" in found
    return found


def test_a_link_is_mailed_and_gives_a_new_password_once(visit, owner, post, session):
    alice, nobody = visit().sign_in("alice"), visit()
    ask(nobody)
    mail = post.next_mail()
    assert "To: Alice@school.example" in mail
    path = re.search(r"http://localhost(/new-password/\S+)", mail)[1]
    nobody.get(path)
    nobody.get(path)  # looking does not spend it
    nobody.send(password=NEW)
    assert nobody.path == "/sign-in"
    assert "Sign out" not in alice.get("/").words()
    nobody.send("sign-in", login="alice", password=NEW)
    assert nobody.path == "/teach"
    visit().get(path, 404)
    events = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert events == ["signed_in", "password_changed", "signed_in"]


def test_a_link_is_never_made_from_what_the_browser_calls_us(visit, owner, post):
    visitor = visit().get("/forgotten")
    form = {"csrf_token": visitor.token(), "email": "alice@school.example"}
    headers = {"Host": "127.0.0.1:9", "X-Forwarded-Host": "evil.example"}
    visitor.client.set_cookie(
        "quizapp", visitor.client.get_cookie("quizapp").value, domain="127.0.0.1"
    )
    visitor.client.post("/forgotten", data=form, headers=headers)
    assert "http://localhost/new-password/" in post.next_mail()


@pytest.mark.parametrize("who", ["nobody", "a student", "somebody disabled", "one of two"])
def test_everybody_else_reads_the_same_and_gets_no_mail(visit, owner, post, session, school, who):
    known = ask(visit())
    post.next_mail()
    if who == "a student":
        school.people["bob"].email = "x@school.example"
    if who == "somebody disabled":
        school.people["dave"].email, school.people["dave"].disabled_at = "x@school.example", NOW
    if who == "one of two":
        for name in ("alice", "dave"):
            school.people[name].email = "x@school.example"
    session.commit()
    assert ask(visit(), "x@school.example") == known
    assert post.mails.empty()
    assert len(session.scalars(select(OneTimeLink)).all()) == 1


def test_nobodys_post_is_flooded(visit, owner, post, session):
    visitor = visit()
    for _ in range(7):
        ask(visitor)
    for _ in range(5):
        post.next_mail()
    assert post.mails.empty()
    assert len(session.scalars(select(OneTimeLink)).all()) == 1


@pytest.fixture
def link(session, owner, time_machine):
    time_machine.move_to(NOW)
    resets.ask(session, "alice@school.example", SECRET, NOW)
    session.commit()
    return f"/new-password/{SECRET}"


def test_a_link_ends_with_its_hour_a_newer_one_and_its_owner(visit, link, session, time_machine):
    visit().get(link)
    resets.ask(session, "alice@school.example", "newer", NOW)
    session.commit()
    visit().get(link, 404)
    session.get_one(User, session.scalars(select(OneTimeLink.user_id)).one()).disabled_at = NOW
    session.commit()
    visit().get("/new-password/newer", 404)
    session.scalars(select(User).where(User.login == "alice")).one().disabled_at = None
    session.commit()
    visit().get("/new-password/newer")
    time_machine.move_to(NOW + timedelta(hours=1, seconds=1))
    visit().get("/new-password/newer", 404)


def test_a_link_to_a_new_password_makes_nobody_a_teacher(visit, link):
    visit().get(f"/first-teacher/{SECRET}", 404)


@pytest.mark.parametrize("password", ["short", "password12345", "alice-123456", "x" * 129])
def test_an_unfit_password_spends_nothing(visit, link, password):
    visitor = visit().get(link)
    visitor.send(status=422, password=password)
    visit().get(link)


def test_two_who_hold_the_link_are_one_too_many(visit, link):
    first, second = visit().get(link), visit().get(link)
    first.send(password=NEW)
    second.send(status=404, password="another one of mine")
    first.send("sign-in", login="alice", password=NEW)
    assert first.path == "/teach"


def test_without_mail_the_page_says_whom_to_ask(visit, owner, session):
    visitor = visit().get("/sign-in").get("/forgotten")
    assert "./quiz users passwd" in visitor.words()
    visitor.get("/sign-in").post("/forgotten", {"email": "alice@school.example"}, 422)
    assert session.scalars(select(OneTimeLink)).all() == []


def test_a_mail_server_that_is_away_changes_no_answer(visit, owner, app):
    app.config.update(MAIL_URL="smtp://127.0.0.1:9", MAIL_FROM="quiz@school.example")
    ask(visit())


@pytest.mark.parametrize(
    "environ",
    [
        {"QUIZAPP_MAIL_URL": "http://mail.example", "QUIZAPP_MAIL_FROM": "a@b"},
        {"QUIZAPP_MAIL_URL": "smtp://", "QUIZAPP_MAIL_FROM": "a@b"},
        {"QUIZAPP_MAIL_URL": "smtp://mail.example"},
    ],
)
def test_a_mail_server_that_cannot_be_is_refused_at_the_start(tmp_path, environ):
    with pytest.raises(config.WrongSetting, match="QUIZAPP_MAIL"):
        config.load({"QUIZAPP_INSTANCE": str(tmp_path), **environ})
