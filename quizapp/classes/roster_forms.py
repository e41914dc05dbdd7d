"""What the pages of rosters post."""

from wtforms import FileField, Form, StringField, TextAreaField
from wtforms.validators import DataRequired

from quizapp.kinds.validators import Typed


class RosterForm(Form):  # type: ignore[misc]
    """A file, or lines that were pasted."""

    file = FileField("A file: CSV or Excel (.xlsx)")
    lines = TextAreaField("Or paste the names, one student a line")


class StudentForm(Form):  # type: ignore[misc]
    """One student, typed by hand."""

    name = StringField("Name", [DataRequired("Type the student's name."), Typed(100)])
    login = StringField("Sign-in name", [Typed(100)])
    number = StringField("Number at your school", [Typed(100)])
    group = StringField("Group", [Typed(60)])
