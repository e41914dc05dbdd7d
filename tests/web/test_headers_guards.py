"""Each line of the policy that every answer carries, and each flag of its cookie."""

import dataclasses
import re
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.app import create_app
from tests import build

pytestmark = pytest.mark.database("sqlite")

# Written out again: what a page may do is decided here and nowhere by accident.
POLICY = """
    default-src 'none'; script-src 'nonce-…' 'strict-dynamic'; style-src 'self'; img-src 'self';
    font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';
    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'
"""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HTTPS = "https://quiz.school.example"


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/style.css"])
def test_every_answer_carries_every_line(app, path):
    with app.test_client().get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert re.sub(r"nonce-[\w-]{22}", "nonce-…", policy) == " ".join(POLICY.split())
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_data_for_a_script_is_not_kept_nor_taken_for_something_else(app):
    answer = app.test_client().put("/attempts/1/slots/1", json={})
    assert answer.is_json
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" not in answer.headers


def test_over_plain_http_no_browser_is_bound_to_https(app):
    assert "Strict-Transport-Security" not in app.test_client().get("/").headers


# --- the cookie --------------------------------------------------------------------------------


def flags(answer):
    """Return the flags of an answer's session cookie, by name."""
    cookies = answer.headers.getlist("Set-Cookie")
    parts = next(one for one in cookies if one.startswith("__Host-quizapp=")).split("; ")[1:]
    return dict(part.partition("=")[::2] for part in parts)


@pytest.fixture
def https(settings, school):
    """A browser of a site that is reached by HTTPS."""
    app = create_app(dataclasses.replace(settings, public_url=HTTPS))
    yield app.test_client()
    app.extensions["quizapp.engine"].dispose()


def post(client, path, **fields):
    page = client.get("/sign-in", base_url=HTTPS).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    headers = {"Referer": f"{HTTPS}/sign-in"}
    return client.post(path, base_url=HTTPS, headers=headers, data={"csrf_token": token, **fields})


def test_the_cookie_has_every_flag_when_it_is_given_and_when_it_is_taken_back(https):
    given = post(https, "/sign-in", login="bob", password=build.PASSWORD)
    wanted = {"Secure": "", "HttpOnly": "", "Path": "/", "SameSite": "Lax"}
    assert given.status_code == 303
    assert wanted.items() <= flags(given).items()
    assert flags(given)["Max-Age"] == str(12 * 60 * 60)
    assert "Cookie" in given.headers["Vary"]
    assert [one.split("=")[0] for one in given.headers.getlist("Set-Cookie")] == [
        "__Host-quizapp-device",
        "__Host-quizapp",
    ]
    taken = post(https, "/sign-out")
    assert wanted.items() <= flags(taken).items()
    assert flags(taken)["Max-Age"] == "0"


# --- tokens, and what is taken in ---------------------------------------------------------------


def test_over_https_a_change_comes_from_a_page_of_ours(https):
    page = https.get("/sign-in", base_url=HTTPS).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    for headers in ({}, {"Referer": "https://elsewhere.example/"}):
        answer = https.post("/sign-in", base_url=HTTPS, headers=headers, data={"csrf_token": token})
        assert answer.status_code == 400


def test_a_page_that_was_open_for_hours_can_still_be_sent(bob, time_machine):
    bob.get("/reading-settings")
    time_machine.move_to(datetime.now(UTC) + timedelta(hours=5))
    bob.send("reading-settings")


def test_a_form_of_too_many_fields_is_refused(bob):
    bob.get("/reading-settings")
    data = {"csrf_token": bob.token()} | {f"field{number}": "x" for number in range(1000)}
    answer = bob.client.post("/reading-settings", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413
