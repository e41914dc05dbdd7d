"""The forms of classes: what a class is, and how one joins it."""

from wtforms import BooleanField, Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from quizapp.core.languages import LANGUAGES
from quizapp.kinds.validators import Typed

_NOT_LISTED = "Choose one of the list."


class ClassForm(Form):  # type: ignore[misc]
    """What a class is called, its clock, its language, and whether joining asks a teacher.

    The view fills in the zones.
    """

    name = StringField("Name", [DataRequired("Give the class a name."), Typed(100)])
    zone = SelectField("Time zone", default="UTC", invalid_choice_message=_NOT_LISTED)
    language = SelectField(
        "Language",
        choices=[SelectChoice(tag, name) for tag, name in LANGUAGES.items()],
        default="en",
        invalid_choice_message=_NOT_LISTED,
    )
    asks_teacher = BooleanField("Whoever joins by the code waits until a teacher says yes")


class JoinForm(Form):  # type: ignore[misc]
    """The code of a class."""

    code = StringField("Code of the class", [DataRequired("Type the code."), Typed(100)])
