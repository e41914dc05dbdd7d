"""The headers of every answer: what the page may load, and that nobody keeps a copy."""

import secrets

import flask

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Our own files only, nothing inline.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'nonce-{nonce}' 'strict-dynamic'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)


def nonce() -> str:
    """Return this answer's nonce: only script tags that bear it run."""
    if "nonce" not in flask.g:
        flask.g.nonce = secrets.token_urlsafe(16)
    value: str = flask.g.nonce
    return value


def set_headers(response: flask.Response) -> flask.Response:
    """Add the headers to an answer. Files of ours may be kept, pages may not."""
    if response.content_type == "application/json":
        # Data for a script of ours: nothing in it is shown, framed or run.
        response.headers.add("X-Content-Type-Options", "nosniff")
        response.headers.add("Cache-Control", "no-store")
        return response
    response.headers.update(_FIXED)
    response.headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce())
    if flask.current_app.config["IS_TRUSTWORTHY"]:
        # Elsewhere browsers ignore it, and complain.
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if flask.current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if flask.request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response
