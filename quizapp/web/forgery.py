"""Where a change must come from and what it must bring, so that no other site can make it."""

import hmac
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import flask
from flask_wtf.csrf import CSRFProtect
from itsdangerous import BadData, URLSafeTimedSerializer

from quizapp.web.sessions import current_person

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SALT = "wtf-csrf-token"  # Flask-WTF's own: the page's forms and its scripts share a token


class Protection(CSRFProtect):  # type: ignore[misc]
    """Flask-WTF's protection behind a look at who asks, with a shorter way for a script's JSON."""

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: FBT001, FBT002  theirs
        """Answer 400 to a change from another site, or without its session's token.

        A script whose session is over hears 401: then it keeps what it has, and asks to sign in.

        The library parses a JSON body as a form and checks a signature for every save; here
        the header is read, and a signature once seen to hold is known.
        """
        environ = flask.request.environ
        if environ["REQUEST_METHOD"] in SAFE:
            return
        if not comes_from_us(environ):
            self._error_response("The change comes from another site.")
        if environ.get("CONTENT_TYPE") != "application/json":
            super().protect(apply_exemptions=apply_exemptions)
        elif not _is_ours(environ):
            if current_person() is None:
                # Its session is over, and its token with it: the page's script can mend that.
                flask.abort(401)
            self._error_response("The CSRF token is missing or belongs to another session.")


def comes_from_us(environ: dict[str, Any]) -> bool:
    """Does the browser say that a page of ours makes this request?

    Browsers say it by Sec-Fetch-Site where the connection is safe, else by Origin or
    Referer. What says nothing is an old browser or no browser at all: over plain HTTP its
    token decides, over HTTPS it is turned away.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        # None: nobody's page, such as a form sent again by reloading.
        is_reload = site == "none" and environ.get("HTTP_SEC_FETCH_MODE") == "navigate"
        return site == "same-origin" or is_reload
    origin = environ.get("HTTP_ORIGIN")
    if origin is None and "HTTP_REFERER" in environ:
        parts = urlsplit(environ["HTTP_REFERER"])
        origin = f"{parts.scheme}://{parts.netloc}"
    if origin is None:
        return not flask.current_app.config["SESSION_COOKIE_SECURE"]
    # The host is one of ours, or the request would not have come so far (see web.hosts).
    here = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
    return origin in {here, flask.current_app.config["PUBLIC_URL"]}


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
