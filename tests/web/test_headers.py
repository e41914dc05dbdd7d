"""What every answer says to the browser, and what a refusal looks like."""

import dataclasses
import re

import pytest

from quizapp.app import create_app

pytestmark = pytest.mark.database("sqlite")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere"])
def test_nothing_inline_and_nothing_from_elsewhere_may_run(app, path):
    policy = app.test_client().get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert re.search(r"script-src 'nonce-[\w-]{20,}' 'strict-dynamic'", policy)


def test_each_answer_has_a_nonce_of_its_own(app):
    policies = {app.test_client().get("/").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_pages_are_not_kept_and_files_are(app):
    client = app.test_client()
    assert client.get("/").headers["Cache-Control"] == "no-store"
    with client.get("/static/style.css") as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_other_headers_are_there(app):
    headers = app.test_client().get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_over_https_the_cookie_is_bound_to_the_host(settings):
    app = create_app(dataclasses.replace(settings, public_url="https://quiz.school.example"))
    answer = app.test_client().get("/sign-in", base_url="https://quiz.school.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-quizapp=")
    assert "Secure" in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"]
    app.extensions["quizapp.engine"].dispose()


def test_a_page_that_is_not_there_has_a_number_to_quote(visit, app):
    visitor = visit().get("/nowhere", status=404)
    assert re.search(r"[0-9a-f]{8}", visitor.words())


def test_a_fault_shows_no_trace(app):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["practice.library"] = lambda: 1 / 0
    answer = app.test_client().get("/")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert re.search(r"[0-9a-f]{8}", page)
    assert "ZeroDivision" not in page


def test_a_body_that_is_too_large_is_refused_in_words(visit, school):
    visitor = visit().get("/sign-in")
    visitor.post("/sign-in", {"login": "x" * 300_000, "password": "x"}, status=413)
    assert "larger than this page takes" in visitor.words()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_no_method_slips_past_the_token(app, method):
    answer = getattr(app.test_client(), method)("/sign-in")
    assert answer.status_code in {400, 405}


def test_nothing_is_exempt_from_the_token(app):
    csrf = app.extensions["csrf"]
    assert not csrf._exempt_views
    assert not csrf._exempt_blueprints
