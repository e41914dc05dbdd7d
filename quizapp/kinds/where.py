"""Show me where: any question asks, beside its answer, for the place that proves it.

`TwoPart` is a kind made of another one. Its response is {"answer": that kind's response or
None, "where": [numbers of sentences, from 1]}; its mark keeps both halves apart, so that a
lucky guess and a misreading can be told. The schemes are those of two-part tests (PARCC
gives 2, 1 or 0 points, Smarter Balanced all or nothing).
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from wtforms import Field, Form, StringField, ValidationError

from quizapp.core.marks import Mark, award
from quizapp.kinds import KINDS
from quizapp.kinds.contract import (
    AnswerForm,
    Content,
    ContentClass,
    Example,
    Fault,
    Kind,
    Response,
    Telling,
    one_line,
)
from quizapp.kinds.edit_form import EditForm
from quizapp.kinds.picking import (
    evidence_in,
    is_found,
    numbered_sentences,
    pick_share,
    sentence_units,
)
from quizapp.kinds.validators import Typed

MOST_PICKED = 20
_NUMBER = re.compile(r"[0-9]+", re.ASCII)


class WhereWords(NamedTuple):
    """How a scheme is called by a teacher and told to a student."""

    label: str
    words: str


SCHEMES: dict[str, WhereWords] = {
    "two_one_none": WhereWords(
        "Both: all the points; only the answer: half",
        "A right answer earns half, and all with the place that proves it.",
    ),
    "all_or_nothing": WhereWords(
        "All or nothing", "Points are given when the answer and its place are both right."
    ),
    "separate": WhereWords(
        "Half each", "The answer and the place that proves it earn half of the points each."
    ),
}


def can_show_where(kind: str, content: Content) -> bool:
    """Can this question be asked for its evidence? Not where the place is the answer already."""
    return kind != "evidence" and content.is_asked and any(_places(content))


def asks_place(kind: str, show_where: str) -> bool:
    """Is the place that proves the answer asked for, beside the answer or as the answer?"""
    return bool(show_where) or kind == "evidence"


@cache
def kind_of(kind: str, show_where: str) -> Kind:
    """Return the kind that asks a slot: the question's own, or that and its evidence."""
    return TwoPart(KINDS[kind], show_where) if show_where else KINDS[kind]


class TwoPart:
    """A kind and the place that proves its answer, marked together by a scheme."""

    def __init__(self, kind: Kind, scheme: str) -> None:
        self.kind, self.scheme = kind, scheme
        self.name, self.label, self.shuffles = kind.name, kind.label, kind.shuffles

    @property
    def Content(self) -> ContentClass:  # noqa: N802  as every kind has it
        """The model of the kind itself: the place costs its author nothing."""
        return self.kind.Content

    def answer_form(self, content: Any, seed: int) -> type[AnswerForm]:
        """Return the kind's form and a line for the numbers of sentences."""
        form_of_answer, last = self.kind.answer_form(content, seed), len(content.sentences)

        class TwoPartForm(form_of_answer):  # type: ignore[valid-type, misc]
            where = StringField("Which sentence says so?", [Typed(200), _Sentences(last)])

            def __iter__(self) -> Iterator[Field]:
                """Yield the kind's own fields: its page goes through them."""
                return (field for field in super().__iter__() if field is not self.where)

            def response(self) -> Response:
                answer, picked = super().response(), _numbers(self.where.data or "", last)
                return {"answer": answer, "where": picked} if answer or picked else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                answer, picked = split(response)
                where = ", ".join(str(number) for number in picked)
                return {**super().data_for(answer), "where": where}

        return TwoPartForm

    def student_view(self, content: Any, seed: int) -> dict[str, Any]:
        """Return the kind's view, and how the place is marked."""
        told = {"words": SCHEMES[self.scheme].words, "last": len(content.sentences)}
        return {**self.kind.student_view(content, seed), "where": told}

    def key_view(self, content: Any, seed: int, telling: Telling | None = None) -> dict[str, Any]:
        """Return the kind's key; the places are shown as the question's evidence."""
        own = telling and telling._replace(response=split(telling.response)[0])
        return self.kind.key_view(content, seed, own)

    def mark(self, content: Any, response: Response) -> Mark:
        """Return the points of both by the scheme, and whether each was right."""
        answer, picked = split(response)
        mark, places = self.kind.mark(content, answer), _places(content)
        found = is_found(set(picked), places)
        place = "The place is right." if found else "The place proves something else."
        reason = f"{mark.reason} {place if picked else 'No place was given.'}"
        if mark.points is None:
            return mark._replace(reason=reason, evidence_right=found)
        earned = Fraction(mark.points, mark.out_of or 1)
        share = pick_share(set(picked), places, "any", "net_correct")
        share = two_part_share(self.scheme, earned, found, share)
        points = award(share, mark.out_of)
        is_right = mark.points == mark.out_of and answer is not None
        return Mark(points, mark.out_of, reason, is_right, found, mark.detail)

    def text(self, content: Any, response: Response) -> str:
        """Return the answer in one line, as the kind has it."""
        return self.kind.text(content, split(response)[0])

    def key_text(self, content: Any) -> str:
        """Return the right answer in one line."""
        return self.kind.key_text(content)

    def right_response(self, content: Any) -> Response:
        """Return a right answer with the first place that proves it."""
        answer = self.kind.right_response(content)
        if answer is None:
            return None
        first = next((place for place in _places(content) if place), set[int]())
        return {"answer": answer, "where": sorted(first)}

    def check(self, content: Any) -> list[Fault]:
        """Return the kind's faults."""
        return self.kind.check(content)

    def edit_form(self) -> type[EditForm]:
        """Return the kind's form: it holds how the place is asked for."""
        return self.kind.edit_form()

    def examples(self) -> list[Example]:
        """Return none of its own: the kind's examples are answers without a place."""
        return []


