"""Hostile names and answers on their way out: the page and the command, every format."""

import json

import jsonschema
import pytest
from click.testing import CliRunner

from quizapp.classes.actions import join
from quizapp.cli import main
from quizapp.core.scores import ROW_KINDS
from quizapp.formats import SCORE_FORMATS
from quizapp.formats.schemas import scores_schema
from quizapp.kinds.contract import one_line
from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests import build
from tests.build import NOW
from tests.formats.exports import HOSTILE, KEEPS, READERS, differing

EVERY = pytest.mark.parametrize("format_", SCORE_FORMATS.values(), ids=list(SCORE_FORMATS))
TITLE = "=1+1 <r>\u202e\U0001f41f"
CLASS = "+49 \u200b=7b"


@pytest.fixture
def typed(session, school):
    """One student of each hostile name who answered with it; by attempt."""
    school.assignment.title, school.class_.name = TITLE, CLASS
    found = {}
    for number, text in enumerate(HOSTILE):
        person = build.person(session, f"student{number}", "student")
        person.name = text
        join(session, school.class_.id, person, "student", NOW)
        attempt = start(session, school.assignment, person, number, NOW)
        build.answer(session, attempt, 2, {"text": text})
        if number % 2:
            submit(session, attempt, NOW)
        found[attempt.id] = text
    session.commit()
    return found


def through_the_page(request, assignment, format_, rows):
    alice = request.getfixturevalue("alice")
    alice.get(f"/teach/assignments/{assignment}/scores?format={format_.name}&rows={rows}")
    headers = alice.response.headers
    assert headers["Content-Type"].startswith(format_.media_type)
    assert f'{format_.suffix}"' in headers["Content-Disposition"]
    return alice.response.get_data()


def by_the_command(request, assignment, format_, rows):
    folder = request.getfixturevalue("tmp_path")
    monkeypatch = request.getfixturevalue("monkeypatch")
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(folder))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", request.getfixturevalue("database"))
    out = folder / f"out{format_.suffix}"
    export = ["scores", "export", str(assignment), "--format", format_.name, "--rows", rows]
    done = CliRunner().invoke(main, [*export, "-o", str(out)])
    assert done.exit_code == 0, done.output
    held = "attempts and responses" if format_.holds_both else rows
    assert done.stdout == f"{out}  {held} of “{TITLE}”\n"
    plain = CliRunner().invoke(main, export)
    if format_.name != "xlsx":  # which holds the time at which it was made
        assert plain.stdout_bytes == out.read_bytes()
    return out.read_bytes()


WAYS = (through_the_page, by_the_command)


@EVERY
def test_hostile_names_and_answers_come_out_as_documented(request, school, typed, format_):
    for way in WAYS:
        check_what_came_out(request, school.assignment.id, typed, way, format_)


def check_what_came_out(request, assignment, typed, way, format_):
    keeps, found = KEEPS[format_.name], {}
    for rows in ROW_KINDS:
        found |= READERS[format_.name](way(request, assignment, format_, rows))
    wanted = {
        kind: [
            {**row, "assignment": keeps(TITLE), "class": keeps(CLASS), **texts(typed, keeps, row)}
            for row in found[kind]
        ]
        for kind in ROW_KINDS
    }
    assert differing(found, wanted) == []
    assert {row["attempt_id"] for row in found["attempts"]} == set(typed)
    assert len(found["responses"]) == 4 * len(typed)


def texts(typed, keeps, row):
    """Return the name and the answer that this row should hold."""
    text = typed[row["attempt_id"]]
    if "response" not in row:
        return {"student": keeps(text)}
    answer = one_line(text) if row["question"] == "payer" else ""
    return {"student": keeps(text), "response": keeps(answer)}


def test_json_is_as_its_schema_says_whichever_rows_are_asked(request, school, typed):
    for way in WAYS:
        files = [
            way(request, school.assignment.id, SCORE_FORMATS["json"], rows) for rows in ROW_KINDS
        ]
        assert files[0] == files[1]  # it holds both
        jsonschema.validate(json.loads(files[0]), scores_schema())
