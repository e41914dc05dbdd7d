"""The token that every change must bring, so that no other site can make it."""

import flask
from flask_wtf.csrf import CSRFProtect


class Protection(CSRFProtect):  # type: ignore[misc]
    """Flask-WTF's protection, which looks for a script's token where a script puts it."""

    def _get_csrf_token(self) -> str | None:
        """Return the token of this request.

        The library reads the form first; a JSON body would be parsed as one for nothing.
        """
        if flask.request.is_json:
            token: str | None = flask.request.headers.get("X-CSRFToken")
            return token
        found: str | None = super()._get_csrf_token()
        return found
