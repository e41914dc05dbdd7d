"""The commands about what is kept of a person."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from quizapp.cli import main


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


def test_nobody_is_exported_by_a_wrong_name(quiz, school, tmp_path):
    assert "nobody “robert”" in quiz("export", "robert", status=1).stderr


def test_a_file_that_cannot_be_written_is_refused(quiz, kept, tmp_path):
    refused = quiz("export", "bob", "-o", tmp_path / "no-such-folder" / "bob.zip", status=1)
    assert "no-such-folder" in refused.stderr
