"""The forms of signing in, and of one's own account."""

from typing import Any

from wtforms import Form, PasswordField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Regexp

from quizapp.accounts.passwords import LONGEST, why_not
from quizapp.kinds.validators import Typed

# The pages are in English so far.
_LANGUAGES = [SelectChoice("", "As this site has it"), SelectChoice("en", "English")]


class SignInForm(Form):  # type: ignore[misc]
    """Name and password."""

    login = StringField("Sign-in name", [DataRequired("Type your sign-in name."), Typed(100)])
    password = PasswordField("Password", [DataRequired("Type your password."), Typed(LONGEST)])


class _WithPassword(Form):  # type: ignore[misc]
    """A form with a new password, which must be fit for whoever chooses it."""

    # Of whoever chooses: the view says so.
    role = "teacher"
    names: tuple[str, ...] = ()

    def of(self, role: str, *names: str) -> Any:
        """Return the form as one for somebody of this role and these names."""
        self.role, self.names = role, names
        return self

    def validate_password(self, field: PasswordField) -> None:
        """Refuse a password that is short, common, or the person's own name."""
        reason = why_not(field.data, self.role, self.names)
        if reason:
            raise ValidationError(reason)


def _new_password(label: str = "Password") -> PasswordField:
    return PasswordField(label, [DataRequired("Choose a password."), Typed(LONGEST)])


class FirstTeacherForm(_WithPassword):
    """Who the first teacher is."""

    name = StringField("Your name", [DataRequired("Type the name that students see."), Typed(100)])
    login = StringField(
        "Sign-in name",
        [
            DataRequired("Choose a name to sign in with."),
            Typed(100),
            Regexp(r"[^\s]+\Z", message="A sign-in name has no blanks."),
        ],
    )
    password = _new_password()

    def validate_password(self, field: PasswordField) -> None:
        """Refuse what the names that stand in the same form tell."""
        self.of("teacher", self.name.data or "", self.login.data or "")
        super().validate_password(field)


class ChooseForm(_WithPassword):
    """A password of one's own, after signing in by a card or a link."""

    password = _new_password("New password")


class ChangeForm(_WithPassword):
    """A new password for the old one."""

    old = PasswordField(
        "Your password now", [DataRequired("Type the password that you have now."), Typed(LONGEST)]
    )
    password = _new_password("New password")


class ProfileForm(Form):  # type: ignore[misc]
    """What others call one, and the language of the pages."""

    name = StringField("Your name", [DataRequired("Type the name that others see."), Typed(100)])
    language = SelectField("Language", choices=_LANGUAGES)


class ForgottenForm(Form):  # type: ignore[misc]
    """Where a link to a new password goes."""

    email = StringField("Your mail address", [DataRequired("Type your address."), Typed(200)])
