"""Only our own host names are answered, and no link is ever made from what a browser calls us."""

import dataclasses
import re
from pathlib import Path

import flask
import pytest

from quizapp import config
from quizapp.app import create_app
from quizapp.web.access import UnguardedRoute, safe_next
from quizapp.web.hosts import own_hosts

pytestmark = pytest.mark.database("sqlite")

ROOT = Path(config.__file__).parent.parent
EVIL = ["evil.example", "localhost.evil.example", "evil.example:80", "a b", "", "192.0.2.1"]


@pytest.mark.parametrize("host", EVIL)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/static/style.css"])
def test_another_host_is_refused(app, host, method, path):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = app.test_client().open(path, method=method, headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.get_data(as_text=True) or not host


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:8123"])
def test_our_own_are_answered(app, host):
    assert app.test_client().get("/sign-in", headers={"Host": host}).status_code == 200


def test_the_public_name_is_ours_and_in_a_classroom_the_machines_names_are():
    assert own_hosts("https://quiz.school.example", is_lan=False) == [
        "quiz.school.example",
        "localhost",
        "127.0.0.1",
    ]
    names = own_hosts("http://192.0.2.7:8000", is_lan=True)
    assert names[0] == "192.0.2.7"
    assert any(name.endswith(".local") for name in names)


def test_what_a_proxy_says_is_believed_only_when_there_is_one(settings):
    said = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    for proxies, status in ((0, 200), (1, 400)):
        app = create_app(dataclasses.replace(settings, proxies=proxies))
        assert app.test_client().get("/sign-in", headers=said).status_code == status
        app.extensions["quizapp.engine"].dispose()


def test_no_address_is_made_from_the_host():
    files = [*(ROOT / "quizapp").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    for path in files:
        source = path.read_text("utf-8")
        assert not re.search(r"_external|request\.(host|url\b|url_root|base_url)", source), path


@pytest.mark.parametrize(
    "target",
    [
        *("https://evil.example", "//evil.example", "///evil.example", "/\\evil.example"),
        *("\\\\evil.example", "/\t/evil.example", "/\n/evil.example", "\t//evil.example"),
        *("javascript:alert(1)", "data:text/html,x", "http:evil.example", "https:///evil.example"),
        *("evil.example", "@evil.example", "http://localhost@evil.example/", "//", "/\\/x", " /x"),
        *("/\u2028/evil.example", "/\0/evil.example", "%2f%2fevil.example", "", "?next=/x", "#x"),
        *("//[", "http://[", None),
    ],
)
def test_nobody_is_sent_away_from_here(target):
    assert safe_next(target) == "/"


@pytest.mark.parametrize("target", ["/", "/teach", "/teach/articles?x=1&y=//z", "/a#b"])
def test_an_address_of_ours_is_gone_to(target):
    assert safe_next(target) == target


# --- what is refused at the start --------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"secret_key": "short"}, "QUIZAPP_SECRET_KEY"),
        ({"secret_key": "x" * 40}, "QUIZAPP_SECRET_KEY"),
        ({"secret_key": "secret" * 6}, "QUIZAPP_SECRET_KEY"),
        ({"public_url": "http://quiz.school.example"}, "--lan"),
        ({"public_url": "http://192.0.2.7:8000"}, "--lan"),
    ],
)
def test_nobody_is_served_unsafely(settings, changed, words):
    with pytest.raises(config.WrongSetting, match=words):
        create_app(dataclasses.replace(settings, **changed))


@pytest.mark.parametrize("value", ["1", "true"])
def test_nobody_is_served_in_debug(settings, monkeypatch, value):
    monkeypatch.setenv("FLASK_DEBUG", value)
    with pytest.raises(config.WrongSetting, match="FLASK_DEBUG"):
        create_app(settings)


def test_nothing_is_served_by_a_door_that_asks_nobody(settings, monkeypatch):
    bare = flask.Blueprint("bare", __name__)
    bare.add_url_rule("/bare", view_func=lambda: "come in")
    monkeypatch.setattr("quizapp.app.BLUEPRINTS", (bare,))
    with pytest.raises(UnguardedRoute, match="/bare"):
        create_app(settings)


@pytest.mark.parametrize(
    ("changed", "is_sent"),
    [
        ({"public_url": "https://quiz.school.example"}, True),
        ({"public_url": "http://127.0.0.1:8000"}, True),
        ({"public_url": "http://192.0.2.7:8000", "is_lan": True}, False),
    ],
)
def test_what_a_browser_would_complain_about_over_plain_http_is_left_out(
    settings, changed, is_sent
):
    app = create_app(dataclasses.replace(settings, **changed))
    answer = app.test_client().get("/", headers={"Host": "localhost"})
    assert ("Cross-Origin-Opener-Policy" in answer.headers) == is_sent
    app.extensions["quizapp.engine"].dispose()


def test_a_refused_setting_is_said_in_words(monkeypatch, tmp_path):
    from click.testing import CliRunner

    from quizapp.cli import main

    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("QUIZAPP_PUBLIC_URL", "http://quiz.school.example")
    result = CliRunner().invoke(main, ["run", "--port", "8765", "--no-demo"])
    assert result.exit_code == 1
    assert "plain HTTP" in result.output
