"""The forms about what is kept of a person."""

from wtforms import BooleanField, Form, StringField
from wtforms.validators import DataRequired, InputRequired

from quizapp.kinds.validators import Typed

LONGEST_REASON = 500  # code points


class ReasonForm(Form):  # type: ignore[misc]
    """Why somebody takes away what is kept of another person."""

    reason = StringField(
        "Reason",
        [DataRequired("Write why: it is written down."), Typed(LONGEST_REASON)],
        filters=[lambda text: text.strip() if text else text],
    )


class EraseForm(Form):  # type: ignore[misc]
    """Forgetting for good, and whether what was typed goes too."""

    answers = BooleanField("Also empty what they typed as answers. Receipts then match no more.")
    sure = BooleanField(
        "I am sure. It cannot be undone.", [InputRequired("Tick this to forget the person.")]
    )
