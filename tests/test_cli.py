"""The commands: exit status, last line first word, and faults as file:line: message."""

import csv
import io
import json
import re
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from quizapp import db
from quizapp.accounts.passwords import is_right
from quizapp.cli import main
from quizapp.cli.run import load_demo
from quizapp.formats import SCORE_FORMATS
from quizapp.formats.xlsx_scores import XlsxScores
from quizapp.models import User
from tests import build

ROOT = Path(__file__).parent.parent


@pytest.fixture
def quiz(tmp_path, monkeypatch, database):
    """Run a command on an installation of its own."""
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", database)

    def run(*arguments, status=0, **options):
        result = CliRunner().invoke(main, list(map(str, arguments)), **options)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result

    return run


def last_word(result):
    return result.stdout.strip().splitlines()[-1].split()[0]


def write(folder, name, text):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


STORY = "Lamps at sea\n\nThe keeper lit both lamps every night. In fog one lamp was a smudge.\n"


def test_an_article_comes_in_and_its_slug_stands_first_on_the_last_line(quiz, tmp_path):
    path = write(tmp_path, "two-lamps.txt", STORY)
    assert last_word(quiz("articles", "add", path)) == "two-lamps"
    assert last_word(quiz("articles", "add", path)) == "two-lamps"
    assert len(quiz("articles", "list").stdout.splitlines()) == 1


def test_a_file_whose_name_is_no_slug_is_called_by_its_title(quiz, tmp_path):
    path = write(tmp_path, "00 Download (3).txt", STORY)
    assert last_word(quiz("articles", "add", path, "--title", "Die Lämpchen")) == "die-lampchen"


def test_several_files_come_in_together_or_not_at_all(quiz, tmp_path):
    good = write(tmp_path, "good.txt", STORY)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\0\1\2\xff\xfe" * 40)
    result = quiz("articles", "add", good, bad, status=1)
    assert "bad.txt" in result.stderr
    assert quiz("articles", "list").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["articles", "add", "no-such.txt"], 1),
        (["articles", "add", "picture.png"], 1),
        (["articles", "add"], 2),
        (["articles", "show", "no-such"], 1),
        (["articles", "add", "a.txt", "b.txt", "--title", "T"], 2),
        (["scores", "export", "99"], 1),
        (["scores", "export", "1", "--format", "exe"], 2),
        (["scores", "export", "one"], 2),
        (["users", "passwd", "nobody", "--password", "long enough for it"], 1),
        (["users", "add", "ada", "--name", "Ada", "--password", "short"], 1),
        (["questions", "check", "no-such.yaml"], 1),
        (["no-such-command"], 2),
    ],
)
@pytest.mark.database("sqlite")
def test_refused_is_1_and_wrong_usage_2_with_words_on_standard_error(quiz, arguments, status):
    result = quiz(*arguments, status=status)
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


def test_an_article_is_shown_as_json(quiz, tmp_path):
    quiz("articles", "add", write(tmp_path, "two-lamps.txt", STORY))
    shown = json.loads(quiz("articles", "show", "two-lamps", "--json").stdout)
    assert shown["title"] == "Lamps at sea"
    sentences = [shown["text"][s["start"] : s["end"]] for s in shown["sentences"]]
    assert sentences == [
        "The keeper lit both lamps every night.",
        "In fog one lamp was a smudge.",
    ]
    assert {s["kind"] for s in shown["sentences"]} == {"paragraph"}
    assert [b["kind"] for b in shown["blocks"]] == ["paragraph"]


def test_the_real_story_comes_in_as_two_headings_two_promos_and_paragraphs(quiz, shared_data):
    path = shared_data / "seeds" / "000_62f645ac02e76a9f.txt"
    slug = last_word(quiz("articles", "add", path))
    shown = json.loads(quiz("articles", "show", slug, "--json").stdout)
    kinds = [block["kind"] for block in shown["blocks"]]
    assert (kinds.count("heading"), kinds.count("promo")) == (2, 2)
    assert set(kinds) == {"heading", "promo", "paragraph"}
    apart = [block for block in shown["blocks"] if block["kind"] != "paragraph"]
    for block in apart:
        for sentence in shown["sentences"]:
            assert sentence["end"] <= block["start"] or block["end"] <= sentence["start"]
    assert last_word(quiz("articles", "add", path)) == slug
    assert len(quiz("articles", "list").stdout.splitlines()) == 1


@pytest.fixture
def lamps(quiz, engine):
    with db.open_session(engine, writes=True) as session:
        build.article(session)
        session.commit()


PLANTED = [
    (
        "      - In fog the first lamp was a smudge.",
        "      - In mist it was a smudge.",
        14,
        "stand",
    ),
    ("        key: true\n", "", 7, "key: true"),
    ("The harbour had grown", "the FIRST could not be seen, in fog", 10, "alike"),
    ("kind: short_answer", "kind: short_anwser", 18, "unknown kind"),
    ("    skill: retrieve", "    skil: retrieve", 27, "skil"),
    ("article: harbour-lights", "article: harbour-light", 1, "no article"),
    ("questions:", "questions:\n\t- broken", 4, "YAML"),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), PLANTED)
