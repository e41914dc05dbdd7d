"""Checks for form fields that people type in."""

from wtforms import Field, Form
from wtforms.validators import ValidationError

from quizapp.core.text import RefusedText, canonical, check_typed


class Typed:
    """Refuse what no database would keep alike, and more than `longest` code points."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ValidationError with words for the person at the form.

        What is shown again then is without the characters that no page may hold either.
        """
        typed = field.data or ""
        if not isinstance(typed, str):
            raise ValidationError("This takes a text.")
        try:
            check_typed(typed, self.longest)
        except RefusedText as refusal:
            field.data = canonical(typed)
            raise ValidationError(str(refusal)) from refusal
