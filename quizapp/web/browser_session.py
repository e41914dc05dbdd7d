"""What is known of one browser while a request of it is answered."""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import flask
from flask.sessions import SessionMixin
from werkzeug.datastructures import CallbackDict

_NEVER = datetime.max.replace(tzinfo=UTC)  # of a session that stands in no table yet


class Person(NamedTuple):
    """Whoever is signed in at this browser."""

    id: int
    name: str
    role: str
    reading_settings: dict[str, str] | None = None


class BrowserSession(CallbackDict, SessionMixin):  # type: ignore[type-arg]
    """What is kept for one browser; written back only when something changed."""

    def __init__(
        self, token: str = "", data: dict[str, Any] | None = None, person: Person | None = None
    ) -> None:
        def changed(session: "BrowserSession") -> None:
            session.modified = True

        super().__init__(data or {}, changed)
        self.token = token
        self.person = person
        self.person_id = person.id if person else None
        self.modified = False
        self.is_guest = person is not None and person.role == "guest"
        self.expires_at = _NEVER
        self.is_renewed = False
        self.is_ended = False
        self.is_something_over = False  # of what this person sits, by time
        self.is_remembered = False  # nobody has looked for this request whether it still holds
        self.fault: Exception | None = None  # why nobody could look

    def lasts(self, app: flask.Flask) -> timedelta:
        """Return how long it lasts: a guest has no other way back to what was begun."""
        if self.is_guest:
            return timedelta(days=app.config["GUEST_DAYS"])
        return timedelta(hours=app.config["SESSION_HOURS"])

    def is_half_gone(self, app: flask.Flask) -> bool:
        """Is it time to lengthen it, because somebody is still here?"""
        left = self.expires_at - datetime.now(UTC)
        return self.person is not None and left < self.lasts(app) / 2
