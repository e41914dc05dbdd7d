"""What the marking pages post."""

from wtforms import Form, SelectMultipleField, StringField
from wtforms.validators import DataRequired

from quizapp.kinds.validators import Typed

LONGEST_REASON = 500  # code points


class RemarkForm(Form):  # type: ignore[misc]
    """Why it is marked again, what was looked at, and the teachers' marks that go."""

    reason = StringField(
        "Why it is marked again",
        [DataRequired("Write why: it is kept with the marks."), Typed(LONGEST_REASON)],
        filters=[lambda text: " ".join(text.split()) if text else text],
    )
    seen = StringField(validators=[Typed(64)])
    overrule = SelectMultipleField("Marks by hand that go", coerce=int, validate_choice=False)

    def overruled(self) -> frozenset[int]:
        """Return the ids of the teachers' marks that were ticked."""
        return frozenset(self.overrule.data or ())
