"""./quiz users: what an administrator of the machine does to accounts."""

import pytest
from sqlalchemy import select

from quizapp.models import AuditEvent, User
from tests.build import PASSWORD

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def users(monkeypatch, database, tmp_path):
    from click.testing import CliRunner

    from quizapp.cli import main

    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", database)

    def run(*arguments, status=0):
        result = CliRunner().invoke(main, ["users", *arguments])
        assert result.exit_code == status, result.output
        return result.output

    return run


def add(users, login, *options, password=PASSWORD, status=0):
    return users("add", login, "--name", login, "--password", password, *options, status=status)


def test_an_administrator_is_added_with_an_address(users, session):
    add(users, "ada", "--role", "administrator", "--email", "ada@school.example")
    ada = session.scalars(select(User)).one()
    assert (ada.role, ada.email) == ("administrator", "ada@school.example")


@pytest.mark.parametrize("email", ["ada", "@school.example", "a b@school.example", "a\n@b"])
def test_what_is_no_address_is_refused_and_nobody_added(users, session, email):
    assert "no mail address" in add(users, "ada", "--email", email, status=1)
    assert session.scalars(select(User)).all() == []


def test_of_a_student_no_address_is_kept(users, session):
    add(users, "bob", "--role", "student", "--email", "bob@school.example", status=1)
    assert session.scalars(select(User)).all() == []


def test_a_common_password_is_refused_and_a_students_may_be_shorter(users):
    assert "Many people" in add(users, "ada", password="password12345", status=1)
    add(users, "ada", password="kelp-4711", status=1)
    add(users, "bob", "--role", "student", password="kelp-4711")


def test_somebody_is_disabled_enabled_and_given_another_role(users, session, visit):
    add(users, "ada")
    ada = visit().sign_in("ada")
    users("disable", "ada")
    assert "ada, teacher, disabled" in users("list")
    assert "Sign out" not in ada.get("/").words()
    users("enable", "ada")
    ada = visit().sign_in("ada")
    users("role", "ada", "administrator")
    assert "Sign out" not in ada.get("/").words()
    assert "ada, administrator\n" in users("list")
    actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["signed_in", "disabled", "enabled", "signed_in", "role_changed"]


def test_the_last_administrator_stays_one(users):
    add(users, "ada", "--role", "administrator")
    assert "only administrator" in users("disable", "ada", status=1)
    assert "only administrator" in users("role", "ada", "teacher", status=1)


@pytest.mark.parametrize("command", [["disable"], ["enable"], ["role"], ["passwd"]])
def test_nobody_of_that_name_is_said_so(users, command):
    more = {"role": ["teacher"], "passwd": ["--password", PASSWORD]}.get(command[0], [])
    assert "nobody signs in" in users(*command, "nobody", *more, status=1)
