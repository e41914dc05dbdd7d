"""./quiz match: JSON lines in and out."""

import json

import pytest
from click.testing import CliRunner

from quizapp.cli import main

ASKED = {"question": "Who paid for it?", "keys": ["the fishing guild", "the guild"]}
NO_KEYS = "“keys” must be a list of one text or more"


def run(*lines, status=0):
    text = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    result = CliRunner().invoke(main, ["match"], input=text)
    assert result.exit_code == status, result.output
    return [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def test_each_line_is_answered_in_order():
    answers = ["A Fishing GUILD", "not the guild", "the mayor's niece"]
    judged, errors = run(*({**ASKED, "answer": answer} for answer in answers))
    assert [line["verdict"] for line in judged] == ["accept", "reject", "review"]
    assert judged[0] == {"verdict": "accept", "reason": "the same words", "p": 1.0, "rule": "same"}
    assert errors == ""


def test_evidence_and_passage_may_be_null_or_count():
    line = {"question": "Who lit it?", "keys": ["Martha Quill"], "answer": "Ada Birch"}
    passage = "It was lit by Martha Quill. Years later Ada Birch wrote about it."
    judged, _ = run(
        {**line, "evidence": None, "passage": None},
        {**line, "evidence": "It was lit by Martha Quill.", "passage": passage},
    )
    assert [told["verdict"] for told in judged] == ["review", "reject"]


def test_the_language_counts():
    line = {"question": "?", "keys": ["1234,5"], "answer": "1.234,50"}
    judged, _ = run({**line, "language": "de"}, {**line, "language": None})
    assert [told["verdict"] for told in judged] == ["accept", "review"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b"\xff", "it is not UTF-8"),
        (b"{", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "it is not a JSON object"),
        ({"question": "?", "answer": "x"}, NO_KEYS),
        ({"question": "?", "keys": [], "answer": "x"}, NO_KEYS),
        (
            {"question": "?", "keys": [1], "answer": "x"},
            NO_KEYS,
        ),
        (
            {"question": "?", "keys": "x", "answer": "x"},
            NO_KEYS,
        ),
        ({"keys": ["x"], "answer": "x"}, "“question” must be a text"),
        ({"question": "?", "keys": ["x"]}, "“answer” must be a text"),
        ({"question": "?", "keys": ["x"], "answer": None}, "“answer” must be a text"),
        ({**ASKED, "answer": "x", "passage": 5}, "“passage” must be a text"),
        ({**ASKED, "answer": "x", "evidence": []}, "“evidence” must be a text"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_answered(line, wrong):
    good = {**ASKED, "answer": "the guild"}
    judged, errors = run(good, line, b"  ", good, status=1)
    assert [told.get("verdict") for told in judged] == ["accept", None, "accept"]
    assert judged[1] == {"error": wrong}
    assert f"line 2: {wrong}" in errors
    assert "1 line was not read" in errors


def test_no_lines_are_no_fault():
    assert run(b"") == ([], "")
    assert "2 lines were not read" in run(b"[]", b"[]", status=1)[1]


def test_help_tells_what_goes_in_and_out():
    result = CliRunner().invoke(main, ["match", "--help"])
    assert result.exit_code == 0
    assert '"keys"' in result.output
    assert "verdict" in result.output
