"""./quiz classes: make classes, list them."""

from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from quizapp.accounts.actions import find_by_login
from quizapp.classes import actions, homes
from quizapp.cli.database import database
from quizapp.core.counts import count
from quizapp.core.permissions import is_welcome
from quizapp.models import User


@click.group()
def classes() -> None:
    """Make classes, list them."""


@classes.command()
@click.argument("name")
@click.option("--zone", default="UTC", show_default=True, help="Its clock, an IANA name.")
@click.option("--teacher", metavar="LOGIN", help="Who owns it; left out, the only teacher.")
def add(name: str, zone: str, teacher: str | None) -> None:
    """Make a class called NAME.

    Example: ./quiz classes add "7b English" --zone Europe/Berlin --teacher anna
    """
    with database(writes=True) as session:
        owner = _owner(session, teacher)
        try:
            terms, now = actions.Terms(name, zone), datetime.now(UTC)
            made = actions.make_class(session, terms, owner, None, now)
        except actions.WrongTerms as refusal:
            raise click.ClickException(str(refusal)) from refusal
        session.commit()
        taught = f"{owner.name} teaches it" if owner else "nobody teaches it yet"
        click.echo(f"{made.id}  {made.name} was made, {taught}")


def _owner(session: Session, login: str | None) -> User | None:
    """Return who is to own the class: the person named, or the only teacher there is."""
    if login is None:
        return homes.find_only_teacher(session)
    person = find_by_login(session, login)
    if person is None or not is_welcome(person.role, "teachers"):
        raise click.ClickException(f"no teacher signs in as “{login}”; see ./quiz users list")
    return person


@classes.command("list")
def list_() -> None:
    """List the classes, the id first."""
    with database(writes=False) as session:
        for row in homes.all_classes(session):
            away = ", put away" if row.class_.closed_at else ""
            taught = f"taught by {', '.join(row.teachers)}" if row.teachers else "nobody teaches it"
            students = count(row.students, "student")
            click.echo(f"{row.class_.id}  {row.class_.name}: {students}, {taught}{away}")
