"""Cookies of ours: out of reach of scripts, for this site alone, over HTTPS where there is one."""

from datetime import timedelta
from typing import Any

import flask


def _flags() -> dict[str, Any]:
    is_secure = flask.current_app.config["SESSION_COOKIE_SECURE"]
    return {"httponly": True, "secure": is_secure, "samesite": "Lax", "path": "/"}


def keep_cookie(response: flask.Response, name: str, value: str, lasts: timedelta) -> None:
    """Let the browser keep a value for so long."""
    response.set_cookie(name, value, max_age=int(lasts.total_seconds()), **_flags())
    response.vary.add("Cookie")


def take_back_cookie(response: flask.Response, name: str) -> None:
    """Let the browser forget the value."""
    response.delete_cookie(name, **_flags())
