"""What the taking pages post, beside the fields of each kind."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from wtforms import Form, IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange

from quizapp.kinds.validators import Typed


class StartForm(Form):  # type: ignore[misc]
    """A guest's name, or none."""

    name = StringField("Your name, if you like", [Typed(60)])


class SlotForm(Form):  # type: ignore[misc]
    """What the page knew of a slot when it was drawn: its revision and question version."""

    revision = IntegerField(validators=[InputRequired(), NumberRange(min=0, max=10**6)])
    version = IntegerField(validators=[InputRequired(), NumberRange(min=1, max=2**53)])


class SlotStateBody(BaseModel):
    """What is noted at one question, as a script puts it: all of it, each time."""

    model_config = ConfigDict(extra="forbid", strict=True)

    is_flagged: bool
    eliminated: list[str] = Field(max_length=10)


class OperationBody(BaseModel):
    """A save as a script puts it: the same fields, as JSON."""

    model_config = ConfigDict(extra="forbid", strict=True)

    op: str = Field(pattern=r"^[0-9A-Za-z-]{8,64}$")
    base_rev: int = Field(ge=0, le=10**6)
    question_version: int = Field(ge=1, le=2**53)
    value: dict[str, str | list[str]]

    def fields(self) -> list[tuple[str, Any]]:
        """Return the kind's fields as a form would have posted them."""
        return [
            (name, item)
            for name, value in self.value.items()
            for item in (value if isinstance(value, list) else [value])
        ]
