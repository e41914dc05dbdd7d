"""What the pages of questions post, beside the fields of each kind."""

from wtforms import Form, IntegerField
from wtforms.validators import InputRequired, NumberRange


class SeenForm(Form):  # type: ignore[misc]
    """The id of the version that the page was drawn with."""

    seen = IntegerField(validators=[InputRequired(), NumberRange(min=1, max=2**53)])
