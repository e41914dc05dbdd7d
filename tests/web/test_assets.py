"""Scripts and style sheets as they are sent."""

import gzip
import re

import pytest

from quizapp.config import PROJECT
from quizapp.web import assets

SENT = sorted(path.name for path in (PROJECT / "static").iterdir() if path.suffix in assets._OF)


@pytest.mark.parametrize("name", SENT)
def test_what_is_sent_is_smaller_and_says_the_same(name):
    source = (PROJECT / "static" / name).read_text("utf-8")
    sent = assets.asset(str(PROJECT / "static"), name).body.decode()
    assert len(sent.encode()) < len(source.encode())
    assert "//" not in re.sub(r"https?://", "", sent) and "/*" not in sent.replace("/* @", "")
    # Whatever a reader sees is in it, to the letter.
    for words in re.findall(r'"([A-Z][\w ,.’]+)"', re.sub(r"(?m)^\s*//.*$", "", source)):
        assert words in sent, words


@pytest.mark.parametrize("name", [name for name in SENT if name.endswith(".js")])
def test_no_line_of_a_text_looks_like_a_comment(name):
    """Whole lines that begin with two strokes are left out before anything reads the script."""
    source = (PROJECT / "static" / name).read_text("utf-8")
    for text in re.findall(r"`[^`]*`", source):
        assert not re.search(r"(?m)^\s*//", text), text


def test_a_module_loads_another_by_an_address_that_changes_with_it(tmp_path):
    (tmp_path / "inner.js").write_text("export const one = 1;\n")
    (tmp_path / "outer.js").write_text('import { one } from "./inner.js";\ndocument.title = one;\n')
    inner, outer = (assets.asset(str(tmp_path), f"{name}.js") for name in ("inner", "outer"))
    assert f"./inner.js?v={inner.version}" in outer.body.decode()
    (tmp_path / "inner.js").write_text("export const one = 2;\n")
    assets.asset.cache_clear()
    assert assets.asset(str(tmp_path), "outer.js").version != outer.version


@pytest.mark.database("sqlite")
def test_whoever_unpacks_gets_it_packed(app):
    client = app.test_client()
    plain = client.get("/static/panes.js")
    packed = client.get("/static/panes.js", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert packed.mimetype == plain.mimetype == "text/javascript"


@pytest.mark.database("sqlite")
def test_whoever_has_it_already_is_told_so(app):
    client = app.test_client()
    tag = client.get("/static/style.css").headers["ETag"]
    assert client.get("/static/style.css", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "path", ["nothing.js", "../quiz.js", "..%2fquiz.js", "a/style.css", "../static/style.css"]
)
def test_nothing_else_is_sent(app, path):
    assert app.test_client().get(f"/static/{path}").status_code == 404
