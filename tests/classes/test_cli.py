"""./quiz classes: making and listing."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from quizapp.cli import main
from quizapp.models import Class, Member


@pytest.fixture
def quiz(tmp_path, monkeypatch, database):
    """Run ./quiz classes on an installation of its own."""
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", database)

    def run(*arguments, status=0):
        result = CliRunner().invoke(main, ["classes", *arguments])
        assert result.exit_code == status, result.output
        return result

    return run


def test_a_class_is_made_and_listed(quiz, session, school):
    session.commit()
    result = quiz("add", "7c", "--zone", "Europe/Paris", "--teacher", "Alice")
    id_ = int(result.stdout.splitlines()[-1].split()[0])
    made = session.get(Class, id_)
    assert (made.name, made.zone) == ("7c", "Europe/Paris")
    place = session.scalars(select(Member).where(Member.class_id == id_)).one()
    assert (place.user.login, place.role) == ("alice", "teacher")
    session.rollback()
    listed = quiz("list").stdout.splitlines()
    assert listed[0].startswith(f"{school.class_.id}  Class 7b: 2 students, taught by Alice")
    assert listed[-1] == f"{id_}  7c: 0 students, taught by Alice"
    assert "Practice" not in "".join(listed)


def test_without_a_name_nobody_owns_it_where_there_are_several(quiz, session, school):
    session.commit()
    assert "nobody teaches it yet" in quiz("add", "7c").stdout


def test_the_only_teacher_owns_it(quiz):
    users = ["users", "add", "ada", "--name", "Ada", "--password", "four words are a password"]
    assert CliRunner().invoke(main, users).exit_code == 0
    assert "Ada teaches it" in quiz("add", "7c").stdout


@pytest.mark.parametrize(
    "wrong",
    [("7c", "--zone", "Mars"), ("7c", "--teacher", "bob"), ("7c", "--teacher", "no"), ("  ",)],
)
def test_what_cannot_be_is_refused_in_words(quiz, session, school, wrong):
    session.commit()
    assert quiz("add", *wrong, status=1).stderr.strip()
    assert len(session.scalars(select(Class)).all()) == 3
