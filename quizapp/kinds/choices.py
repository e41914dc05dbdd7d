"""Several answers out of several options."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

from pydantic import Field
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice

from quizapp.core.marks import SCHEMES, Mark, award
from quizapp.kinds.contract import (
    LONGEST_TEXT,
    AnswerForm,
    Content,
    Example,
    Fault,
    Response,
    Telling,
    one_line,
)
from quizapp.kinds.edit_form import EditForm, chosen_from
from quizapp.kinds.options import LETTERS, AnyOption, alike, shown, shown_order, told
from quizapp.kinds.validators import Typed

SchemeName = Literal["all_or_nothing", "net_correct", "coverage", "each_option"]
OFFERED = ("net_correct", "all_or_nothing", "coverage", "each_option")


class ChoicesContent(Content):
    """A stem with two to ten options, one or more of them right. Their order is the author's.

    That no option is wrong is taken for a slip, unless `all_right` says that it is meant.
    """

    options: tuple[AnyOption, ...] = Field(min_length=2, max_length=len(LETTERS))
    scheme: SchemeName = "net_correct"
    shuffle: bool = True
    all_right: bool = False


class TickFields(Form):  # type: ignore[misc]
    """One option as an author fills it in."""

    text = StringField("Option", [Typed(LONGEST_TEXT)])
    key = BooleanField("This is a right one")
    feedback = StringField("A word to whoever ticks it", [Typed(LONGEST_TEXT)])
    pinned = BooleanField("Keeps its place")


class ChoicesEditForm(EditForm):
    """What an author fills in for several answers."""

    spare_rows = {**EditForm.spare_rows, "options": 2}

    options = FieldList(FormField(TickFields), "Options", max_entries=len(LETTERS))
    scheme = RadioField(
        "How it is marked",
        choices=chosen_from(
            [(name, f"{SCHEMES[name].label}: {SCHEMES[name].words}") for name in OFFERED]
        ),
        default=OFFERED[0],
    )
    shuffle = BooleanField("Show the options in another order to each student", default=True)
    all_right = BooleanField("It is meant that no option is wrong")


class Choices:
    """Tick some. A response is {"options": indexes in the author's order, sorted}."""

    name = "choices"
    label = "Several answers"
    shuffles = True
    Content = ChoicesContent

    def answer_form(self, content: ChoicesContent, seed: int) -> type[AnswerForm]:
        """Return a form of boxes named by shown letter, so that a value tells nothing."""
        order = _order(content, seed)
        letters = LETTERS[: len(order)]

        class ChoicesForm(AnswerForm):
            ticked = SelectMultipleField(
                content.stem,
                choices=[
                    SelectChoice(letter, content.options[index].text)
                    for letter, index in zip(letters, order, strict=True)
                ],
            )

            def response(self) -> Response:
                indexes = {order[letters.index(letter)] for letter in self.ticked.data or []}
                return {"options": sorted(indexes)} if indexes else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                indexes = response["options"] if response else []
                return {"ticked": sorted(letters[order.index(index)] for index in indexes)}

        return ChoicesForm

    def student_view(self, content: ChoicesContent, seed: int) -> dict[str, Any]:
        """Return the stem, how it is marked, and the options' texts in shown order."""
        return {
            "stem": content.stem,
            "how": SCHEMES[content.scheme].words,
            "options": shown(content.options, _order(content, seed)),
        }

    def key_view(
        self, content: ChoicesContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return each option in shown order with its index, whether right, and its feedback."""
        own = telling.response["options"] if telling and telling.response else []
        return {"options": told(content.options, _order(content, seed), own, telling)}

    def mark(self, content: ChoicesContent, response: Response) -> Mark:
        """Return what the scheme makes of the options ticked."""
        if response is None:
            return Mark(0, content.out_of, "Nothing was ticked.")
        ticked, key = set(response["options"]), set(_key(content))
        share = SCHEMES[content.scheme].share(ticked, key, len(content.options))
        reason = _reason(len(ticked & key), len(key), len(ticked - key))
        return Mark(award(Fraction(share), content.out_of), content.out_of, reason)

    def text(self, content: ChoicesContent, response: Response) -> str:
        """Return the texts of the options ticked, in the author's order."""
        return _joined(content, response["options"]) if response else ""

    def key_text(self, content: ChoicesContent) -> str:
        """Return the texts of the right options."""
        return _joined(content, _key(content))

    def right_response(self, content: ChoicesContent) -> Response:
        """Return a tick at each right option."""
        return {"options": _key(content)}

    def check(self, content: ChoicesContent) -> list[Fault]:
        """Report that nothing is right, that nothing is wrong, and options that read alike."""
        faults = []
        keys = len(_key(content))
        if keys == 0:
            faults.append(Fault(("options",), "no option is marked `key: true`"))
        elif keys == len(content.options) and not content.all_right:
            wrong = "every option is marked `key: true`; `all_right: true` says that it is meant"
            faults.append(Fault(("options",), wrong))
        return [*faults, *alike(content.options)]

    def edit_form(self) -> type[ChoicesEditForm]:
        """Return the author's form: the stem, up to ten options, and how they are marked."""
        return ChoicesEditForm

    def examples(self) -> list[Example]:
        """Return right, partly, wrong and blank under each scheme, shuffled or not."""
        content: dict[str, Any] = {
            "stem": "Which of these did the guild pay for?",
            "options": [
                {"text": "The stone", "key": True},
                {"text": "The second lamp", "key": True, "feedback": "It paid for both lamps."},
                {"text": "The <keeper> & his “boat”", "feedback": "The town paid him."},
                {"text": "\u202e\U0001f41f שלום"},
                {"text": "All of these", "pinned": True},
            ],
            "evidence": ["the guild paid for every stone"],
            "skill": "retrieve",
            "points": "2",
        }
        strict, cover, each = (
            {**content, "scheme": scheme, "shuffle": False}
            for scheme in ("all_or_nothing", "coverage", "each_option")
        )
        every = {**content, "all_right": True, "options": content["options"][:2]}
        return [
            Example(content, None, Fraction(0)),
            Example(content, {"options": [0, 1]}, Fraction(1)),
            Example(content, {"options": [0]}, Fraction(1, 2)),
            Example(content, {"options": [0, 1, 2]}, Fraction(1, 2)),
            Example(content, {"options": [0, 2, 3]}, Fraction(0)),
            Example(strict, {"options": [0]}, Fraction(0)),
            Example(cover, {"options": [0, 1, 4]}, Fraction(2, 3)),
            Example(each, {"options": [3]}, Fraction(2, 5)),
            Example(every, {"options": [0, 1]}, Fraction(1)),
        ]


def _order(content: ChoicesContent, seed: int) -> list[int]:
    """Return the author's indexes in shown order."""
    if not content.shuffle:
        return list(range(len(content.options)))
    return shown_order(content.options, seed, content.stem)


def _key(content: ChoicesContent) -> list[int]:
    return [index for index, option in enumerate(content.options) if option.key]


def _joined(content: ChoicesContent, indexes: Sequence[int]) -> str:
    return "; ".join(one_line(content.options[index].text) for index in indexes)


def _reason(right: int, needed: int, wrong: int) -> str:
    """Return what was ticked, in words."""
    if right == needed and not wrong:
        return "These are the right ones."
    return f"Right ones ticked: {right} of {needed}. Wrong ones ticked: {wrong}."
