"""The forms of whoever runs the site."""

from datetime import date

from wtforms import DateField, Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from quizapp.core.audit import ACTIONS
from quizapp.kinds.validators import Typed

DEEDS = [
    SelectChoice("", "Anything"),
    *(SelectChoice(name, words) for name, words in ACTIONS.items()),
]
LONGEST_REASON = 500  # code points
ROLES = [SelectChoice(role, role.title()) for role in ("student", "teacher", "administrator")]


class SearchForm(Form):  # type: ignore[misc]
    """Whom to look for."""

    q = StringField("Name or sign-in name", [Typed(100)])


class RoleForm(Form):  # type: ignore[misc]
    """What somebody may do from now on."""

    role = SelectField("Role", choices=ROLES)


class ReasonForm(Form):  # type: ignore[misc]
    """Why an administrator looks at what is not theirs."""

    reason = StringField(
        "Reason",
        [
            DataRequired("Write why: it is written down."),
            Typed(LONGEST_REASON),
        ],
        filters=[lambda text: text.strip() if text else text],
    )


def _day(text: str) -> DateField:
    return DateField(text, [Optional()])


class LogForm(Form):  # type: ignore[misc]
    """Which entries of the log."""

    action = SelectField("What was done", choices=DEEDS, default="")
    person = StringField("By or about (sign-in name or number)", [Typed(100)])
    first = _day("From")
    last = _day("To")

    def days(self) -> tuple[date | None, date | None]:
        """Return the first and the last day that are wanted."""
        return self.first.data, self.last.data
