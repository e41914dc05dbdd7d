"""`python -m quizapp`: the same as ./quiz."""

from quizapp.cli import main

main(prog_name="./quiz")
