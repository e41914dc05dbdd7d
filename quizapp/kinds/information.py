"""A text between questions: nothing is asked."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Literal

from pydantic import Field
from wtforms import TextAreaField

from quizapp.core.marks import Mark
from quizapp.kinds.contract import (
    LONGEST_TEXT,
    ONLY_WHERE_ASKED,
    AnswerForm,
    Content,
    Evidence,
    Example,
    Fault,
    Response,
    Skill,
    Telling,
)
from quizapp.kinds.edit_form import EditForm
from quizapp.kinds.validators import Typed


class InformationContent(Content):
    """A text, as the stem: an empty line begins a paragraph. It proves and earns nothing."""

    is_asked = False

    evidence: tuple[Evidence, ...] = ()
    skill: Skill | Literal[""] = ""  # type: ignore[assignment]
    points: Decimal = Field(Decimal(0), ge=0, le=1000)

    @property
    def out_of(self) -> int:
        """No points, whatever is said."""
        return 0


class InformationEditForm(EditForm):
    """What an author fills in for a text between questions."""

    spare_rows: ClassVar[dict[str, int]] = {}

    stem = TextAreaField("Text", [Typed(LONGEST_TEXT)])
    evidence = skill = points = explanation = show_where = hint_costs = None

    def written(self) -> dict[str, Any]:
        """Return the text as its author would write it in a set."""
        tags = [part.strip() for part in (self.tags.data or "").split(",")]
        said = {"stem": (self.stem.data or "").strip(), "tags": [tag for tag in tags if tag]}
        return {name: value for name, value in said.items() if value}

    @classmethod
    def data_for(cls, content: Content) -> dict[str, Any]:
        """Return the fields' data that shows `content`."""
        return {"stem": content.stem, "tags": ", ".join(content.tags)}

    @classmethod
    def common_names(cls) -> list[str]:
        """Return the fields that the page around them draws: the text and its tags."""
        return list(cls().data)


class Information:
    """Read. There is no response."""

    name = "information"
    label = "A text between questions"
    shuffles = False
    Content = InformationContent

    def answer_form(self, content: InformationContent, seed: int) -> type[AnswerForm]:
        """Return a form without a field."""

        class InformationForm(AnswerForm):
            def response(self) -> Response:
                return None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                return {}

        return InformationForm

    def student_view(self, content: InformationContent, seed: int) -> dict[str, Any]:
        """Return the text, whole and by its paragraphs."""
        paragraphs = [part.strip() for part in content.stem.split("\n\n")]
        return {"stem": content.stem, "paragraphs": [part for part in paragraphs if part]}

    def key_view(
        self, content: InformationContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return nothing: there is no key."""
        return {}

    def mark(self, content: InformationContent, response: Response) -> Mark:
        """Return nothing out of nothing."""
        return Mark(0, 0, "Nothing is asked here.")

    def text(self, content: InformationContent, response: Response) -> str:
        """Return nothing."""
        return ""

    def key_text(self, content: InformationContent) -> str:
        """Return nothing."""
        return ""

    def right_response(self, content: InformationContent) -> Response:
        """Return None: nothing can be answered."""
        return None

    def check(self, content: InformationContent) -> list[Fault]:
        """Report fields that only what is asked has."""
        plain = InformationContent(stem=content.stem)
        return [
            Fault((name,), f"a text between questions takes no `{name}:`")
            for name in ONLY_WHERE_ASKED
            if getattr(content, name) != getattr(plain, name)
        ]

    def edit_form(self) -> type[InformationEditForm]:
        """Return the author's form: the text."""
        return InformationEditForm

    def examples(self) -> list[Example]:
        """Return texts of one paragraph and of several, hostile ones too."""
        texts = [
            "Read the second half of the text again before you go on.",
            "Two lamps.\n\nNow think of the guild:\nwho paid?",
            "See <script>alert(1)</script> & “this”.",
            "\u202eשלום \U0001f41f",
            "x" * LONGEST_TEXT,
            "One\n\n\n\n two ",
        ]
        return [Example({"stem": text, "tags": ["RI.4.1"]}, None, Fraction(0)) for text in texts]
