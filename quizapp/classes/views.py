"""The teacher's home: classes and what they were given."""

from itertools import groupby
from typing import Any

from flask import render_template

from quizapp import db
from quizapp.classes import actions
from quizapp.web.access import Door, get_person

bp = Door("classes", __name__, audience="teachers")


@bp.route("/teach")
def home() -> Any:
    """Show the teacher's classes with their assignments."""
    rows = actions.taught_assignments(db.get_session(), get_person().id)
    by_class = [
        (class_, list(items))
        for class_, items in groupby(rows, key=lambda row: row.assignment.class_)
    ]
    return render_template("classes/home.html", classes=by_class)
