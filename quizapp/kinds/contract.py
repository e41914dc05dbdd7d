"""What every kind of question promises. `tests/kinds/test_contract.py` holds each to it."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from wtforms import Form

from quizapp.core.marks import Mark, units
from quizapp.core.text import canonical, check_typed

# What a student entered, as JSON; None where nothing was. Each kind says its own shape.
Response = dict[str, Any] | None

SKILLS = ("retrieve", "infer", "integrate", "evaluate")
Skill = Literal["retrieve", "infer", "integrate", "evaluate"]
# How an answer and its evidence are marked together; see kinds.where.
WhereScheme = Literal["", "two_one_none", "all_or_nothing", "separate"]
Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=7)]
LONGEST_TEXT = 4_000  # code points in any one text of a question


PINNED = ("sentences", "paragraphs")


class Strict(BaseModel):
    """A part of a question as an author writes it: unknown fields are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _canonical_text(cls, value: Any, info: ValidationInfo) -> Any:
        # What was pinned is of a canonical text already, and is long.
        return value if info.field_name in PINNED else _cleaned(value)


def _cleaned(value: Any) -> Any:
    """Return a text, or each text of a list, in canonical form; RefusedText when too long."""
    if isinstance(value, str):
        check_typed(value, LONGEST_TEXT)
        return canonical(value).strip()
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value


def one_line(text: str) -> str:
    """Return `text` with each line end made a blank."""
    return " ".join(text.splitlines())


class Evidence(BaseModel):
    """A place that proves the answer: the author's quote, and where it was found.

    `start` and `end` are code points of the article version, None until the quote was found.
    Blanks at the ends of prefix and suffix count, so nothing is stripped here.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    quote: str = Field(min_length=1, max_length=LONGEST_TEXT)
    prefix: str = Field("", max_length=200)
    suffix: str = Field("", max_length=200)
    start: int | None = None
    end: int | None = None


class Telling(NamedTuple):
    """An answer, and what its student may be told of it: items of `core.feedback`."""

    response: Response
    items: frozenset[str]


def tells(telling: Telling | None, *items: str) -> bool:
    """May these be told? To whoever teaches, for whom there is no telling, everything may."""
    return telling is None or telling.items.issuperset(items)


Sentence = tuple[int, int, str]  # start, end, text
# What the content of a text that asks nothing does without.
ONLY_WHERE_ASKED = ("evidence", "skill", "points", "explanation", "show_where", "hint_costs")


class Content(Strict):
    """What every question has, whatever its kind: the whole of it is pinned in its version.

    `language`, `sentences` (of the article, those that can be picked) and `paragraphs` (start
    and end of each block that holds some of them) are filled in when the question is stored.
    """

    is_asked: ClassVar[bool] = True  # does it want an answer?

    stem: str = Field(min_length=1)
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    skill: Skill
    points: Decimal = Field(Decimal(1), gt=0, le=1000)
    explanation: str = ""
    tags: tuple[str, ...] = ()
    # Ask for the evidence of the answer too, in every quiz; '' leaves it to the assignment.
    show_where: WhereScheme = ""
    # What each hint costs, as a share of the points: paragraph, sentence, phrase.
    hint_costs: tuple[Share, ...] = Field((), max_length=3)
    language: str = "en"
    sentences: tuple[Sentence, ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()

    @field_validator("evidence", mode="before")
    @classmethod
    def _quotes_alone(cls, value: Any) -> Any:
        """Let an author write a bare quote where no context is needed."""
        if isinstance(value, list | tuple):
            return [{"quote": item} if isinstance(item, str) else item for item in value]
        return value

    @field_validator("points")
    @classmethod
    def _points_that_add_up(cls, value: Decimal) -> Decimal:
        units(value)
        return value

    @property
    def out_of(self) -> int:
        """The points of the question, in units of 10⁻⁷."""
        return units(self.points)


class AnswerForm(Form):  # type: ignore[misc]
    """The fields a student fills in for one question. Built by a kind for one content."""

    longest: ClassVar[int] = 10_000

    def response(self) -> Response:
        """Return what was entered, in the kind's own shape; None when it is blank."""
        raise NotImplementedError

    @classmethod
    def data_for(cls, response: Response) -> dict[str, Any]:
        """Return the fields' data that shows `response` again; the inverse of `response`."""
        raise NotImplementedError


class Example(NamedTuple):
    """A content, a response to it, and the share of the points it earns (None: a person)."""

    content: dict[str, Any]
    response: Response
    share: Fraction | None


ContentClass = type[Content]


class Fault(NamedTuple):
    """What is wrong with a content: the path to the field, and words for its author."""

    path: tuple[str | int, ...]
    message: str


if TYPE_CHECKING:
    from quizapp.kinds.edit_form import EditForm


class Kind(Protocol):
    """A kind of question: a plain object without state."""

    name: str
    label: str  # what a teacher calls it
    shuffles: bool  # does its form depend on the seed?

    @property
    def Content(self) -> ContentClass:
        """The model of what an author writes for this kind."""

    def answer_form(self, content: Any, seed: int) -> type[AnswerForm]:
        """Return the form for this content; what is shuffled is shuffled by `seed`."""

    def student_view(self, content: Any, seed: int) -> dict[str, Any]:
        """Return what the page may know before review: never the key."""

    def key_view(self, content: Any, seed: int, telling: Telling | None = None) -> dict[str, Any]:
        """Return what review adds: the key in the order that the student saw.

        With `telling` it holds what may be told of that answer and no more, and where the
        answers themselves may be read back, what was given in each part. Without it, the
        whole key, for a teacher.
        """

    def mark(self, content: Any, response: Response) -> Mark:
        """Return the Mark of this response; the same one every time."""

    def text(self, content: Any, response: Response) -> str:
        """Return the response in one line, for reviews and exports; '' when blank."""

    def key_text(self, content: Any) -> str:
        """Return the right answer in one line."""

    def right_response(self, content: Any) -> Response:
        """Return a response that earns all the points; None where only a person can say."""

    def check(self, content: Any) -> list[Fault]:
        """Return the faults that no single field shows, in an author's words."""

    def edit_form(self) -> "type[EditForm]":
        """Return the form that an author fills in; its template is `kinds/<name>/edit.html`."""

    def examples(self) -> list[Example]:
        """Return six or more: right, wrong, partly and blank, for the contract test."""
