"""The commands. Exit status 0: done; 1: refused, with a message; 2: wrong usage."""

import click

from quizapp.cli.articles import articles
from quizapp.cli.classes import classes
from quizapp.cli.doctor import doctor
from quizapp.cli.match import match
from quizapp.cli.privacy import privacy
from quizapp.cli.questions import questions
from quizapp.cli.rosters import roster
from quizapp.cli.run import run
from quizapp.cli.scores import scores
from quizapp.cli.users import users


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Reading-comprehension quizzes that know where in the passage every answer stands.

    Two more commands set themselves up first: `./quiz test` runs every test, and
    `./quiz setup EXTRA` installs an optional part, such as postgres.
    """


for command in (run, articles, questions, match, scores, users, classes, privacy, doctor):
    main.add_command(command)
classes.add_command(roster)
