"""Scripts and style sheets as they are sent: without comments, small, and packed.

The files in `static/` stay as one writes them, and there is no build step: each is made small
when it is first asked for. The house pays for what is sent; students on slow networks wait for it.
"""

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import flask
import minify_html

# A module that another one loads: its address changes with it too.
_IMPORT = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*)(["'`])\./([\w-]+\.js)\2""")
_COMMENT_LINE = re.compile(r"^\s*//.*$", re.MULTILINE)
_OF = {".js": ("script type=module", "script"), ".css": ("style", "style")}


class Asset(NamedTuple):
    """A file as it is sent, also packed, and what its address bears so that it may be kept."""

    body: bytes
    packed: bytes
    version: str


@cache
def asset(folder: str, name: str) -> Asset:
    """Return a file of `folder`; raises FileNotFoundError where it is not there."""
    path = Path(folder) / name
    body = path.read_bytes()
    if path.suffix in _OF:
        text = body.decode()
        if path.suffix == ".js":
            text = _COMMENT_LINE.sub("", text)
        body = _small(_with_versions(folder, text), *_OF[path.suffix]).encode()
    # No time of day in it, so that the same file is the same bytes.
    return Asset(body, gzip.compress(body, mtime=0), hashlib.sha256(body).hexdigest()[:12])


def _small(text: str, opening: str, closing: str) -> str:
    made = minify_html.minify(
        f"<{opening}>{text}</{closing}>", minify_js=True, minify_css=True, keep_closing_tags=True
    )
    return made.removeprefix(f"<{opening}>").removesuffix(f"</{closing}>")


def _with_versions(folder: str, text: str) -> str:
    def versioned(found: re.Match[str]) -> str:
        before, quote, name = found.groups()
        return f"{before}{quote}./{name}?v={asset(folder, name).version}{quote}"

    return _IMPORT.sub(versioned, text)


def static_url(name: str) -> str:
    """Return the address of a file of ours; it changes with the file, so it can be kept."""
    version = asset(flask.current_app.static_folder or "", name).version
    return flask.url_for("static", filename=name, v=version)


def _send_as_it_is(filename: str) -> Any:
    try:
        return flask.current_app.send_static_file(filename)
    except (OSError, ValueError):
        flask.abort(404)


def send_asset(filename: str) -> Any:
    """Send a file of `static/`, made small and packed where it is a script or a style."""
    if Path(filename).suffix not in _OF:
        return _send_as_it_is(filename)
    if Path(filename).name != filename:
        flask.abort(404)
    try:
        found = asset(flask.current_app.static_folder or "", filename)
    except (OSError, ValueError):  # ValueError: no file of any system has this name
        flask.abort(404)
    kind = "text/javascript" if filename.endswith(".js") else "text/css"
    response = flask.Response(found.body, content_type=f"{kind}; charset=utf-8")
    response.vary.add("Accept-Encoding")
    # These bytes are the same for everybody, so packing them tells nobody a secret.
    if flask.request.accept_encodings["gzip"]:
        response.data = found.packed
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(found.version)
    return response.make_conditional(flask.request)
