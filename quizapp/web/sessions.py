"""Server-side sessions: the browser keeps a random token, the table `sessions` all else."""

import secrets
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import flask
from flask.sessions import SessionInterface
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.http import parse_cookie

from quizapp import db
from quizapp.accounts.actions import token_sha256
from quizapp.core.browsers import browser_in_words
from quizapp.core.reader_settings import ReaderSettings, read_settings
from quizapp.models import SignInSession, User
from quizapp.models.base import Instant
from quizapp.taking import deadlines
from quizapp.web.browser_session import BrowserSession, Person
from quizapp.web.cookies import keep_cookie, take_back_cookie
from quizapp.web.outages import outage_status

REMEMBERED = 2000  # sessions, about a kilobyte each
_READING = "reading"  # where a browser's session keeps the reader's settings
_FORM_TOKEN = "csrf_token"  # noqa: S105  where Flask-WTF looks for it
_OWES = "owes"  # signed in by a card, and has chosen no password yet


def _now() -> datetime:
    return datetime.now(UTC)


# Put together once: every request asks it.
_WHO = (
    select(
        SignInSession.data,
        SignInSession.expires_at,
        User.id,
        User.name,
        User.role,
        User.reading_settings,
        deadlines.is_something_over(User.id),
    )
    .outerjoin(User, SignInSession.user_id == User.id)
    .where(
        SignInSession.token_sha256 == bindparam("token"),
        SignInSession.expires_at > bindparam("now", type_=Instant),
        User.disabled_at.is_(None),  # so it is too where nobody is signed in
    )
)


class TableSessions(SessionInterface):
    """Keeps sessions in the database, each in a short transaction of its own.

    A worker remembers the last ones it looked up, for saves only: a save asks the database
    in the statement that writes whether its session still holds.
    """

    def __init__(self) -> None:
        self._remembered: OrderedDict[str, tuple[Any, ...]] = OrderedDict()

    def open_session(self, app: flask.Flask, request: flask.Request) -> BrowserSession:
        """Return the browser's session, an empty one when it has none that still holds."""
        # Straight from the environment: the library walks through every header for it.
        cookies = parse_cookie(request.environ.get("HTTP_COOKIE"))
        token = cookies.get(app.config["SESSION_COOKIE_NAME"], "")
        if not token:
            return BrowserSession()
        if request.method == "PUT" and (row := self._remembered.get(token_sha256(token))):
            session = _restored(token, row)
            # The first page after signing in was drawn, and its token made, after the look.
            session.is_remembered = "csrf_token" in session and not session.is_half_gone(app)
            if session.is_remembered:
                return session
        try:
            return self.look_up(app, token)
        except DBAPIError as fault:
            # Flask has no request yet that a page could answer: see `raise_kept_fault`.
            session = BrowserSession()
            session.fault = fault
            return session

    def look_up(self, app: flask.Flask, token: str) -> BrowserSession:
        """Return the session as the database has it now, an empty one when it has none."""
        key = token_sha256(token)
        values = {"token": key, "now": _now(), "latest": deadlines.latest(_now())}
        rows = db.ask(app.extensions["quizapp.engine"], _WHO, values)
        if not rows:
            self._remembered.pop(key, None)
            return BrowserSession()
        self._remembered[key] = row = tuple(rows[0])
        if len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return _restored(token, row)

    def save_session(  # type: ignore[override]  # it gets what open_session returned
        self, app: flask.Flask, session: BrowserSession, response: flask.Response
    ) -> None:
        """Write what changed, and hand out or take back the cookie.

        The request's own transaction is over by now: SQLite lets one write at a time, and
        this is another connection. Where nothing can be written, a page that only reads is
        shown all the same.
        """
        db.end_request_session()
        try:
            self._save(app, session, response)
        except DBAPIError as fault:
            if flask.request.method != "GET" or outage_status(fault) is None:
                raise

    def _save(self, app: flask.Flask, session: BrowserSession, response: flask.Response) -> None:
        old = session.token
        if session.is_ended:
            with self._transaction(app) as tx:
                tx.execute(_drop(old))
            take_back_cookie(response, app.config["SESSION_COOKIE_NAME"])
        is_kept = bool(old) and not session.is_renewed and not session.is_ended
        if is_kept and session.is_half_gone(app):
            self._write(app, session, expires_at=_now() + session.lasts(app))
            self._set_cookie(app, session, response)
        elif not session.modified or (session.is_ended and not session):
            return
        elif is_kept:
            self._write(app, session)
        else:
            self._hand_out(app, session, response)

    def _write(self, app: flask.Flask, session: BrowserSession, **changed: datetime) -> None:
        with self._transaction(app) as tx:
            tx.execute(
                update(SignInSession)
                .where(SignInSession.token_sha256 == token_sha256(session.token))
                .values(data=dict(session), **changed)
            )

    def _hand_out(
        self, app: flask.Flask, session: BrowserSession, response: flask.Response
    ) -> None:
        """Replace whatever token the browser had by a new one that nobody has seen."""
        if session.person_id is not None:
            # The token of forms at once: the next page would only write the row again for it.
            session.setdefault(_FORM_TOKEN, secrets.token_hex(20))
        old, session.token = session.token, secrets.token_urlsafe(32)
        now = _now()
        with self._transaction(app) as tx:
            tx.execute(_drop(old))
            if session.person_id is not None and not _may_sign_in(tx, session.person_id):
                return
            tx.execute(
                insert(SignInSession).values(
                    token_sha256=token_sha256(session.token),
                    user_id=session.person_id,
                    data=dict(session),
                    created_at=now,
                    expires_at=now + session.lasts(app),
                    browser=browser_in_words(flask.request.user_agent.string),
                )
            )
        self._set_cookie(app, session, response)

    def _set_cookie(
        self, app: flask.Flask, session: BrowserSession, response: flask.Response
    ) -> None:
        name = app.config["SESSION_COOKIE_NAME"]
        keep_cookie(response, name, session.token, session.lasts(app))

    @staticmethod
    @contextmanager
    def _transaction(app: flask.Flask) -> Iterator[Session]:
        with (
            db.open_session(app.extensions["quizapp.engine"], writes=True) as session,
            session.begin(),
        ):
            yield session