def test_a_planted_fault_is_named_with_its_file_and_line(
    quiz, tmp_path, lamps, old, new, line, words
):
    path = write(tmp_path, "planted.yaml", build.LAMP_SET.replace(old, new, 1))
    result = quiz("questions", "check", path, status=1)
    faults = result.stdout.splitlines()
    assert any(
        re.match(rf"{re.escape(str(path))}:{line}: .*{re.escape(words)}", fault) for fault in faults
    ), faults
    assert quiz("questions", "load", path, status=1).stdout.splitlines() == faults


def test_a_sound_set_is_loaded_and_loading_again_changes_nothing(quiz, tmp_path, lamps):
    path = write(tmp_path, "lamps.yaml", build.LAMP_SET)
    assert last_word(quiz("questions", "load", path)) == "harbour-lights"
    assert "0 new, 0 revised, 0 retired, 4 unchanged" in quiz("questions", "load", path).stdout


def test_scores_are_listed_and_exported(quiz, school, session, tmp_path):
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 2, {"text": "the guild"})
    session.commit()
    lines = quiz("scores", "list").stdout.splitlines()
    assert lines[0].split()[0] == str(school.assignment.id)
    out = tmp_path / "out.csv"
    result = quiz("scores", "export", school.assignment.id, "--rows", "responses", "-o", out)
    assert last_word(result) == str(out)
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [row["response"] for row in rows] == ["", "the guild", "", ""]
    plain = quiz("scores", "export", school.assignment.id)
    assert plain.stdout_bytes.startswith(b"\xef\xbb\xbf")


def test_more_rows_than_a_format_holds_are_refused_and_leave_nothing(
    quiz, school, session, tmp_path, monkeypatch
):
    build.attempt(session, school)
    session.commit()
    monkeypatch.setitem(SCORE_FORMATS, "xlsx", XlsxScores(most_rows=2))
    out = tmp_path / "scores" / "out.xlsx"
    out.parent.mkdir()
    export = ("scores", "export", school.assignment.id, "--format", "xlsx")
    assert "Take CSV or JSON instead." in quiz(*export, "-o", out, status=1).stderr
    assert "Take CSV or JSON instead." in quiz(*export, status=1).stderr
    assert list(out.parent.iterdir()) == []


def test_a_file_that_cannot_be_written_is_refused_and_leaves_nothing(quiz, school, tmp_path):
    out = tmp_path / "no-such-folder" / "out.csv"
    assert (
        "no-such-folder" in quiz("scores", "export", school.practice.id, "-o", out, status=1).stderr
    )


def test_people_are_added_listed_and_given_a_new_password(quiz, engine):
    quiz("users", "add", "Ada", "--name", "Ada Bell", "--password", "four words are good")
    assert quiz("users", "list").stdout.split()[0] == "ada"
    quiz("users", "add", "ada", "--name", "Again", "--password", "four words are good", status=1)
    assert last_word(quiz("users", "passwd", "ada", "--password", "four other good words")) == "ada"
    with closing(db.open_session(engine, writes=False)) as session:
        stored = session.scalars(select(User.password_hash)).one()
    assert is_right(stored, "four other good words")


@pytest.mark.database("sqlite")
def test_a_healthy_installation_is_sound(quiz, school):
    assert last_word(quiz("doctor")) == "sound"


@pytest.mark.database("postgresql")
def test_the_doctor_names_what_lets_postgresql_forget(quiz, school):
    """The cluster of the tests does not wait for its disk."""
    told = quiz("doctor", status=1)
    names = [line.split(" = ")[0].split()[-1] for line in told.stdout.splitlines()]
    assert names == ["fsync", "full_page_writes"]
    assert "2 faults" in told.stderr


def test_what_is_shipped_loads_without_a_fault_and_twice_is_once(quiz, engine, capsys):
    load_demo(engine)
    assert capsys.readouterr().err == ""
    before = quiz("articles", "list").stdout
    assert len(before.splitlines()) == 6
    load_demo(engine)
    assert quiz("articles", "list").stdout == before
    assert len(quiz("scores", "list").stdout.splitlines()) == 6
    assert "6 question sets without a fault" in quiz("questions", "check").stdout
    loaded = quiz("questions", "load").stdout.splitlines()
    assert all("0 new, 0 revised, 0 retired, " in line for line in loaded)


def commands(group=main, path=()):
    """Return every command as a tuple of words."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_command_has_help_and_stands_in_the_readme(command):
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 3
    assert f"./quiz {' '.join(command)}" in (ROOT / "README.md").read_text("utf-8")
