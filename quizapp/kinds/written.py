"""A paragraph, marked by a person."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import Field
from wtforms import BooleanField, FieldList, FormField, StringField, TextAreaField

from quizapp.core.marks import Mark
from quizapp.core.quoted import count_words, quoted
from quizapp.kinds.contract import (
    LONGEST_TEXT,
    AnswerForm,
    Content,
    Example,
    Fault,
    Response,
    Telling,
    one_line,
    tells,
)
from quizapp.kinds.edit_form import EditForm
from quizapp.kinds.rubric import (
    MOST_CRITERIA,
    Criterion,
    CriterionFields,
    add_spare_levels,
    rubric_faults,
    rubric_view,
)
from quizapp.kinds.validators import Typed

LONGEST_ANSWER = 20_000  # code points
WORDS_A_LINE = 8  # written by hand
LINES = (6, 30)  # to write on, at least and at most

EXAMPLE_RUBRIC = [
    {
        "criterion": "Gives a reason from the text",
        "levels": [
            {"points": 0, "words": "No reason"},
            {"points": "0.5", "words": "A reason that is not in the text"},
            {"points": 1, "words": "A <reason> that is"},
        ],
    },
    {
        "criterion": "Answers the question",
        "levels": [
            {"points": 0, "words": "Does not"},
            {"points": 1, "words": "Says \u202eyes or \U0001f41f no"},
        ],
    },
]


class WrittenContent(Content):
    """A stem, advice on the length (0: none), and what helps the person who marks.

    The rubric is told to the student before, unless `show_rubric` is false; the model answer
    only in review.
    """

    min_words: int = Field(0, ge=0, le=3000)
    max_words: int = Field(0, ge=0, le=3000)
    model_answer: str = ""
    rubric: tuple[Criterion, ...] = Field((), max_length=MOST_CRITERIA)
    show_rubric: bool = True


class WrittenEditForm(EditForm):
    """What an author fills in for a paragraph."""

    spare_rows = {**EditForm.spare_rows, "rubric": 1}

    min_words = StringField("Words at least", [Typed(10)])
    max_words = StringField("Words at most", [Typed(10)])
    model_answer = TextAreaField("A model answer, shown in review", [Typed(LONGEST_TEXT)])
    rubric = FieldList(FormField(CriterionFields), "Rubric", max_entries=MOST_CRITERIA)
    show_rubric = BooleanField("Show the rubric to students before they write", default=True)

    def add_spare_rows(self) -> None:
        """Offer a blank criterion, and a blank level in each."""
        super().add_spare_rows()
        add_spare_levels(self.rubric)


class Written:
    """Write. A response is {"text": what was written, with its line ends}."""

    name = "written"
    label = "A paragraph"
    shuffles = False
    Content = WrittenContent

    def answer_form(self, content: WrittenContent, seed: int) -> type[AnswerForm]:
        """Return a form with room for a paragraph."""

        class WrittenForm(AnswerForm):
            text = TextAreaField(
                content.stem, validators=[Typed(LONGEST_ANSWER)], filters=[_plain_line_ends]
            )

            @property
            def words(self) -> int:
                """How many words were written."""
                return count_words(self.text.data or "")

            def response(self) -> Response:
                typed = self.text.data or ""
                return {"text": typed} if typed.strip() else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                return {"text": response["text"] if response else ""}

        return WrittenForm

    def student_view(self, content: WrittenContent, seed: int) -> dict[str, Any]:
        """Return the stem, the advice, the rubric if it is told before, and room on paper."""
        wanted = content.max_words or content.min_words * 3 // 2 or 100
        return {
            "stem": content.stem,
            "how": f"{_advice(content)} Your teacher marks this.".lstrip(),
            "rubric": rubric_view(content.rubric) if content.show_rubric else [],
            "lines": min(max(wanted // WORDS_A_LINE, LINES[0]), LINES[1]),
        }

    def key_view(
        self, content: WrittenContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return the model answer and the rubric; one that was shown before stays."""
        if not tells(telling, "right_answer"):
            shown = content.rubric if content.show_rubric else ()
            return {"model_answer": "", "rubric": rubric_view(shown)}
        return {"model_answer": content.model_answer, "rubric": rubric_view(content.rubric)}

    def mark(self, content: WrittenContent, response: Response) -> Mark:
        """Return no points yet, for a person decides; a blank earns nothing.

        `detail` is for that person: the number of words, and what is quoted of the passage.
        """
        if response is None:
            return Mark(0, content.out_of, "No answer was given.")
        detail = {
            "words": count_words(response["text"]),
            "quotes": [list(place) for place in quoted(response["text"], content.sentences)],
        }
        return Mark(None, content.out_of, "Waiting for your teacher.", detail=detail)

    def text(self, content: WrittenContent, response: Response) -> str:
        """Return what was written, on one line."""
        return one_line(response["text"]) if response else ""

    def key_text(self, content: WrittenContent) -> str:
        """Return the model answer, or who marks."""
        return one_line(content.model_answer) or "A teacher marks this."

    def right_response(self, content: WrittenContent) -> Response:
        """Return None: only a person can say."""
        return None

    def check(self, content: WrittenContent) -> list[Fault]:
        """Report advice that nobody can follow, and a rubric that does not add up."""
        faults = rubric_faults(content.rubric, content.out_of)
        if 0 < content.max_words < content.min_words:
            told = f"at most {content.max_words} words is less than at least {content.min_words}"
            faults.append(Fault(("max_words",), told))
        return faults

    def edit_form(self) -> type[WrittenEditForm]:
        """Return the author's form: the stem, the length, a model answer and a rubric."""
        return WrittenEditForm

    def examples(self) -> list[Example]:
        """Return paragraphs that wait for a person, long and hostile ones too, and a blank."""
        content: dict[str, Any] = {
            "stem": "Was the guild generous? Say why.",
            "min_words": 20,
            "max_words": 60,
            "model_answer": "Yes: it paid for every stone\nand asked for nothing.",
            "rubric": EXAMPLE_RUBRIC,
            "show_rubric": False,
            "evidence": ["the guild paid for every stone"],
            "sentences": [[0, 46, "In the end, the guild paid for every stone. It"]],
            "skill": "evaluate",
            "points": 2,
        }
        plain = {
            **content,
            "rubric": [],
            "model_answer": "",
            "min_words": 0,
            "max_words": 0,
            "points": Decimal("0.5"),
        }
        texts = [
            "It was: the guild paid for every stone.\n\nNobody else did.",
            "x" * LONGEST_ANSWER,
            "<script>alert(1)</script>",
            "\u202eשלום \U0001f41f",
        ]
        return [
            Example(content, None, Fraction(0)),
            *(Example(content, {"text": text}, None) for text in texts),
            Example({**content, "show_rubric": True}, {"text": "No."}, None),
            Example(plain, {"text": "\n Yes \n"}, None),
        ]


def _plain_line_ends(typed: Any) -> Any:
    """Return a text with the line ends that a script sees: a form posts others for the same."""
    return typed.replace("\r\n", "\n").replace("\r", "\n") if isinstance(typed, str) else typed


def _advice(content: WrittenContent) -> str:
    least, most = content.min_words, content.max_words
    if least and most:
        return f"Write about {least} to {most} words."
    if least:
        return f"Write at least {least} words or so."
    return f"Write {most} words or so at most." if most else ""
