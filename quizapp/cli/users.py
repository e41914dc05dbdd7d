"""./quiz users: add people, give a new password, change what they may do, list them."""

from collections.abc import Callable
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from quizapp.accounts import actions
from quizapp.accounts.passwords import hash_password, why_not
from quizapp.audit import people
from quizapp.cli.database import database
from quizapp.models import User

ROLES = click.Choice(["teacher", "student", "administrator"])


@click.group()
def users() -> None:
    """Add people, give a new password, change what they may do, list them."""


@users.command()
@click.argument("login")
@click.option("--name", required=True, help="The name that others see.")
@click.option("--role", type=ROLES, default="teacher")
@click.option("--email", help="Of staff: where a link to a new password is sent.")
@click.password_option(help="Asked for when left out.")
def add(login: str, name: str, role: str, email: str | None, password: str) -> None:
    """Add a person who signs in as LOGIN.

    Example: ./quiz users add anna --name "Anna Berg"
    """
    hashed = _hashed(password, role, (name, login))
    with database(writes=True) as session:
        now = datetime.now(UTC)
        try:
            person = actions.add_person(session, actions.NewPerson(name, login, hashed), role, now)
            actions.set_email(session, person, email)
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
    with database(writes=False) as session:
        person = _person(session, login)
        hashed = _hashed(password, person.role, (person.name, login))
    with database(writes=True) as session:
        person = _person(session, login)
        actions.change_password(session, person, hashed, None, datetime.now(UTC))
        session.commit()
        click.echo(f"{person.login}  has a new password and was signed out everywhere")


@users.command()
@click.argument("login")
def disable(login: str) -> None:
    """Let LOGIN sign in no more, and sign them out at once; their work stays.

    Example: ./quiz users disable anna
    """
    _change(login, people.disable)
    click.echo(f"{login}  cannot sign in any more")


@users.command()
@click.argument("login")
def enable(login: str) -> None:
    """Let LOGIN sign in again.

    Example: ./quiz users enable anna
    """
    _change(login, people.enable)
    click.echo(f"{login}  can sign in")


@users.command()
@click.argument("login")
@click.argument("role", type=ROLES)
def role(login: str, role: str) -> None:
    """Let LOGIN do what another ROLE does; they sign in anew to do it.

    Example: ./quiz users role anna administrator
    """
    _change(login, people.change_role, role)
    click.echo(f"{login}  is a {role} now")


def _change(login: str, action: Callable[..., bool], *what: str) -> None:
    """Do to a person what an administrator does on the page."""
    with database(writes=True) as session:
        try:
            action(session, _person(session, login), *what, None, datetime.now(UTC))
        except people.LastAdministrator as refusal:
            raise click.ClickException(
                f"{login} is the only administrator; make somebody else one first"
            ) from refusal
        session.commit()


@users.command("list")
def list_() -> None:
    """List everybody who signs in; guests are left out."""
    with database(writes=False) as session:
        for person in actions.people(session):
            state = ", disabled" if person.disabled_at else ""
            click.echo(f"{person.login}  {person.name}, {person.role}{state}")


def _person(session: Session, login: str) -> User:
    """Return whoever signs in so, or refuse in words."""
    person = actions.find_by_login(session, login)
    if person is None:
        raise click.ClickException(f"nobody signs in as “{login}”; see ./quiz users list")
    return person


def _hashed(password: str, role: str, names: tuple[str, ...]) -> str:
    reason = why_not(password, role, names)
    if reason:
        raise click.ClickException(reason)
    return hash_password(password)
