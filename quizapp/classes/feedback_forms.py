"""Fields for what students are told of their answers, and when."""

from datetime import datetime
from typing import Any

from wtforms import Form, IntegerField, RadioField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from quizapp.core.feedback import ITEMS, PHASES, PRESETS, Rules, preset, preset_of

OWN = "own"
_NOT_LISTED = "Choose one of the list."


def _items(words: str) -> SelectMultipleField:
    return SelectMultipleField(
        words.capitalize(),
        choices=[SelectChoice(item, said) for item, said in ITEMS.items()],
        invalid_choice_message=_NOT_LISTED,
    )


class FeedbackFields(Form):  # type: ignore[misc]
    """One of the presets, or a teacher's own choice for each phase and each thing to tell.

    Set `closes_at` before it is validated: what is told after closing needs a close.
    """

    closes_at: datetime | None = None

    told = RadioField(
        "What students are told of their answers",
        choices=[
            *(SelectChoice(name, words) for name, (words, _) in PRESETS.items()),
            SelectChoice(OWN, "As I set it below"),
        ],
        default="homework",
        invalid_choice_message=_NOT_LISTED,
    )
    during, after, later, closed = (_items(words) for words in PHASES.values())
    most_tries = IntegerField(
        "Tries at each question, where it can be checked while answering",
        [Optional(), NumberRange(1, 10, "From 1 to 10.")],
        default=1,
    )

    def validate_told(self, field: RadioField) -> None:
        """Refuse to wait for the close of a quiz that has none."""
        if field.data == "test" and self.closes_at is None:
            raise ValidationError(
                "Say when the quiz closes: until then nothing is shown, and without it, never."
            )

    def rules(self) -> dict[str, list[str]]:
        """Return what was chosen, as an assignment keeps it."""
        if self.told.data != OWN:
            return preset(self.told.data)
        return {phase: list(self[phase].data or []) for phase in PHASES}

    @staticmethod
    def data_for(rules: Rules, most_tries: int) -> dict[str, Any]:
        """Return the data that shows these rules: as a preset where they are one."""
        by_phase = {phase: list(rules.get(phase, ())) for phase in PHASES}
        return {"told": preset_of(rules) or OWN, **by_phase, "most_tries": most_tries}
