"""Forms of the reader's settings, of a word that is explained, and of a note."""

from pydantic import BaseModel, ConfigDict, Field, field_validator
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice

from quizapp.core.languages import LANGUAGES
from quizapp.core.notes import STYLES
from quizapp.core.reader_settings import CHOICES
from quizapp.core.text import check_typed
from quizapp.kinds.validators import Typed


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
    ruler = _choice("ruler", "Ruler")
    motion = _choice("motion", "Movement")
    shortcuts = _choice("shortcuts", "Keyboard shortcuts")


class Said(Typed):
    """Typed, and not only blanks."""

    def __call__(self, form: Form, field: StringField) -> None:
        """Raise ValidationError with words for the person at the form."""
        super().__call__(form, field)
        if not (field.data or "").strip():
            raise ValidationError("Please fill this in.")


class WordForm(Form):  # type: ignore[misc]
    """A word of an article, what it means, and how another language says it."""

    word = StringField("Word", [Said(80)])
    meaning = StringField("What it means", [Said(500)])
    translation = StringField("In another language", [Typed(200)])
    language = SelectField(
        "Which language",
        choices=[
            SelectChoice("", "None"),
            *map(SelectChoice, *zip(*LANGUAGES.items(), strict=True)),
        ],
    )

    def validate_language(self, field: SelectField) -> None:
        """Ask for the language of a translation: a screen reader speaks it by that."""
        if (self.translation.data or "").strip() and not field.data:
            raise ValidationError("Please say which language it is.")


LONGEST_NOTE = 2000


class NoteForm(Form):  # type: ignore[misc]
    """How a place is marked, and what is noted there."""

    style = RadioField(
        "Mark it as",
        choices=[SelectChoice(*style) for style in STYLES.items()],
        default="important",
    )
    note = TextAreaField("Note", [Typed(LONGEST_NOTE)])


class MarkForm(NoteForm):
    """A place, told by its words."""

    quote = StringField("Words of the text", [Said(1000)])


class MarkBody(BaseModel):
    """A place as a script puts it: in code points, with what stands there."""

    model_config = ConfigDict(extra="forbid", strict=True)

    start: int = Field(ge=0, le=2**53)
    end: int = Field(ge=1, le=2**53)
    quote: str = Field(min_length=1)
    style: str
    note: str = ""

    @field_validator("style")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value not in STYLES:
            raise ValueError("there is no such style")
        return value

    @field_validator("note")
    @classmethod
    def _is_typed(cls, value: str) -> str:
        # RefusedText is a ValueError, which is what pydantic takes.
        check_typed(value, LONGEST_NOTE)
        return value
