"""Fields for when a quiz is open, how long it may take, and what is granted on top."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import BooleanField, DateTimeLocalField, Form, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from quizapp.core import timing
from quizapp.kinds.validators import Typed

_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
FIRST_YEAR, LAST_YEAR = 2000, 2100
_NOT_LISTED = "Choose one of the list."


class MomentField(DateTimeLocalField):  # type: ignore[misc]
    """A day and a time as the clocks of a class show it; `instant` is it in UTC, or None."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, [Optional()], format=_FORMATS, **options)
        self.instant: datetime | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it, or say how it is written."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
            raise ValueError("Write it as 2026-11-30 09:15.") from None
        # Further off a calendar has no room for a class's zone; it is a slip of the finger.
        if self.data is not None and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            raise ValueError(f"Choose a year from {FIRST_YEAR} to {LAST_YEAR}.")


class TimedForm(Form):  # type: ignore[misc]
    """A form with moments of a zone: say `in_zone` before it is validated."""

    zone = "UTC"

    def in_zone(self, zone: str) -> Any:
        """Read and show its moments by the clocks of this zone; return the form."""
        self.zone = zone
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Is everything filled in as it can be, and does each moment exist once?"""
        is_valid: bool = super().validate(extra_validators)
        # Each one is looked at, so that every fault is told at once.
        found = [self._exists(field) for field in self if isinstance(field, MomentField)]
        return all(found) and is_valid

    def _exists(self, field: MomentField) -> bool:
        field.instant = None
        if field.data is None:
            return not field.errors
        try:
            field.instant = timing.instant(field.data, self.zone)
        except timing.MissingTime:
            words = "That night the clocks go forward over this time. Choose another."
        except timing.RepeatedTime:
            words = "That night the clocks go back and this time comes twice. Choose another."
        else:
            return True
        field.errors = [*field.errors, words]
        return False


def _after_opening(form: Form, field: MomentField) -> None:
    if field.data and form.opens_at.data and field.data <= form.opens_at.data:
        raise ValidationError("It must close after it opens.")


class TimeFields(TimedForm):
    """When a quiz is open, how long it may take, and how often."""

    opens_at = MomentField("Opens")
    closes_at = MomentField("Closes")
    limit_minutes = IntegerField(
        "Time limit in minutes",
        [Optional(), NumberRange(1, 10080, "From 1 minute to a week (10080 minutes).")],
    )
    cuts_at_close = BooleanField("When it closes it ends for everybody, also who began late")
    most_attempts = IntegerField(
        "Attempts", [Optional(), NumberRange(1, 1000, "From 1 to 1000, or nothing for no limit.")]
    )

    def validate_closes_at(self, field: MomentField) -> None:
        """Refuse a window that closes before it opens."""
        _after_opening(self, field)

    def timing(self) -> dict[str, Any]:
        """Return what was filled in, by the names that an assignment has for it."""
        return {
            "opens_at": self.opens_at.instant,
            "closes_at": self.closes_at.instant,
            "limit_minutes": self.limit_minutes.data,
            "cuts_at_close": self.cuts_at_close.data,
            "most_attempts": self.most_attempts.data,
        }

    @staticmethod
    def data_for(timing: dict[str, Any], zone: str) -> dict[str, Any]:
        """Return the data that shows this, its moments by the clocks of a zone."""
        return {
            name: value.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            if isinstance(value, datetime)
            else value
            for name, value in timing.items()
        }


class ExtensionForm(TimedForm):
    """What one student, or the whole class, is granted for a quiz. The view fills in who."""

    student = SelectField("For", coerce=int, invalid_choice_message=_NOT_LISTED)
    time_percent = SelectField(
        "Time",
        coerce=int,
        choices=[
            SelectChoice(0, "As everywhere"),
            SelectChoice(125, "A quarter more (125 %)"),
            SelectChoice(150, "Half as much again (150 %)"),
            SelectChoice(200, "Twice as much (200 %)"),
        ],
        default=0,
        invalid_choice_message=_NOT_LISTED,
    )
    extra_minutes = IntegerField(
        "Minutes more", [Optional(), NumberRange(0, 10080, "From 0 to 10080 minutes.")]
    )
    extra_attempts = IntegerField(
        "Attempts more", [Optional(), NumberRange(0, 1000, "From 0 to 1000 attempts.")]
    )
    opens_at = MomentField("Opens, instead")
    closes_at = MomentField("Closes, instead")
    reason = StringField("Reason", [DataRequired("Say why, in a few words."), Typed(200)])

    def validate_closes_at(self, field: MomentField) -> None:
        """Refuse a window that closes before it opens."""
        _after_opening(self, field)
