"""A number, typed in digits or in words."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, StringField

from quizapp.core.marks import Mark, award
from quizapp.core.numbers import read_number
from quizapp.kinds.contract import AnswerForm, Example, Fault, Response, Telling, one_line, tells
from quizapp.kinds.edit_form import EditForm
from quizapp.kinds.numeric_key import (
    LONGEST_UNIT,
    MOST_UNITS,
    NumericContent,
    around,
    credit_of,
    faults_of,
    tolerance_of,
    with_its_unit,
    with_unit,
    words_for,
    written,
)
from quizapp.kinds.typed import LONGEST_ANSWER, line_form
from quizapp.kinds.validators import Typed

UNREADABLE = "This could not be read as a number. Digits or words will do, such as 12 or twelve."


class NearFields(Form):  # type: ignore[misc]
    """One distance that earns a part of the points, as an author fills it in."""

    tolerance = StringField("Off by at most", [Typed(60)])
    credit = StringField("Share of points", [Typed(10)])


class NumericEditForm(EditForm):
    """What an author fills in for a number."""

    spare_rows = {**EditForm.spare_rows, "near": 1, "unit": 1}

    value = StringField("The right number", [Typed(60)])
    tolerance = StringField("It may be off by", [Typed(60)])
    percent = StringField("Or off by this many percent", [Typed(60)])
    range = FieldList(
        StringField(validators=[Typed(60)]), "Or any number from … to …", min_entries=2
    )
    near = FieldList(FormField(NearFields), "Nearly right", max_entries=5)
    unit = FieldList(StringField(validators=[Typed(LONGEST_UNIT)]), "Unit", max_entries=MOST_UNITS)
    needs_unit = BooleanField("Without its unit the number earns nothing")


class Numeric:
    """Type a number. A response is {"text": what was typed}."""

    name = "numeric"
    label = "A number"
    shuffles = False
    Content = NumericContent

    def answer_form(self, content: NumericContent, seed: int) -> type[AnswerForm]:
        """Return a form with one line to type in; words are numbers too."""
        return line_form(content.stem)

    def student_view(self, content: NumericContent, seed: int) -> dict[str, Any]:
        """Return the stem, and whether the unit is asked for."""
        how = "Give the unit too." if content.needs_unit else ""
        return {"stem": content.stem, "longest": LONGEST_ANSWER, "how": how}

    def key_view(
        self, content: NumericContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return the right number, what else is taken, and the spellings of its unit."""
        if not tells(telling, "right_answer"):
            return {"right": "", "also": "", "nearly": [], "unit": []}
        return {
            "right": self.key_text(content),
            "also": around(tolerance_of(content), content),
            "nearly": [around(Fraction(near.tolerance), content) for near in content.near],
            "unit": list(content.unit),
        }

    def mark(self, content: NumericContent, response: Response) -> Mark:
        """Return all the points for a number that is near enough, part of them for one that
        is nearly so, and none where the unit is another or is missing and needed.

        `detail` tells what was read.
        """
        if response is None:
            return Mark(0, content.out_of, "No answer was given.")
        number = read_number(response["text"], content.language, content.unit)
        if number is None:
            return Mark(0, content.out_of, UNREADABLE, detail={"number": None, "unit": ""})
        credit = credit_of(number.value, content)
        reason = words_for(credit)
        if credit:
            credit, reason = with_unit(credit, number, content)
        detail = {"number": str(number.value), "unit": number.unit}
        return Mark(award(credit, content.out_of), content.out_of, reason, detail=detail)

    def text(self, content: NumericContent, response: Response) -> str:
        """Return what was typed."""
        return one_line(response["text"]) if response else ""

    def key_text(self, content: NumericContent) -> str:
        """Return the right number, or the range, with its unit."""
        if content.range:
            low, high = (written(end, content) for end in content.range)
            return with_its_unit(f"{low} to {high}", content)
        return with_its_unit(written(content.value or Decimal(0), content), content)

    def right_response(self, content: NumericContent) -> Response:
        """Return the right number, or the lower end of the range, with its unit."""
        value = content.range[0] if content.range else content.value
        return {"text": with_its_unit(written(value or Decimal(0), content), content)}

    def check(self, content: NumericContent) -> list[Fault]:
        """Report a key that is none, tolerances that contradict, and units that cannot be read."""
        return faults_of(content)

    def edit_form(self) -> type[NumericEditForm]:
        """Return the author's form: the number or a range, and its unit."""
        return NumericEditForm

    def examples(self) -> list[Example]:
        """Return right, nearly right, wrong, blank and hostile on how high a lamp hangs."""
        content: dict[str, Any] = {
            "stem": "How high is the second lamp?",
            "value": "30",
            "tolerance": "1",
            "near": [{"tolerance": "5", "credit": "0.5"}],
            "unit": ["metres", "m"],
            "evidence": ["thirty metres above the sea"],
            "skill": "retrieve",
        }
        shares = {
            "thirty metres": Fraction(1),
            "30.9": Fraction(1),
            "26 m": Fraction(1, 2),
            "30 feet": Fraction(0),
            "very high": Fraction(0),
            "<b>30</b> \u202e\U0001f41f": Fraction(0),
        }
        range_ = {
            "stem": "How many people live there?",
            "range": ["1999999.5", "2500000"],
            "needs_unit": True,
            "unit": ["people"],
            "evidence": ["two million people"],
            "skill": "retrieve",
            "points": "0.1",
        }
        range_shares = {"2 million people": 1, "2 000 000.5 People": 1, "2000000": 0}
        return [
            Example(content, None, Fraction(0)),
            *(Example(content, {"text": typed}, share) for typed, share in shares.items()),
            *(
                Example(range_, {"text": typed}, Fraction(share))
                for typed, share in range_shares.items()
            ),
        ]
