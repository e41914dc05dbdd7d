"""What a person sees when something is not there or went wrong, with a number to quote."""

import secrets
from typing import Any

import flask
import structlog
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from quizapp.web.forgery import SAFE
from quizapp.web.outages import outage_status, told

_WORDS = {
    400: ("That did not work", "The page sent something we could not read."),
    401: ("Please sign in", "You were signed out. Sign in, and you are back where you were."),
    404: ("That page is not here, or not yours", "Check the address, or go back and try again."),
    405: ("That page is not here, or not yours", "Check the address, or go back and try again."),
    413: ("That is too much at once", "What you sent is larger than this page takes."),
    415: ("That did not work", "The page sent something we could not read."),
    500: ("Something went wrong here", "It is our fault, not yours. Please try again in a minute."),
}
# What the database or its disk could not do, by whether something was to be kept.
_OUTAGES = {
    (503, True): (
        "Not saved",
        "The database does not answer just now. Go back: what you typed is still there. "
        "Send it again in a minute.",
    ),
    (507, True): (
        "Not saved: the disk is full",
        "There is no room left to keep anything. Go back: what you typed is still there. Leave "
        "the page open, tell whoever runs this site, and send it again later.",
    ),
    (503, False): (
        "This page cannot be shown just now",
        "The database does not answer. Nothing that was saved is lost. Try again in a minute.",
    ),
    (507, False): (
        "This page cannot be shown just now",
        "The disk is full, and this page has to note something down. Nothing that was saved is "
        "lost. Tell whoever runs this site.",
    ),
}
_FORGED = (
    "This page is too old",
    "Go back: what you typed is still there. Reload the page in another tab, and send it again.",
)
log = structlog.get_logger("quizapp")


def request_id() -> str:
    """Return this request's number, short enough to read out to whoever runs the site."""
    if "request_id" not in flask.g:
        flask.g.request_id = secrets.token_hex(4)
    value: str = flask.g.request_id
    return value


def add_error_pages(app: flask.Flask) -> None:
    """Show every refusal and every fault of `app` as a page of ours, or as JSON."""
    app.register_error_handler(HTTPException, _show_refusal)
    app.register_error_handler(Exception, _show_fault)


def _show_refusal(error: HTTPException) -> Any:
    code = error.code or 500
    if isinstance(error, InternalServerError) and error.original_exception is not None:
        return _show_fault(error.original_exception)  # it came before the view or after it
    if isinstance(flask.request.routing_exception, SecurityError):
        # Without a host of ours there is no address that a page could lead to.
        return flask.Response("This site has another address.\n", 400, mimetype="text/plain")
    title, words = _WORDS.get(code, _WORDS[400] if code < 500 else _WORDS[500])
    if isinstance(error, CSRFError):
        title, words = _FORGED
    return _page(code, title, words)


def _show_fault(error: BaseException) -> Any:
    status = outage_status(error)
    if status is None:
        log.error("fault", request_id=request_id(), path=flask.request.path, exc_info=error)
    else:
        # One line, without where it happened: a class that tries again makes many of them.
        log.error("outage", request_id=request_id(), path=flask.request.path, fault=told(error))
    if flask.current_app.config["PROPAGATE_EXCEPTIONS"]:
        raise error  # nobody but a test sets it
    if status is None:
        return _page(500, *_WORDS[500])
    return _page(status, *_OUTAGES[status, flask.request.method not in SAFE])


def _page(code: int, title: str, words: str) -> Any:
    if flask.request.is_json:
        return {"error": title, "request_id": request_id()}, code
    page = flask.render_template(
        "web/error.html", title=title, words=words, code=code, request_id=request_id()
    )
    return page, code
