"""The form of the reader's settings."""

from wtforms import Form, RadioField
from wtforms.fields.choices import SelectChoice

from quizapp.core.reader_settings import CHOICES


def _choice(name: str, label: str) -> RadioField:
    """Return the field of a setting; without a value of ours it is refused."""
    choices = [SelectChoice(value, words) for value, words in CHOICES[name].items()]
    return RadioField(label, choices=choices)


class SettingsForm(Form):  # type: ignore[misc]
    """How the text is set."""

    size = _choice("size", "Size of the letters")
    spacing = _choice("spacing", "Space between lines and words")
    font = _choice("font", "Font")
    theme = _choice("theme", "Colours")
    lines = _choice("lines", "Line numbers")
