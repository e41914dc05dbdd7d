"""Rubrics: criteria with levels, by which a person marks."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pydantic import Field, field_validator
from wtforms import FieldList, Form, FormField, StringField

from quizapp.core.marks import units
from quizapp.core.scores import number_text
from quizapp.kinds.contract import LONGEST_TEXT, Fault, Strict
from quizapp.kinds.validators import Typed

MOST_CRITERIA, MOST_LEVELS = 8, 8
LEVELS_OFFERED = 3  # in a new criterion


class Level(Strict):
    """One level of a criterion: what it earns, and what earns it."""

    points: Decimal = Field(ge=0, le=1000)
    words: str = Field(min_length=1)

    @field_validator("points")
    @classmethod
    def _points_that_add_up(cls, value: Decimal) -> Decimal:
        units(value)
        return value


class Criterion(Strict):
    """What is looked at, and its levels from nothing up."""

    criterion: str = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=2, max_length=MOST_LEVELS)


class LevelFields(Form):  # type: ignore[misc]
    """One level as an author fills it in."""

    points = StringField("Points", [Typed(20)])
    words = StringField("For", [Typed(LONGEST_TEXT)])


class CriterionFields(Form):  # type: ignore[misc]
    """One criterion as an author fills it in."""

    criterion = StringField("Criterion", [Typed(LONGEST_TEXT)])
    levels = FieldList(FormField(LevelFields), "Levels", max_entries=MOST_LEVELS)


def add_spare_levels(rows: FieldList) -> None:
    """Offer a blank level in each criterion of a form, and some in one that has none."""
    for row in rows:
        levels = row.form.levels
        blank = sum(not (level.form.points.data or level.form.words.data) for level in levels)
        wanted = max(LEVELS_OFFERED, len(levels) - blank + 1)
        while len(levels) < min(wanted, MOST_LEVELS):
            levels.append_entry()


def rubric_view(rubric: Sequence[Criterion]) -> list[dict[str, Any]]:
    """Return a rubric as pages and JSON hold it, points in words."""
    return [
        {
            "criterion": one.criterion,
            "levels": [
                {"points": number_text(level.points), "words": level.words} for level in one.levels
            ],
        }
        for one in rubric
    ]


def rubric_faults(rubric: Sequence[Criterion], out_of: int) -> list[Fault]:
    """Report levels that do not rise from nothing, and best ones that are not all the points."""
    faults = []
    for index, one in enumerate(rubric):
        for number, level in enumerate(one.levels):
            path = ("rubric", index, "levels", number, "points")
            if number == 0 and level.points:
                faults.append(Fault(path, "the first level earns 0 points"))
            elif number and level.points <= one.levels[number - 1].points:
                faults.append(Fault(path, "each level earns more than the one before"))
    best = sum(units(max(level.points for level in one.levels)) for one in rubric)
    if rubric and best != out_of:
        told = (
            f"the best levels add up to {_points(best)} points; the question has {_points(out_of)}"
        )
        faults.append(Fault(("rubric",), told))
    return faults


def _points(amount: int) -> str:
    return number_text(Decimal(amount) / units(1))
