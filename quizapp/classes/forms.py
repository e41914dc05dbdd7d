"""The forms of classes: what a class is, and how one joins it."""

from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from quizapp.classes.time_forms import TimeFields
from quizapp.core.languages import LANGUAGES
from quizapp.kinds.validators import Typed
from quizapp.kinds.where import SCHEMES

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


class ShareForm(Form):  # type: ignore[misc]
    """With whom a class is shared, and what they may do in it."""

    login = StringField("Sign-in name", [DataRequired("Type their sign-in name."), Typed(100)])
    role = SelectField(
        "They may",
        choices=[
            SelectChoice("co_teacher", "teach with you"),
            SelectChoice("reader", "look only"),
        ],
        default="co_teacher",
        invalid_choice_message=_NOT_LISTED,
    )


class GroupNameForm(Form):  # type: ignore[misc]
    """What a group is called."""

    name = StringField(
        "Name of the group",
        [DataRequired("Give the group a name."), Typed(100)],
        filters=[lambda typed: " ".join(typed.split()) if typed else typed],
    )


class GroupForm(GroupNameForm):
    """A group: its name, and its students, whom the view fills in."""

    students = SelectMultipleField(
        "Students", coerce=int, invalid_choice_message="Somebody is not in the class any more."
    )


class TimeForm(Form):  # type: ignore[misc]
    """How much time a student is granted in every quiz."""

    time = RadioField(
        "Time in every quiz",
        choices=[
            SelectChoice("100", "As everybody"),
            SelectChoice("125", "A quarter more (125 %)"),
            SelectChoice("150", "Half as much again (150 %)"),
            SelectChoice("200", "Twice as much (200 %)"),
            SelectChoice("none", "No limit"),
        ],
        invalid_choice_message=_NOT_LISTED,
    )

    def percent(self) -> int | None:
        """Return the percent that was chosen; None: no limit."""
        return None if self.time.data == "none" else int(self.time.data)


class GiveForm(TimeFields):
    """Which quiz a class is given, and when. The view fills in those that it does not have."""

    quiz = SelectField("Quiz", coerce=int, invalid_choice_message=_NOT_LISTED)
    show_where = SelectField(
        "Show me where",
        choices=[
            SelectChoice("", "Do not ask for the place"),
            *(SelectChoice(name, scheme.label) for name, scheme in SCHEMES.items()),
        ],
        default="",
        invalid_choice_message=_NOT_LISTED,
    )
    allows_hints = BooleanField("Students may ask for hints")