def _drop(token: str) -> Any:
    return delete(SignInSession).where(SignInSession.token_sha256 == token_sha256(token))


def _may_sign_in(tx: Session, person_id: int) -> bool:
    """Was this person not disabled meanwhile? Holds until the transaction ends."""
    person = select(User.id).where(User.id == person_id, User.disabled_at.is_(None))
    return tx.scalar(person.with_for_update(read=True)) is not None


def _restored(token: str, row: tuple[Any, ...]) -> BrowserSession:
    """Return the session that a row of `_WHO` holds."""
    data, expires_at, id_, name, role, reading, is_over = row
    # A copy: what this request puts in is no other request's.
    session = BrowserSession(token, dict(data), Person(id_, name, role, reading) if id_ else None)
    session.expires_at = expires_at
    session.is_something_over = bool(is_over)
    return session


def raise_kept_fault() -> None:
    """Raise what kept us from looking the session up; files need none."""
    fault = _session().fault
    if fault is not None and flask.request.endpoint != "static":
        raise fault


def look_again() -> None:
    """Ask the database whether a session that was only remembered still holds; 401 if not."""
    session = _session()
    if session.is_remembered:
        app = flask.current_app
        found = app.session_interface.look_up(app, session.token)  # type: ignore[attr-defined]
        if _who(found.person) != _who(session.person):
            flask.abort(401)


def _who(person: Person | None) -> tuple[int, str] | None:
    """Return what decides what somebody may do: how they like a text set does not."""
    return (person.id, person.role) if person else None


def session_sha256() -> str:
    """Return what the table knows this browser's session by, for a write that checks it."""
    return token_sha256(_session().token)


def is_something_over() -> bool:
    """Has time ended an attempt of this person that was not handed in?"""
    return _session().is_something_over


def current_person() -> Person | None:
    """Return whoever is signed in, None for nobody."""
    person: Person | None = _session().person
    return person


def sign_in(person_id: int, *, is_guest: bool = False) -> None:
    """Sign a person in at this browser, under a new token: the old one may be known."""
    session = _session()
    # What a guest chose is taken along; what somebody else chose who was signed in is not.
    was_guest = session.person is None or session.person.role == "guest"
    chosen = _chosen_reading(session) if was_guest else None
    session.clear()
    if chosen:
        session[_READING] = chosen
    session.person_id = person_id
    session.is_guest = is_guest
    session.is_renewed = session.modified = True


def ask_for_password() -> None:
    """Show whoever signs in nothing else before they have chosen a password."""
    _session()[_OWES] = True


def owes_password() -> bool:
    """Must a password be chosen here before anything else?"""
    return _OWES in _session()


def sign_out() -> None:
    """End the session on the server too, so a copied cookie is worth nothing."""
    session = _session()
    session.clear()
    session.person = session.person_id = None
    session.is_ended = True


def reading_settings() -> ReaderSettings:
    """Return how whoever is at this browser likes the text set."""
    return read_settings(_chosen_reading(_session()))


def remember_reading(chosen: dict[str, Any]) -> None:
    """Keep the reader's settings of somebody who is not signed in, with their browser."""
    _session()[_READING] = read_settings(chosen)._asdict()


def _chosen_reading(session: BrowserSession) -> dict[str, str] | None:
    """Return what the person chose, else what was chosen here before they signed in."""
    person: Person | None = session.person
    return (person.reading_settings if person else None) or session.get(_READING)


def _session() -> BrowserSession:
    return flask.session._get_current_object()  # type: ignore[attr-defined,no-any-return]
