"""The forms of signing in."""

from wtforms import Form, PasswordField, StringField
from wtforms.validators import DataRequired, Length, Regexp

from quizapp.accounts.passwords import SHORTEST
from quizapp.kinds.validators import Typed


class SignInForm(Form):  # type: ignore[misc]
    """Name and password."""

    login = StringField("Sign-in name", [DataRequired("Type your sign-in name."), Typed(100)])
    password = PasswordField("Password", [DataRequired("Type your password."), Typed(200)])


class FirstTeacherForm(Form):  # type: ignore[misc]
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
    password = PasswordField(
        "Password",
        [
            DataRequired("Choose a password."),
            Typed(200),
            Length(
                min=SHORTEST,
                message=f"At least {SHORTEST} characters: four words are a good password.",
            ),
        ],
    )
