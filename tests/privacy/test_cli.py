"""The commands about what is kept of a person."""

import json
import zipfile

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from quizapp.cli import main
from quizapp.models import AuditEvent, User


@pytest.fixture
def quiz(tmp_path, monkeypatch, database):
    """Run a command on an installation of its own."""
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", database)

    def run(*arguments, status=0, **options):
        result = CliRunner().invoke(main, ["privacy", *map(str, arguments)], **options)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result

    return run


def test_a_person_is_exported_by_login_to_a_file_for_its_owner_alone(quiz, kept, tmp_path):
    path = tmp_path / "bob.zip"
    done = quiz("export", "bob", "-o", path)
    assert done.stdout.split()[0] == str(path)
    assert path.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(path) as file:
        assert json.loads(file.read("data.json"))["person"] == "Bob"


def test_an_export_is_written_down(quiz, kept, session, school, tmp_path):
    quiz("export", "bob", "-o", tmp_path / "bob.zip")
    session.rollback()
    last = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (last.action, last.person_id) == ("person_exported", school.people["bob"].id)


def test_nobody_is_exported_by_a_wrong_name(quiz, school, tmp_path):
    assert "nobody “robert”" in quiz("export", "robert", status=1).stderr


def test_a_file_that_cannot_be_written_is_refused(quiz, kept, tmp_path):
    refused = quiz("export", "bob", "-o", tmp_path / "no-such-folder" / "bob.zip", status=1)
    assert "no-such-folder" in refused.stderr


def test_a_person_is_erased_after_a_preview_and_a_yes(quiz, kept, session, school):
    bob = school.people["bob"].id
    refused = quiz("erase", "bob", status=1, input="n\n")
    assert "sign-ins (1): deleted" in refused.stdout
    assert session.get_one(User, bob).erased_at is None
    session.rollback()
    assert "is forgotten" in quiz("erase", "bob", input="y\n").stdout
    session.expire_all()
    assert session.get_one(User, bob).name == f"Erased person {bob}"
    session.rollback()
    assert quiz("erase", bob, "--yes").stdout.splitlines()[-1] == f"{bob}  was forgotten before"


def test_the_list_of_the_erased_is_taken_back_in(quiz, kept, tmp_path):
    quiz("erase", "bob", "--yes", "--answers")
    path = tmp_path / "erased.json"
    path.write_text(quiz("erased", "--json").stdout, "utf-8")
    assert [row["answers"] for row in json.loads(path.read_text("utf-8"))] == ["cleared"]
    assert "forgotten on" in quiz("erased").stdout
    assert quiz("erase", "--from", path).stdout == "0 of 1 forgotten again\n"


def test_whom_a_backup_brought_back_is_forgotten_again(quiz, kept, session, school, tmp_path):
    carol, path = school.people["carol"], tmp_path / "erased.json"
    made = carol.created_at.isoformat()
    row = {"id": carol.id, "created_at": made, "erased_at": made, "answers": "kept"}
    path.write_text(json.dumps([row]), "utf-8")
    session.rollback()
    assert quiz("erase", "--from", path).stdout == "1 of 1 forgotten again\n"
    session.expire_all()
    assert session.get_one(User, row["id"]).erased_at is not None


@pytest.mark.parametrize("text", ["", "{}x", '[{"id": 1}]', "[1]", '{"id": 1}'])
def test_a_list_that_is_none_is_refused(quiz, school, tmp_path, text):
    path = tmp_path / "erased.json"
    path.write_text(text, "utf-8")
    assert "is no list" in quiz("erase", "--from", path, status=1).stderr


def test_erasing_needs_one_person_or_one_list(quiz, school, tmp_path):
    quiz("erase", status=2)
    quiz("erase", "bob", "--from", tmp_path / "erased.json", status=2)
    quiz("erase", "--from", tmp_path / "no-such.json", status=1)
    quiz("erase", "robert", "--yes", status=1)


def test_what_is_over_is_said_before_it_goes(quiz, kept, session):
    session.rollback()
    said = quiz("purge", "--dry-run").stdout
    assert "sessions  " in said
    assert said.splitlines()[-1] == "nothing was changed"
    assert "rows deleted" in quiz("purge").stdout
    assert "0 gone" in quiz("purge").stdout
