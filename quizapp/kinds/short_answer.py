"""A word or a phrase, typed."""

from fractions import Fraction
from typing import Any

from pydantic import Field
from wtforms import BooleanField, FieldList, FormField

from quizapp.core.marks import Mark
from quizapp.kinds.contract import (
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
from quizapp.kinds.typed import (
    LONGEST_ANSWER,
    MOST_ACCEPTED,
    SPELLING_COUNTS,
    Accepted,
    AcceptedFields,
    Key,
    Pattern,
    PatternFields,
    accepted_faults,
    decide,
    line_form,
    pattern_faults,
)

MOST_PATTERNS = 20


class ShortAnswerContent(Content):
    """A stem and the answers accepted; the first one is shown as the right answer.

    `strict`: only the accepted answers, as they are written. Else what is near them is judged,
    and what nobody can be sure of waits for a teacher.
    """

    accept: tuple[Accepted, ...] = Field(min_length=1, max_length=MOST_ACCEPTED)
    patterns: tuple[Pattern, ...] = Field((), max_length=MOST_PATTERNS)
    strict: bool = False


class ShortAnswerEditForm(EditForm):
    """What an author fills in for a short answer."""

    spare_rows = {**EditForm.spare_rows, "accept": 2, "patterns": 1}

    accept = FieldList(FormField(AcceptedFields), "Accepted answers", max_entries=MOST_ACCEPTED)
    patterns = FieldList(FormField(PatternFields), "Patterns", max_entries=MOST_PATTERNS)
    strict = BooleanField("Only the accepted answers, as they are written")


class ShortAnswer:
    """Type a few words. A response is {"text": what was typed}."""

    name = "short_answer"
    label = "Short answer"
    shuffles = False
    Content = ShortAnswerContent

    def answer_form(self, content: ShortAnswerContent, seed: int) -> type[AnswerForm]:
        """Return a form with one line to type in."""
        return line_form(content.stem)

    def student_view(self, content: ShortAnswerContent, seed: int) -> dict[str, Any]:
        """Return the stem, and whether spelling counts."""
        how = SPELLING_COUNTS if content.strict else ""
        return {"stem": content.stem, "longest": LONGEST_ANSWER, "how": how}

    def key_view(
        self, content: ShortAnswerContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return every accepted answer, and apart those that earn a part of the points."""
        if not tells(telling, "right_answer"):
            return {"accept": [], "partly": []}
        return {
            "accept": [answer.shown for answer in content.accept if answer.credit == 1],
            "partly": [answer.shown for answer in content.accept if 0 < answer.credit < 1],
        }

    def mark(self, content: ShortAnswerContent, response: Response) -> Mark:
        """Return the credit of an accepted answer, whatever its case and articles, or what
        the matcher says of another; points None where a teacher must say."""
        if response is None:
            return Mark(0, content.out_of, "No answer was given.")
        key = Key(content.stem, content.accept, content, content.patterns, content.strict)
        return decide(response["text"], key).mark(content.out_of)

    def text(self, content: ShortAnswerContent, response: Response) -> str:
        """Return what was typed."""
        return one_line(response["text"]) if response else ""

    def key_text(self, content: ShortAnswerContent) -> str:
        """Return the first accepted answer."""
        return one_line(content.accept[0].shown)

    def right_response(self, content: ShortAnswerContent) -> Response:
        """Return the first accepted answer, typed."""
        return {"text": content.accept[0].shown}

    def check(self, content: ShortAnswerContent) -> list[Fault]:
        """Report accepted answers and patterns that nobody's answer can be held against."""
        return [
            *(Fault(("accept", *one.path), one.message) for one in accepted_faults(content.accept)),
            *(
                Fault(("patterns", *one.path), one.message)
                for one in pattern_faults(content.patterns)
            ),
        ]

    def edit_form(self) -> type[ShortAnswerEditForm]:
        """Return the author's form: the stem and the answers that are accepted."""
        return ShortAnswerEditForm

    def examples(self) -> list[Example]:
        """Return right, partly, wrong, blank and hostile on a question about a guild."""
        content: dict[str, Any] = {
            "stem": "Who paid for it?",
            "accept": [
                "the fishing guild",
                "2.5 guilds",
                {"text": "the * company of fishers", "credit": "0.5"},
                {"text": "the harbour master", "credit": "0"},
            ],
            "evidence": ["the guild paid for every stone"],
            "skill": "retrieve",
            "points": "0.5",
        }
        shares = {
            "A Fishing  GUILD.": Fraction(1),
            "fi\u0301shing guild": Fraction(1),
            "the old company of fishers": Fraction(1, 2),
            "The harbour master": Fraction(0),
            "\u202e\U0001f41f": Fraction(0),
        }
        strict = {**content, "strict": True, "patterns": [{"pattern": r"guilds?|guild of \w+"}]}
        strict_shares = {
            "Guild of anglers": 1,
            "25 guilds": 0,
            "not the fishing guild": 0,
            "<b>guild</b>": 0,
        }
        return [
            Example(content, None, Fraction(0)),
            *(Example(content, {"text": typed}, share) for typed, share in shares.items()),
            *(
                Example(strict, {"text": typed}, Fraction(share))
                for typed, share in strict_shares.items()
            ),
        ]
