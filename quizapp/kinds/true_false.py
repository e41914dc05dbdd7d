"""Is this statement true, false, or not said in the passage?"""

from fractions import Fraction
from typing import Any, Literal

from pydantic import field_validator
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from quizapp.core.marks import Mark, award
from quizapp.kinds.contract import AnswerForm, Content, Example, Fault, Response, Telling, tells
from quizapp.kinds.edit_form import EditForm, chosen_from

Answer = Literal["true", "false", "not_said"]
WORDS: dict[str, str] = {
    "true": "True",
    "false": "False",
    "not_said": "The passage does not say",
}


class TrueFalseContent(Content):
    """A statement, whether it is true, and whether "the passage does not say" is offered."""

    key: Answer
    offer_not_said: bool = False

    @field_validator("key", mode="before")
    @classmethod
    def _yaml_truth(cls, value: Any) -> Any:
        """YAML reads a bare true or false as a truth value."""
        return str(value).lower() if isinstance(value, bool) else value


class TrueFalseEditForm(EditForm):
    """What an author fills in for a statement."""

    key = RadioField("The statement is", [Optional()], choices=chosen_from(list(WORDS.items())))
    offer_not_said = BooleanField("Offer “The passage does not say” too")


class TrueFalse:
    """Judge a statement. A response is {"answer": "true", "false" or "not_said"}."""

    name = "true_false"
    label = "True or false"
    shuffles = False
    Content = TrueFalseContent

    def answer_form(self, content: TrueFalseContent, seed: int) -> type[AnswerForm]:
        """Return a form of two or three radio buttons, always in the same order."""

        class TrueFalseForm(AnswerForm):
            answer = RadioField(
                content.stem,
                choices=[SelectChoice(*answer) for answer in _answers(content)],
                # Blanks alone are no way of leaving it out: no browser sends them.
                validators=[Optional(strip_whitespace=False)],
            )

            def response(self) -> Response:
                return {"answer": self.answer.data} if self.answer.data else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                return {"answer": response["answer"] if response else None}

        return TrueFalseForm

    def student_view(self, content: TrueFalseContent, seed: int) -> dict[str, Any]:
        """Return the statement and the answers on offer."""
        return {"stem": content.stem, "answers": _answers(content)}

    def key_view(
        self, content: TrueFalseContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return the right answer."""
        if not tells(telling, "right_answer"):
            return {"answer": "", "words": ""}
        return {"answer": content.key, "words": WORDS[content.key]}

    def mark(self, content: TrueFalseContent, response: Response) -> Mark:
        """Return all the points for the right answer, none for another or a blank."""
        if response is None:
            return Mark(0, content.out_of, "No answer was given.")
        is_right = response["answer"] == content.key
        reason = f"{'Yes' if is_right else 'No'}: the answer is “{WORDS[content.key]}”."
        return Mark(award(Fraction(int(is_right)), content.out_of), content.out_of, reason)

    def text(self, content: TrueFalseContent, response: Response) -> str:
        """Return the answer picked, in words."""
        return WORDS[response["answer"]] if response else ""

    def key_text(self, content: TrueFalseContent) -> str:
        """Return the right answer, in words."""
        return WORDS[content.key]

    def right_response(self, content: TrueFalseContent) -> Response:
        """Return the right answer."""
        return {"answer": content.key}

    def check(self, content: TrueFalseContent) -> list[Fault]:
        """Report a key that is not on offer."""
        if content.key == "not_said" and not content.offer_not_said:
            return [Fault(("key",), "the key is `not_said`, so `offer_not_said: true` is needed")]
        return []

    def edit_form(self) -> type[TrueFalseEditForm]:
        """Return the author's form: the statement and what it is."""
        return TrueFalseEditForm

    def examples(self) -> list[Example]:
        """Return right, wrong and blank on a statement about a lamp."""
        content: dict[str, Any] = {
            "stem": "The keeper liked the second lamp.",
            "key": "not_said",
            "offer_not_said": True,
            "evidence": ["the keeper lit both lamps every night"],
            "skill": "evaluate",
        }
        plain = {**content, "key": True, "offer_not_said": False}
        return [
            Example(content, None, Fraction(0)),
            Example(content, {"answer": "not_said"}, Fraction(1)),
            Example(content, {"answer": "true"}, Fraction(0)),
            Example(content, {"answer": "false"}, Fraction(0)),
            Example(plain, {"answer": "true"}, Fraction(1)),
            Example(plain, {"answer": "false"}, Fraction(0)),
        ]


def _answers(content: TrueFalseContent) -> list[tuple[str, str]]:
    return [(word, WORDS[word]) for word in WORDS if word != "not_said" or content.offer_not_said]