class _Sentences:
    """Refuse what names no sentence, rather than let it vanish."""

    def __init__(self, last: int) -> None:
        self.last = last

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ValidationError with words for the student."""
        typed = field.data or ""
        numbers = [int(number) for number in _NUMBER.findall(typed)]
        wrong = [number for number in numbers if not 1 <= number <= self.last]
        if wrong:
            raise ValidationError(f"There is no sentence {wrong[0]}; the last is {self.last}.")
        if typed.strip() and not numbers:
            raise ValidationError("Write the number of a sentence, such as 4.")
        if len(set(numbers)) > MOST_PICKED:
            raise ValidationError(f"Pick at most {MOST_PICKED} sentences.")


def two_part_share(scheme: str, answer: Fraction, found: bool, place: Fraction) -> Fraction:
    """Return what both halves earn together, between 0 and 1.

    `answer` and `place` are what each earns alone; `found`: the place is one that proves it.
    """
    if scheme == "separate":
        return (answer + place) / 2
    if scheme == "all_or_nothing":
        return Fraction(int(answer == 1 and found))
    return answer if found else answer / 2


def split(response: Response) -> tuple[Response, list[int]]:
    """Return the answer and the numbers of the sentences picked for it."""
    return (response["answer"], response["where"]) if response else (None, [])


def own_places(kind: str, content: Content, response: Response) -> list[tuple[int, int]]:
    """Return the places in the passage that a student picked as the answer or as its proof."""
    if response is None:
        return []
    if kind != "evidence":
        picked = split(response)[1] if "where" in response else []
        return [content.sentences[number - 1][:2] for number in picked]
    spans = [(start, end) for start, end in response.get("spans", [])]
    sentences = [content.sentences[number - 1][:2] for number in response.get("sentences", [])]
    paragraphs = [content.paragraphs[number - 1] for number in response.get("paragraphs", [])]
    return [*spans, *sentences, *paragraphs]


def where_text(content: Content, response: Response) -> str:
    """Return the sentences picked for an answer, on one line; '' where none were."""
    texts = dict(numbered_sentences(content))
    return one_line(" ".join(texts[number] for number in split(response)[1]))


def _places(content: Content) -> list[set[int]]:
    return evidence_in(content, sentence_units(content))


def _numbers(typed: str, last: int) -> list[int]:
    """Return the numbers of sentences in what was typed, whatever stands between them."""
    numbers = {int(number) for number in _NUMBER.findall(typed)}
    return sorted(number for number in numbers if 1 <= number <= last)[:MOST_PICKED]
