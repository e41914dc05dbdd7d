"""./quiz classes roster: good rows go in, the others are named and kept."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from quizapp.cli import main
from quizapp.formats.rosters import read_roster
from quizapp.models import Class, Member, User
from tests.build import NOW


@pytest.fixture
def quiz(tmp_path, monkeypatch, database, session, school):
    """Run ./quiz classes roster on the school's own installation."""
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", database)
    monkeypatch.chdir(tmp_path)
    session.commit()

    def run(*arguments, status=0):
        result = CliRunner().invoke(main, ["classes", "roster", *map(str, arguments)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result

    return run


@pytest.fixture
def write(tmp_path):
    def write(text, name="7b.csv"):
        (tmp_path / name).write_bytes(text.encode("cp1252"))
        return name

    return write


def logins(session, school):
    found = session.scalars(
        select(User.login)
        .join(Member, Member.user_id == User.id)
        .where(Member.class_id == school.class_.id, Member.role == "student")
        .order_by(User.login)
    ).all()
    session.rollback()
    return found


@pytest.mark.parametrize("by", ["id", "name"])
def test_a_file_goes_in_and_the_class_stands_first_on_the_last_line(
    quiz, write, session, school, by
):
    class_id = school.class_.id
    session.rollback()
    name = write("Name;Gruppe\r\nZoë Größ;A\r\nMallory;B\r\n")
    result = quiz(class_id if by == "id" else "Class 7b", name)
    last = result.stdout.splitlines()[-1]
    assert last == f"{class_id}  Class 7b: 2 new, 0 let in, 0 back, 0 here already, 2 new groups"
    assert "7b.csv: The encoding was guessed" in result.stderr
    again = quiz("Class 7b", name).stdout
    assert "0 new, 0 let in, 0 back, 2 here already, 0 new groups" in again
    assert logins(session, school) == ["bob", "carol", "mallory2", "z.gross"]


def test_faults_are_named_by_their_line_and_kept_in_a_file(quiz, write, tmp_path, session, school):
    name = write("name,login\nAnna Berg,\n,x\nDave,dave\n")
    result = quiz("Class 7b", name, "--bad", "bad.csv", status=1)
    assert "7b.csv:3: no name. Write the student's name" in result.stderr
    assert "7b.csv:4: the sign-in name dave is taken" in result.stderr
    assert "rows that did not go in: 2" in result.stderr
    assert "1 new" in result.stdout
    assert logins(session, school) == ["a.berg", "bob", "carol"]
    kept = (tmp_path / "bad.csv").read_bytes()
    assert [bad.cells[3] for bad in read_roster(kept).bad] == ["x"]


def test_without_a_fault_no_file_is_made(quiz, write, tmp_path):
    quiz("Class 7b", write("Anna Berg\n"), "--bad", "bad.csv")
    assert not (tmp_path / "bad.csv").exists()


def test_a_student_of_elsewhere_is_let_in_by_whoever_runs_the_site(quiz, write, session, school):
    quiz("Class 7b", write("name,login\nMallory,mallory\n"))
    assert "mallory" in logins(session, school)


@pytest.mark.parametrize(
    ("class_", "file", "words"),
    [
        ("7z", "7b.csv", "there is no open class “7z”"),
        ("Practice", "7b.csv", "there is no open class"),
        ("9" * 30, "7b.csv", "there is no open class"),
        ("Class 7b", "absent.csv", "absent.csv: No such file"),
        ("Class 7b", "empty.csv", "There is no line with a name"),
    ],
)
def test_what_cannot_be_done_is_refused(quiz, write, session, school, class_, file, words):
    write("Anna Berg\n")
    write("", "empty.csv")
    assert words in quiz(class_, file, status=1).stderr
    assert logins(session, school) == ["bob", "carol"]


def test_a_class_that_is_put_away_takes_nobody(quiz, write, session, school):
    school.class_.closed_at = NOW
    session.commit()
    assert "no open class" in quiz("Class 7b", write("Anna\n"), status=1).stderr


def test_two_classes_of_one_name_are_told_apart_by_their_ids(quiz, write, session, school):
    session.add(Class(name="Class 7b", created_at=NOW))
    session.commit()
    assert "give an id of" in quiz("Class 7b", write("Anna\n"), status=1).stderr


def test_a_file_that_cannot_be_written_is_said(quiz, write, session, school):
    result = quiz("Class 7b", write("Anna\n,x\n"), "--bad", "no-folder/bad.csv", status=1)
    assert "the good rows are in" in result.stderr
    assert "anna" in logins(session, school)
