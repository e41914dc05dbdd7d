"""What the marking pages post."""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import (
    Field,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, ValidationError

from quizapp.core.marks import shown, units
from quizapp.kinds.validators import Typed

LONGEST_REASON = 500  # code points
LONGEST_COMMENT = 2000
_POINTS = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,7})?|[.,][0-9]{1,7}")


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


class SeenForm(Form):  # type: ignore[misc]
    """The id of the mark that stood when the page was drawn."""

    seen = IntegerField(validators=[InputRequired(), NumberRange(min=1, max=2**53)])


class MarkForm(SeenForm):
    """A teacher's mark: points in one of three ways, and a comment.

    `given` is what was given, in units, once it is valid; `levels` the level chosen in each
    criterion. `button` says which button was pressed: right, wrong, or the points below.
    """

    button = SelectField(
        choices=["points", "right", "wrong"],
        default="points",
        invalid_choice_message="Press one of the buttons.",
    )
    comment = TextAreaField(
        "Comment for the student",
        [Typed(LONGEST_COMMENT)],
        filters=[lambda text: text.strip() if text else ""],
    )
    earlier = SelectField("Use an earlier comment", validate_choice=False)

    def validate_earlier(self, field: Field) -> None:
        """Refuse what no comment could be."""
        Typed(LONGEST_COMMENT)(self, field)

    @property
    def given(self) -> int:
        """The units of points that were decided."""
        raise NotImplementedError

    @property
    def levels(self) -> tuple[int, ...]:
        """The level chosen in each criterion, from 0; empty without a rubric."""
        return ()

    @property
    def words(self) -> str:
        """The comment that was written, else the earlier one that was chosen."""
        return self.comment.data or (self.earlier.data or "").strip()


def points_form(out_of: int) -> type[MarkForm]:
    """Return the form for an answer without a rubric, of `out_of` units."""

    class PointsForm(MarkForm):
        points = StringField(f"Points, of {shown(out_of)}", [Typed(20)])

        def validate_points(self, field: Field) -> None:
            if self.button.data != "points":
                return
            typed = (field.data or "").strip()
            if not _POINTS.fullmatch(typed):
                raise ValidationError("Type the points, such as 1 or 0.5.")
            if units(typed.replace(",", ".")) > out_of:
                raise ValidationError(f"At most {shown(out_of)}.")

        @property
        def given(self) -> int:
            if self.button.data == "points":
                return units(self.points.data.strip().replace(",", "."))
            return out_of if self.button.data == "right" else 0

    return PointsForm


def rubric_form(rubric: Sequence[Any]) -> type[MarkForm]:
    """Return the form for an answer with a rubric, of criteria as `kinds.rubric` has them."""

    class RubricForm(MarkForm):
        @property
        def criteria(self) -> list[RadioField]:
            """The fields of the criteria, in their order."""
            return [self[f"level-{number}"] for number in range(len(rubric))]

        @property
        def levels(self) -> tuple[int, ...]:
            return tuple(int(field.data) for field in self.criteria)

        @property
        def given(self) -> int:
            chosen = zip(rubric, self.levels, strict=True)
            return sum(units(one.levels[level].points) for one, level in chosen)

    for number, one in enumerate(rubric):
        choices = [
            SelectChoice(str(level), f"{shown(units(row.points))}: {row.words}")
            for level, row in enumerate(one.levels)
        ]
        field = RadioField(
            one.criterion,
            choices=choices,
            validators=[InputRequired("Choose a level here too.")],
            validate_choice=True,
        )
        setattr(RubricForm, f"level-{number}", field)
    return RubricForm
