"""The token that every change must bring, so that no other site can make it."""

import hmac
from functools import lru_cache
from typing import Any

import flask
from flask_wtf.csrf import CSRFProtect
from itsdangerous import BadData, URLSafeTimedSerializer

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SALT = "wtf-csrf-token"  # Flask-WTF's own: the page's forms and its scripts share a token


class Protection(CSRFProtect):  # type: ignore[misc]
    """Flask-WTF's protection, and a shorter way to the same end for a script's JSON."""

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: FBT001, FBT002  theirs
        """Answer 400 to a change without its session's token.

        Over HTTPS the library asks for the Referer too, so there every request is its own.
        The library parses a JSON body as a form and checks a signature for every save; here
        the header is read, and a signature once seen to hold is known.
        """
        environ = flask.request.environ
        if (
            environ.get("CONTENT_TYPE") != "application/json"
            or environ["wsgi.url_scheme"] == "https"
        ):
            super().protect(apply_exemptions=apply_exemptions)
        elif environ["REQUEST_METHOD"] not in SAFE and not _is_ours(environ):
            self._error_response("The CSRF token is missing or belongs to another session.")


def _is_ours(environ: dict[str, Any]) -> bool:
    """Does this request bring a token that was made here for its browser's session?"""
    try:
        token = _opened(flask.current_app.secret_key, environ.get("HTTP_X_CSRFTOKEN", ""))
    except BadData:
        return False
    return hmac.compare_digest(flask.session.get("csrf_token", ""), token)


@lru_cache(maxsize=2000)
def _opened(secret_key: str, signed: str) -> str:
    """Return what a token holds; BadData when its signature is not ours.

    It has no age of its own: it lasts as long as its session (WTF_CSRF_TIME_LIMIT is None).
    """
    token: str = URLSafeTimedSerializer(secret_key, salt=_SALT).loads(signed)
    return token
