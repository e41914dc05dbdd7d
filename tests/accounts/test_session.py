"""What a page whose session ended under it asks: who is signed in, and by which token to send."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select

from quizapp.accounts import cards
from quizapp.models import Response, SetAside, SignInSession
from tests import build
from tests.visitor import Visitor


def who(visitor):
    return visitor.client.get("/session")


def test_nobody_is_told_as_nobody(app, school):
    answer = who(Visitor(app))
    assert answer.json["person"] is None
    assert set(answer.json) == {"person", "token"}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("name", "home"), [("bob", "/home"), ("alice", "/teach")])
def test_whoever_is_signed_in_is_told_with_the_way_home(app, school, name, home):
    told = who(Visitor(app, name)).json
    assert (told["person"], told["name"]) == (school.people[name].id, name.title())
    assert told["home"] == home


def test_whoever_has_to_choose_a_password_first_is_nobody_yet(app, session, school):
    words = cards.hash_words("lamp maple otter tunnel")
    new = cards.NewCard(words, school.people["alice"].id)
    cards.give_card(session, school.people["bob"], new, datetime.now(UTC))
    session.commit()
    bob = Visitor(app)
    fields = {"login": "bob", "password": "lamp maple otter tunnel"}
    fields["csrf_token"] = who(bob).json["token"]
    assert bob.client.post("/sign-in", data=fields).status_code == 303
    assert who(bob).json["person"] is None


def change(text="the guild"):
    return {"op": "operation-1", "base_rev": 0, "question_version": 2, "value": {"text": text}}


def put(visitor, attempt, token):
    path = f"/attempts/{attempt.id}/slots/2"
    return visitor.client.put(path, json=change(), headers={"X-CSRFToken": token}).status_code


@pytest.fixture
def attempt(session, school):
    """Bob's attempt."""
    begun = build.attempt(session, school)
    session.commit()
    return begun


def test_the_token_of_a_session_that_ended_is_worth_nothing_and_a_new_one_is(
    app, session, school, attempt
):
    bob = Visitor(app, "bob")
    old = who(bob).json["token"]
    session.execute(delete(SignInSession))
    session.commit()
    assert put(bob, attempt, old) in {400, 401}
    fields = {"login": "bob", "password": build.PASSWORD, "csrf_token": who(bob).json["token"]}
    assert bob.client.post("/sign-in", data=fields).status_code == 303
    assert put(bob, attempt, old) == 400
    assert put(bob, attempt, who(bob).json["token"]) == 200


def test_nothing_of_one_person_goes_in_under_the_session_of_another(app, session, school, attempt):
    bob, carol = Visitor(app, "bob"), Visitor(app, "carol")
    assert put(carol, attempt, who(bob).json["token"]) == 400
    assert put(carol, attempt, who(carol).json["token"]) == 404
    assert session.scalars(select(Response)).all() == session.scalars(select(SetAside)).all() == []
