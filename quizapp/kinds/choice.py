"""One answer out of several options."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import Field
from wtforms import BooleanField, FieldList, Form, FormField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from quizapp.core.marks import Mark, award
from quizapp.kinds.contract import (
    LONGEST_TEXT,
    AnswerForm,
    Content,
    Example,
    Fault,
    Response,
    Share,
    Telling,
    one_line,
)
from quizapp.kinds.edit_form import EditForm
from quizapp.kinds.options import LETTERS, AnyOption, alike, shown, shown_order, told
from quizapp.kinds.validators import Typed


class Option(AnyOption):
    """An option; `credit` is the share of the points that one which is not the key earns."""

    credit: Share = Decimal(0)


class ChoiceContent(Content):
    """A stem with two to ten options, one of them right. Their order is the author's."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=len(LETTERS))
    shuffle: bool = True


class OptionFields(Form):  # type: ignore[misc]
    """One option as an author fills it in."""

    text = StringField("Option", [Typed(LONGEST_TEXT)])
    key = BooleanField("This is the right one")
    feedback = StringField("A word to whoever picks it", [Typed(LONGEST_TEXT)])
    credit = StringField("Share of the points", [Typed(10)])
    pinned = BooleanField("Keeps its place")


class ChoiceEditForm(EditForm):
    """What an author fills in for one answer out of several."""

    spare_rows = {**EditForm.spare_rows, "options": 2}

    options = FieldList(FormField(OptionFields), "Options", max_entries=len(LETTERS))
    shuffle = BooleanField("Show the options in another order to each student", default=True)


class Choice:
    """Pick one. A response is {"option": index in the author's order}."""

    name = "choice"
    label = "One answer"
    shuffles = True
    Content = ChoiceContent

    def answer_form(self, content: ChoiceContent, seed: int) -> type[AnswerForm]:
        """Return a form of radio buttons named by shown letter, so that a value tells nothing."""
        order = _order(content, seed)
        letters = LETTERS[: len(order)]

        class ChoiceForm(AnswerForm):
            choice = RadioField(
                content.stem,
                choices=[
                    SelectChoice(letter, content.options[index].text)
                    for letter, index in zip(letters, order, strict=True)
                ],
                # Blanks alone are no way of leaving it out: no browser sends them.
                validators=[Optional(strip_whitespace=False)],
            )

            def response(self) -> Response:
                picked = self.choice.data
                return {"option": order[letters.index(picked)]} if picked else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                return {"choice": letters[order.index(response["option"])] if response else None}

        return ChoiceForm

    def student_view(self, content: ChoiceContent, seed: int) -> dict[str, Any]:
        """Return the stem and the options' texts in shown order."""
        order = _order(content, seed)
        return {"stem": content.stem, "options": shown(content.options, order)}

    def key_view(
        self, content: ChoiceContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return each option in shown order with its index, whether right, and its feedback."""
        own = [telling.response["option"]] if telling and telling.response else []
        return {"options": told(content.options, _order(content, seed), own, telling)}

    def mark(self, content: ChoiceContent, response: Response) -> Mark:
        """Return all the points for the right option, none for another or a blank."""
        if response is None:
            return Mark(0, content.out_of, "No answer was given.")
        option = content.options[response["option"]]
        share = Fraction(1) if option.key else Fraction(option.credit)
        reason = "This is the right option." if option.key else "Another option is right."
        if share and not option.key:
            reason = "Another option is right; this one earns part of the points."
        return Mark(award(share, content.out_of), content.out_of, reason)

    def text(self, content: ChoiceContent, response: Response) -> str:
        """Return the text of the option picked."""
        return one_line(content.options[response["option"]].text) if response else ""

    def key_text(self, content: ChoiceContent) -> str:
        """Return the text of the right option."""
        return one_line(next(option.text for option in content.options if option.key))

    def right_response(self, content: ChoiceContent) -> Response:
        """Return the pick of the right option."""
        return {"option": next(n for n, option in enumerate(content.options) if option.key)}

    def check(self, content: ChoiceContent) -> list[Fault]:
        """Report a missing or second key, a credit that is none, and options that read alike."""
        faults = [
            Fault(("options", index, "credit"), "only a part of the points can be a credit")
            for index, option in enumerate(content.options)
            if option.credit == 1 or (option.key and option.credit)
        ]
        keys = sum(option.key for option in content.options)
        if keys == 0:
            faults.append(Fault(("options",), "no option is marked `key: true`"))
        elif keys > 1:
            wrong = f"{keys} options are marked `key: true`; this kind takes one"
            faults.append(Fault(("options",), wrong))
        return [*faults, *alike(content.options)]

    def edit_form(self) -> type[ChoiceEditForm]:
        """Return the author's form: the stem, up to ten options, and which of them is right."""
        return ChoiceEditForm

    def examples(self) -> list[Example]:
        """Return right, partly, wrong and blank on a question about a lamp, shuffled or not."""
        content: dict[str, Any] = {
            "stem": "Why was the second lamp built?",
            "options": [
                {"text": "The first could not be seen in fog", "key": True},
                {"text": "The harbour had grown", "feedback": "That came later."},
                {"text": "The <guild> & its “friends” wanted two"},
            ],
            "evidence": ["in fog the first lamp was no more than a smudge"],
            "skill": "infer",
        }
        shares = {0: Fraction(1), 1: Fraction(0), 2: Fraction(0)}
        pinned = {
            **content,
            "points": "0.1",
            "options": [
                {"text": "Fog", "credit": "0.25"},
                {"text": "The guild", "credit": "0.3333333"},
                {"text": "\u202e\U0001f41f שלום"},
                {"text": "Both fog and the guild", "key": True, "pinned": True},
            ],
        }
        return [
            Example(content, None, Fraction(0)),
            *(Example(content, {"option": index}, share) for index, share in shares.items()),
            Example(pinned, {"option": 0}, Fraction(1, 4)),
            Example(pinned, {"option": 1}, Fraction(3333333, 10**7)),
            Example({**pinned, "shuffle": False}, {"option": 3}, Fraction(1)),
        ]


def _order(content: ChoiceContent, seed: int) -> list[int]:
    """Return the author's indexes in shown order."""
    if not content.shuffle:
        return list(range(len(content.options)))
    return shown_order(content.options, seed, content.stem)
