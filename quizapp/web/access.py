"""The door of every page: who is welcome, and the row they may touch, or 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import flask
from sqlalchemy import Select
from sqlalchemy.exc import OperationalError

from quizapp import db
from quizapp.core.permissions import AUDIENCES, is_welcome
from quizapp.taking import deadlines
from quizapp.web.browser_session import Person
from quizapp.web.closing import close_what_is_over
from quizapp.web.outages import outage_status
from quizapp.web.sessions import current_person, is_something_over, look_again, owes_password

# Turns the ids of a route into a row this person may touch, or None.
Loader = Callable[..., Any]
View = Callable[..., Any]

MARK = "quizapp_audience"
# What is open to somebody who has yet to choose a password.
BEFORE_ALL_ELSE = frozenset(
    {
        "profile.choose_password",
        "profile.save_chosen_password",
        "accounts.sign_out",
        "accounts.who",
    }
)
_MOST_BYTES = "quizapp_most_bytes"


class UnguardedRoute(RuntimeError):
    """A route was registered that does not say who may open it or what its ids become."""


class Door(flask.Blueprint):
    """A blueprint for one audience, whose routes with ids name their loader.

    The view gets what the loader returned, never an id. Absent and forbidden look the
    same: 404.
    """

    def __init__(self, name: str, import_name: str, *, audience: str) -> None:
        super().__init__(name, import_name)
        if audience not in AUDIENCES:
            raise UnguardedRoute(f"blueprint {name}: there is no audience {audience!r}")
        self.audience = audience

    def route(  # type: ignore[override]  # a route of ours names its loader
        self,
        rule: str,
        *,
        load: Loader | None = None,
        reads_apart: bool = False,
        most_bytes: int | None = None,
        **options: Any,
    ) -> Callable[[View], View]:
        """Register a view; a rule with ids must name the loader that turns them into a row.

        `most_bytes` lets whoever is welcome send more than every other page takes.

        With `reads_apart` the loader gets `db.get_asker()` instead of the session:
        it asks one question outside the request's transaction, so that the write lock is
        held for the write alone. Who is at this browser may then be what this worker
        remembers. The write must check for itself both what was read and that the
        session still holds (see `sessions.session_sha256`).
        """
        if ("<" in rule) != (load is not None):
            raise UnguardedRoute(f"{rule}: a route with ids, and only such a one, takes load=…")

        def register(view: View) -> View:
            guarded = _guard(view, self.audience, load, reads_apart=reads_apart)
            setattr(guarded, _MOST_BYTES, most_bytes)
            # A view may have several rules; each is guarded on its own.
            self.add_url_rule(rule, options.pop("endpoint", view.__name__), guarded, **options)
            return view

        return register


def _guard(view: View, audience: str, load: Loader | None, *, reads_apart: bool) -> View:
    @wraps(view)
    def guarded(**ids: Any) -> Any:
        if not reads_apart:
            look_again()
        person = current_person()
        if not is_welcome(person.role if person else None, audience):
            return _turn_away(person)
        if owes_password() and flask.request.endpoint not in BEFORE_ALL_ELSE:
            return _ask_for_password()
        if not reads_apart:
            _close_what_is_over(person)
        return view() if load is None else view(_get_row(load, person, ids, reads_apart))

    setattr(guarded, MARK, audience)
    return guarded


def allow_size() -> None:
    """Take as much as the route says; before anything reads what was sent.

    From whoever is welcome there: nobody else makes us hold ten megabytes.
    """
    view = flask.current_app.view_functions.get(flask.request.endpoint or "")
    most_bytes = getattr(view, _MOST_BYTES, None)
    person = current_person()
    if most_bytes and is_welcome(person.role if person else None, getattr(view, MARK)):
        flask.request.max_content_length = most_bytes
        flask.request.max_form_memory_size = most_bytes


def _close_what_is_over(person: Person | None) -> None:
    """Hand in what time has ended: a student's own, or what is in the classes that one teaches.

    An administrator may look into any class, so for them it is all there is.

    Where nothing can be written a page is shown as it is: reading goes on.
    """
    if person is None:
        return
    which = _over_of(person)
    if which is None:
        return
    try:
        close_what_is_over(db.get_engine(), which, person.id)
    except OperationalError as fault:
        if flask.request.method != "GET" or outage_status(fault) is None:
            raise


def _over_of(person: Person) -> Select[Any] | None:
    """Return the question that finds what time has ended for this person, None for nothing."""
    if is_welcome(person.role, "administrators"):
        return deadlines.OVER
    if is_welcome(person.role, "teachers"):
        return deadlines.OVER_OF_STAFF
    return deadlines.OVER_OF_STUDENT if is_something_over() else None


def _get_row(load: Loader, person: Person | None, ids: dict[str, Any], reads_apart: bool) -> Any:  # noqa: FBT001  a route's own word
    """Return what the loader finds; 404 when that is nothing."""
    source = db.get_asker() if reads_apart else db.get_session()
    row = load(source, person.id if person else None, **ids)
    if row is None:
        flask.abort(404)
    return row


def _turn_away(person: Person | None) -> Any:
    """Send nobody to the sign-in page; tell anybody else that there is no such page."""
    if person is not None:
        flask.abort(404)
    if flask.request.method != "GET" or flask.request.is_json:
        flask.abort(401)
    return flask.redirect(flask.url_for("accounts.sign_in", next=flask.request.full_path))


def _ask_for_password() -> Any:
    """Send whoever signed in by a card to where a password is chosen."""
    if flask.request.is_json:
        flask.abort(401)
    return flask.redirect(flask.url_for("profile.choose_password"), 303)


def require_doors(app: flask.Flask) -> None:
    """Raise UnguardedRoute at start for a route that did not come through a Door."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint != "static" and not hasattr(view, MARK):
            raise UnguardedRoute(f"{rule.rule} has no audience: register it on a Door")


def get_person() -> Person:
    """Return whoever is signed in, where the audience makes sure that somebody is."""
    person = current_person()
    if person is None:
        flask.abort(401)
    return person


def safe_next(target: str | None) -> str:
    """Return an address of this site to go on to: `target`, or the first page."""
    path = target or "/"
    is_ours = path.startswith("/") and not path.startswith("//")
    # A browser takes a backslash for a slash, and leaves out tabs and ends of lines.
    is_odd = "\\" in path or not path.isprintable()
    return path if is_ours and not is_odd else "/"
