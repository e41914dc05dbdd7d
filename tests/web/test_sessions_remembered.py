"""A worker remembers sessions for saves; it is the database that says whether they hold."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from quizapp.app import create_app
from quizapp.models import ArticleVersion, Response, ServedSlot, SetAside, SignInSession, User
from quizapp.web import sessions
from quizapp.web.access import Door
from tests import build
from tests.build import NOW
from tests.visitor import Visitor


@pytest.fixture
def sitting(bob, session, school):
    """Bob has begun, and saved once: the worker remembers his session."""
    attempt = build.attempt(session, school, "bob")
    version = next(slot.question_version_id for slot in attempt.served if slot.number == 2)
    path = f"/attempts/{attempt.id}"
    session.commit()
    bob.get(path)

    def save(base, status):
        body = {"op": f"operation-{base}", "base_rev": base, "question_version": version}
        body["value"] = {"text": f"the guild {base}"}
        return bob.put(f"{path}/slots/2", body, status)

    assert save(0, 200)["rev"] == 1
    return save


def kept(session):
    session.rollback()
    return len(session.scalars(select(Response)).all() + session.scalars(select(SetAside)).all())


def test_a_save_looks_nobody_up_that_is_remembered(sitting, count_queries):
    count_queries.clear()
    sitting(1, 200)
    assert len(count_queries) == 1, count_queries


def test_the_first_page_after_signing_in_can_save(visit, session, school):
    """Its token for forms is made as it is drawn, after the session was looked up."""
    path = f"/attempts/{build.attempt(session, school, 'bob').id}"
    session.commit()
    bob = visit().get(f"/sign-in?next={path}")
    bob.send("sign-in", login="bob", password=build.PASSWORD)
    assert bob.path == path
    slot = session.scalars(select(ServedSlot).where(ServedSlot.number == 2)).one()
    body = {"op": "operation-1", "base_rev": 0, "question_version": slot.question_version_id}
    session.rollback()
    bob.put(f"{path}/slots/2", {**body, "value": {"text": "the guild"}})


@pytest.mark.parametrize("base", [1, 0], ids=["next revision", "superseded"])
def test_nothing_is_kept_of_a_session_that_has_ended(sitting, session, base):
    session.execute(delete(SignInSession))
    session.commit()
    sitting(base or 7, 401)
    assert kept(session) == 1


def test_nothing_is_kept_of_a_session_that_has_expired(sitting, session):
    session.execute(update(SignInSession).values(expires_at=NOW))
    session.commit()
    sitting(1, 401)
    assert kept(session) == 1


def test_a_worker_that_remembers_nobody_asks_to_sign_in_too(sitting, session, app):
    """The token of a session that is over is worth nothing, but that is not what went wrong."""
    session.execute(delete(SignInSession))
    session.commit()
    app.session_interface._remembered.clear()
    sitting(1, 401)
    assert kept(session) == 1


def test_a_session_that_somebody_else_has_now_saves_nothing(sitting, session):
    carol = session.scalars(select(User.id).where(User.login == "carol")).one()
    session.execute(update(SignInSession).values(user_id=carol))
    session.commit()
    sitting(1, 401)
    assert kept(session) == 1


def test_a_sign_out_at_one_worker_ends_saving_at_another(sitting, bob, session, settings):
    other = Visitor(create_app(settings), "bob")
    other.client.set_cookie("quizapp", bob.client.get_cookie("quizapp").value)
    other.get("/").send("sign-out")
    other.client.application.extensions["quizapp.engine"].dispose()
    sitting(1, 401)
    assert kept(session) == 1


def test_a_session_is_lengthened_once_though_it_is_only_used_to_save(
    sitting, session, app, time_machine, count_queries
):
    before = session.scalars(select(SignInSession.expires_at)).one()
    session.rollback()
    half = timedelta(hours=app.config["SESSION_HOURS"] * 0.6)
    time_machine.move_to(datetime.now(UTC) + half)
    sitting(1, 200)
    session.rollback()
    assert session.scalars(select(SignInSession.expires_at)).one() > before
    session.rollback()
    sitting(2, 200)
    count_queries.clear()
    sitting(3, 200)
    assert len(count_queries) == 1, count_queries


def test_any_other_put_looks_the_session_up(app, bob, session, sitting):
    """A route that forgets to ask is not left with what a worker remembers."""
    app._got_first_request = False
    door = Door("planted", __name__, audience="students")
    door.route("/planted", methods=["PUT"])(lambda: {"person": sessions.current_person().name})
    app.register_blueprint(door)
    assert bob.put("/planted", {}) == {"person": "Bob"}
    session.execute(delete(SignInSession))
    session.commit()
    bob.put("/planted", {}, 401)


def test_a_worker_remembers_only_so_many(app, sitting, monkeypatch):
    monkeypatch.setattr(sessions, "REMEMBERED", 1)
    Visitor(app, "carol").get("/").get("/")
    assert len(app.session_interface._remembered) == 1
    sitting(1, 200)


def test_who_likes_the_text_set_another_way_is_nobody_else(sitting, bob, session, school):
    """It was chosen by way of another worker."""
    version = session.scalars(select(ArticleVersion)).first()
    start, end = 4, 10
    body = {"start": start, "end": end, "quote": version.text[start:end], "note": ""}
    chosen = {"reading_settings": {"size": "large"}}
    session.execute(update(User).where(User.login == "bob").values(**chosen))
    path = f"/texts/{version.id}/notes"
    session.commit()
    bob.put(path, {**body, "style": "important"}, 200)
    session.execute(update(User).where(User.login == "bob").values(role="teacher"))
    session.commit()
    bob.put(path, {**body, "style": "important"}, 401)
