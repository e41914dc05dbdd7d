"""A word or a phrase, typed."""

from fractions import Fraction
from typing import Any

from pydantic import Field
from wtforms import FieldList, StringField

from quizapp.core.marks import Mark, award
from quizapp.core.matching import is_same, normalise
from quizapp.kinds.contract import AnswerForm, Content, Example, Fault, Response, one_line
from quizapp.kinds.edit_form import EditForm
from quizapp.kinds.validators import Typed

LONGEST_ANSWER = 500  # code points; a short answer is a phrase


class ShortAnswerContent(Content):
    """A stem and the answers accepted; the first one is shown as the right answer."""

    accept: tuple[str, ...] = Field(min_length=1, max_length=100)


class ShortAnswerEditForm(EditForm):
    """What an author fills in for a short answer."""

    spare_rows = {**EditForm.spare_rows, "accept": 2}

    accept = FieldList(StringField(validators=[Typed(LONGEST_ANSWER)]), "Accepted answers")


class ShortAnswer:
    """Type a few words. A response is {"text": what was typed}."""

    name = "short_answer"
    label = "Short answer"
    shuffles = False
    Content = ShortAnswerContent

    def answer_form(self, content: ShortAnswerContent, seed: int) -> type[AnswerForm]:
        """Return a form with one line to type in."""

        class ShortAnswerForm(AnswerForm):
            text = StringField(content.stem, validators=[Typed(LONGEST_ANSWER)])

            def response(self) -> Response:
                typed = self.text.data or ""
                return {"text": typed} if typed.strip() else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                return {"text": response["text"] if response else ""}

        return ShortAnswerForm

    def student_view(self, content: ShortAnswerContent, seed: int) -> dict[str, Any]:
        """Return the stem."""
        return {"stem": content.stem, "longest": LONGEST_ANSWER}

    def key_view(self, content: ShortAnswerContent, seed: int) -> dict[str, Any]:
        """Return every accepted answer."""
        return {"accept": list(content.accept)}

    def mark(self, content: ShortAnswerContent, response: Response) -> Mark:
        """Return all the points for an accepted answer, whatever its case and articles."""
        if response is None:
            return Mark(0, content.out_of, "No answer was given.")
        is_accepted = any(is_same(response["text"], key) for key in content.accept)
        reason = "This is an accepted answer." if is_accepted else "This is not an accepted answer."
        return Mark(award(Fraction(int(is_accepted)), content.out_of), content.out_of, reason)

    def text(self, content: ShortAnswerContent, response: Response) -> str:
        """Return what was typed."""
        return one_line(response["text"]) if response else ""

    def key_text(self, content: ShortAnswerContent) -> str:
        """Return the first accepted answer."""
        return one_line(content.accept[0])

    def right_response(self, content: ShortAnswerContent) -> Response:
        """Return the first accepted answer, typed."""
        return {"text": content.accept[0]}

    def check(self, content: ShortAnswerContent) -> list[Fault]:
        """Report accepted answers that nobody could type or that stand twice."""
        faults = []
        seen: dict[str, str] = {}
        for index, key in enumerate(content.accept):
            path = ("accept", index)
            plain = normalise(key)
            if not plain:
                faults.append(Fault(path, f"“{key}” holds no word or number to be typed"))
            elif plain in seen:
                wrong = f"two accepted answers are alike: “{seen[plain]}” and “{key}”"
                faults.append(Fault(path, wrong))
            seen[plain] = key
        return faults

    def edit_form(self) -> type[ShortAnswerEditForm]:
        """Return the author's form: the stem and the answers that are accepted."""
        return ShortAnswerEditForm

    def examples(self) -> list[Example]:
        """Return right, wrong, blank and hostile on a question about a guild."""
        content: dict[str, Any] = {
            "stem": "Who paid for it?",
            "accept": ["the fishing guild", "2.5 guilds"],
            "evidence": ["the guild paid for every stone"],
            "skill": "retrieve",
            "points": "0.5",
        }
        shares = {
            "A Fishing  GUILD.": 1,
            "fi\u0301shing guild": 1,
            "25 guilds": 0,
            "not the fishing guild": 0,
            "<b>guild</b>": 0,
            "\u202e\U0001f41f": 0,
        }
        return [Example(content, None, Fraction(0))] + [
            Example(content, {"text": typed}, Fraction(share)) for typed, share in shares.items()
        ]
