"""How templates write points, times and kinds, and where they find files of ours."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import flask
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import OperationalError

from quizapp import db
from quizapp.audit.inspections import LIVE
from quizapp.core.counts import count
from quizapp.core.join_codes import in_halves
from quizapp.core.marks import shown
from quizapp.core.notes import STYLES
from quizapp.kinds import KINDS
from quizapp.web.assets import static_url
from quizapp.web.headers import nonce
from quizapp.web.sessions import current_person, reading_settings

VERDICT_WORDS = {
    "right": "Right",
    "partly": "Partly right",
    "wrong": "Wrong",
    "blank": "Blank",
    "waiting": "Waiting for your teacher",
}
SKILL_WORDS = {
    "retrieve": "find it",
    "infer": "work it out",
    "integrate": "put it together",
    "evaluate": "judge it",
}


SOON = timedelta(hours=12)  # nobody takes a time of day for tomorrow's before


def in_words(moment: datetime | date, zone: str = "UTC") -> str:
    """Return a day, or a moment in a zone, as a person says it: 22 November 2026, 10:42."""
    if not isinstance(moment, datetime):
        return f"{moment.day} {moment:%B %Y}"
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y, %H:%M}"


def clock_time(moment: datetime, zone: str) -> str:
    """Return the time of day that clocks of a zone show; with the day where it is not soon."""
    is_soon = abs(moment - datetime.now(UTC)) < SOON
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}" if is_soon else in_words(moment, zone)


def public_url(endpoint: str, **values: Any) -> str:
    """Return the address of a page as people elsewhere reach it, never as a proxy calls us."""
    base: str = flask.current_app.config["PUBLIC_URL"]
    return base + flask.url_for(endpoint, **values)


def looked_into() -> Sequence[Any]:
    """Return the classes that an administrator looks into just now: every page says so."""
    person = current_person()
    if person is None or person.role != "administrator":
        return ()
    # Not in the request's own transaction: a page that reports a fault says it too.
    try:
        return db.get_asker()(LIVE, {"administrator": person.id, "now": datetime.now(UTC)})
    except OperationalError:
        return ()  # nobody can look into anything now, and the page that says so is to be shown


def is_lan() -> bool:
    """Is this a classroom without a server, over plain HTTP?"""
    return bool(flask.current_app.config["IS_LAN"])


def add_filters(app: flask.Flask) -> None:
    """Give every template of `app` these words."""
    app.jinja_env.filters.update(points=shown, in_words=in_words, count=count, in_halves=in_halves)
    app.jinja_env.globals.update(
        csrf_token=generate_csrf,
        current_person=current_person,
        kind_label=lambda name: KINDS[name].label,
        is_lan=is_lan,
        looked_into=looked_into,
        nonce=nonce,
        note_styles=STYLES,
        public_url=public_url,
        reading_settings=reading_settings,
        skill_words=SKILL_WORDS,
        static_url=static_url,
        verdict_words=VERDICT_WORDS,
    )
