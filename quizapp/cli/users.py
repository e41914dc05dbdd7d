"""./quiz users: add people, give a new password, list them."""

from datetime import UTC, datetime

import click

from quizapp.accounts import actions
from quizapp.accounts.passwords import SHORTEST, hash_password
from quizapp.cli.database import database


@click.group()
def users() -> None:
    """Add people, give a new password, list them."""


@users.command()
@click.argument("login")
@click.option("--name", required=True, help="The name that others see.")
@click.option("--role", type=click.Choice(["teacher", "student"]), default="teacher")
@click.password_option(help="Asked for when left out.")
def add(login: str, name: str, role: str, password: str) -> None:
    """Add a person who signs in as LOGIN..

    Example: ./quiz users add anna --name "Anna Berg"
    """
    hashed = _hashed(password)
    with database(writes=True) as session:
        make = actions.make_teacher if role == "teacher" else actions.make_student
        try:
            person = make(session, actions.NewPerson(name, login, hashed), datetime.now(UTC))
        except (actions.LoginTaken, actions.WrongName) as refusal:
            raise click.ClickException(str(refusal)) from refusal
        session.commit()
        click.echo(f"{person.login}  {person.name} was added as a {role}")


@users.command()
@click.argument("login")
@click.password_option(help="Asked for when left out.")
def passwd(login: str, password: str) -> None:
    """Give LOGIN a new password, and sign them out everywhere.

    Example: ./quiz users passwd anna
    """
    hashed = _hashed(password)
    with database(writes=True) as session:
        person = actions.find_by_login(session, login)
        if person is None:
            raise click.ClickException(f"nobody signs in as “{login}”; see ./quiz users list")
        actions.change_password(session, person, hashed, None, datetime.now(UTC))
        session.commit()
        click.echo(f"{person.login}  has a new password and was signed out everywhere")


@users.command("list")
def list_() -> None:
    """List everybody who signs in; guests are left out."""
    with database(writes=False) as session:
        for person in actions.people(session):
            click.echo(f"{person.login}  {person.name}, {person.role}")


def _hashed(password: str) -> str:
    if len(password) < SHORTEST:
        raise click.ClickException(f"the password needs at least {SHORTEST} characters")
    return hash_password(password)
