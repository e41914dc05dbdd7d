"""The cookie by which a browser is known again to whoever signed in there before."""

import re
import secrets
from datetime import timedelta

import flask

from quizapp.accounts.devices import DEVICE_DAYS
from quizapp.web.cookies import keep_cookie

_OURS = re.compile(r"[\w-]{43}", re.ASCII)


def device_token() -> str:
    """Return what this browser is known by, a new one when it has none."""
    given = flask.request.cookies.get(_name(), "")
    return given if _OURS.fullmatch(given) else secrets.token_urlsafe(32)


def know_again(response: flask.Response, token: str) -> None:
    """Let the browser keep `token`: it opens nothing, and slows down nobody."""
    keep_cookie(response, _name(), token, timedelta(days=DEVICE_DAYS))


def _name() -> str:
    return f"{flask.current_app.config['SESSION_COOKIE_NAME']}-device"
