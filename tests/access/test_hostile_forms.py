"""Every form of every page, filled in as nobody means well, on both databases at once."""

from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp import db
from quizapp.app import create_app
from quizapp.models import SignInSession, User
from tests.access.hostile import Form, forms_of, in_order
from tests.access.opened import pages
from tests.access.world import build_world, snapshot
from tests.build import NOW

WHO = ("nobody", "robin", "bob", "alice", "colin", "ada")


class Site:
    """The app on one database, and what it answers."""

    def __init__(self, app):
        self.app = app
        app.config["PROPAGATE_EXCEPTIONS"] = False
        self.engine = app.extensions["quizapp.engine"]
        with closing(db.open_session(self.engine, writes=True)) as session:
            self.world = build_world(session)
            self.sessions = [
                {column.name: getattr(row, column.name) for column in SignInSession.__table__.c}
                for row in session.scalars(select(SignInSession))
            ]

    def forms(self):
        found = []
        for page in pages(self.app, self.world):
            if page.who in WHO:
                answer = self._client().get(page.path, headers=self.world.headers[page.who])
                if answer.mimetype == "text/html":
                    found += forms_of(page, answer.get_data())
        return in_order(found)

    def send(self, form: Form, body: bytes) -> int:
        """Return the status of the answer; who was signed out by the last one is back."""
        self._sign_in_again()
        kind = "application/x-www-form-urlencoded"
        with self._client().post(
            form.action, data=body, content_type=kind, headers=self.world.headers[form.who]
        ) as answer:
            answer.get_data()
            return answer.status_code

    def _client(self):
        return self.app.test_client(use_cookies=False)

    def _sign_in_again(self):
        with closing(db.open_session(self.engine, writes=True)) as session:
            there = set(session.scalars(select(SignInSession.token_sha256)))
            gone = [row for row in self.sessions if row["token_sha256"] not in there]
            session.add_all(SignInSession(**row) for row in gone)
            session.commit()


@pytest.fixture
def sites(app, settings, empty_postgres):
    """The same world on SQLite and on PostgreSQL."""
    other = create_app(replace(settings, database_url=empty_postgres))
    other.config.update(TESTING=True)
    yield Site(app), Site(other)
    other.extensions["quizapp.engine"].dispose()


@pytest.mark.long
@pytest.mark.database("sqlite")
def test_no_form_fails_and_both_databases_answer_alike(sites):
    here, there = sites
    ours, theirs = here.forms(), there.forms()
    assert [form[:2] for form in ours] == [form[:2] for form in theirs]
    sent, wrong = 0, []
    for one, other in zip(ours, theirs, strict=True):
        for (what, body), (_, same) in zip(one.bodies(), other.bodies(), strict=True):
            answers = here.send(one, body), there.send(other, same)
            sent += 1
            if answers[0] != answers[1] or answers[0] >= 500:
                wrong.append((one.who, one.action, what, answers))
    assert wrong == []
    assert sent > 300


# A number fits most columns; the crawl for a word is CI's.
@pytest.mark.parametrize("value", [pytest.param("PLANTED", marks=pytest.mark.long), "987654"])
@pytest.mark.database("sqlite")
def test_no_form_takes_a_field_that_it_does_not_have(app, session, value):
    site = Site(app)
    for form in site.forms():
        assert site.send(form, form.with_every_column(value.encode())) < 500, form
    assert [row for rows in snapshot(session).values() for row in rows if is_in(value, row)] == []


def is_in(value, row):
    return any(value in str(cell) for cell in row)


@pytest.mark.database("sqlite")
def test_what_a_form_did_take_is_found(app, session):
    """The control."""
    session.add(User(name="PLANTED", role="guest", created_at=NOW))
    session.commit()
    assert [row for rows in snapshot(session).values() for row in rows if is_in("PLANTED", row)]
