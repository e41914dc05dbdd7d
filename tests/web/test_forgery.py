"""A change is taken from a page of ours alone: by its origin, its token and its session."""

import dataclasses
import re

import pytest
from sqlalchemy import select

from quizapp.app import create_app
from quizapp.models import SignInSession, User
from tests import build

pytestmark = pytest.mark.database("sqlite")

HERE = "http://localhost"
FROM_US = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
    {"Origin": HERE},
    {"Referer": f"{HERE}/sign-in"},
    {},  # no browser, or a very old one: the token decides
]
FROM_ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": ""},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": f"{HERE}.evil.example"},
    {"Origin": f"{HERE}:8001"},
    {"Origin": "https://localhost"},
    {"Origin": "https://evil.example", "Referer": f"{HERE}/sign-in"},
    {"Referer": "https://evil.example/http://localhost/"},
    {"Referer": f"{HERE}@evil.example/"},
]


@pytest.fixture
def send(bob, session, school):
    """Change bob's reading settings, or save an answer of his; return the status."""
    attempt = build.attempt(session, school, "bob")
    session.commit()
    token = bob.get("/reading-settings").token()

    def post(headers):
        form = {"csrf_token": token, "size": "2"}
        return bob.client.post("/reading-settings", data=form, headers=headers).status_code

    def put(headers):
        headers = {"X-CSRFToken": token, **headers}
        path = f"/attempts/{attempt.id}/slots/2"
        return bob.client.put(path, json={}, headers=headers).status_code

    return {"form": post, "json": put}


@pytest.mark.parametrize("how", ["form", "json"])
@pytest.mark.parametrize("headers", FROM_US, ids=str)
def test_a_page_of_ours_is_heard(send, how, headers):
    assert send[how](headers) == 422  # heard, and found to be incomplete


@pytest.mark.parametrize("how", ["form", "json"])
@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
def test_another_site_is_not_though_it_had_the_token(send, how, headers):
    assert send[how](headers) == 400


def test_every_route_that_changes_something_is_closed_to_other_sites(app, bob):
    token = bob.get("/reading-settings").token()
    for rule in app.url_map.iter_rules():
        for method in rule.methods & {"POST", "PUT", "PATCH", "DELETE"}:
            path = re.sub(r"<[^>]+>", "1", rule.rule)
            headers = {"Sec-Fetch-Site": "cross-site", "X-CSRFToken": token}
            answer = bob.client.open(path, method=method, headers=headers)
            assert answer.status_code == 400, rule
            without = bob.client.open(path, method=method)
            assert without.status_code == 400, rule


def test_reading_from_elsewhere_is_free(bob):
    answer = bob.client.get("/sign-in", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200


def test_over_https_whoever_says_nothing_is_turned_away(settings, school):
    url = "https://quiz.school.example"
    app = create_app(dataclasses.replace(settings, public_url=url))
    client = app.test_client()
    page = client.get("/sign-in", base_url=url).get_data(as_text=True)
    form = {"csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', page)[1]}
    # A proxy speaks plain HTTP to us, and the browser HTTPS to the proxy.
    for headers, status in (({}, 400), ({"Origin": url}, 422), ({"Referer": f"{url}/"}, 422)):
        answer = client.post("/sign-in", base_url=url, data=form, headers=headers)
        assert answer.status_code == status, headers
    app.extensions["quizapp.engine"].dispose()


def test_the_token_of_another_session_is_worth_nothing(bob, carol):
    token = carol.get("/reading-settings").token()
    bob.get("/reading-settings")
    bob.post("/reading-settings", {"csrf_token": token}, status=400)


# --- sessions --------------------------------------------------------------------------------


def test_a_planted_cookie_is_never_adopted(visit, school, session):
    victim = visit()
    victim.client.set_cookie("quizapp", "planted-by-somebody-who-waits")
    victim.get("/sign-in")
    victim.send("sign-in", login="bob", password=build.PASSWORD)
    assert victim.client.get_cookie("quizapp").value != "planted-by-somebody-who-waits"
    thief = visit()
    thief.client.set_cookie("quizapp", "planted-by-somebody-who-waits")
    assert "Sign out" not in thief.get("/").words()


def test_a_session_of_the_thiefs_own_is_not_shared_by_signing_in(visit, school, session):
    thief = visit().get("/sign-in")
    planted = thief.client.get_cookie("quizapp").value
    victim = visit()
    victim.client.set_cookie("quizapp", planted)
    victim.get("/sign-in")
    victim.send("sign-in", login="bob", password=build.PASSWORD)
    assert "Sign out" in victim.words()
    assert "Sign out" not in thief.get("/").words()


def test_a_change_is_not_replayed_after_signing_out(bob, session, school):
    token = bob.get("/reading-settings").token()
    cookie = bob.client.get_cookie("quizapp").value
    bob.send("sign-out")
    bob.client.set_cookie("quizapp", cookie)
    answer = bob.client.post("/reading-settings", data={"csrf_token": token, "size": "2"})
    assert answer.status_code == 400
    person = session.get_one(User, school.people["bob"].id)
    assert person.reading_settings is None


def test_the_browser_is_kept_in_words(visit, school, session):
    visitor = visit()
    visitor.client.environ_base["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"
    )
    visitor.get("/sign-in")
    visitor.send("sign-in", login="bob", password=build.PASSWORD)
    kept = session.scalars(select(SignInSession.browser).where(SignInSession.user_id > 0)).all()
    assert kept == ["Firefox on Android"]
