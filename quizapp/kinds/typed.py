"""What was typed against what is accepted: the marking that short answers and the gaps of a
text share."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field
from wtforms import Form, StringField

from quizapp.core.marks import Mark, award
from quizapp.core.matching import VERSION, Asked, Judgement, judge, normalise
from quizapp.core.patterns import LONGEST_PATTERN, PatternRefused, check_pattern, is_match
from quizapp.core.text import canonical
from quizapp.core.wildcards import has_wildcard, is_like, plain
from quizapp.kinds.contract import (
    LONGEST_TEXT,
    AnswerForm,
    Content,
    Fault,
    Response,
    Share,
    Strict,
)
from quizapp.kinds.validators import Typed

LONGEST_ANSWER = 500  # code points; a short answer is a phrase
MOST_ACCEPTED = 100
SPELLING_COUNTS = "Only answers that are spelled right count."

ACCEPTED = "This is an accepted answer."
NOT_ACCEPTED = "This is not an accepted answer."
PARTLY = "This answer earns part of the points."


class AcceptedAnswer(Strict):
    """An answer that is known: `*` stands for any words, and `credit` is what it earns.

    One with no credit at all names a wrong answer that nobody needs to look at.
    """

    text: str = Field(min_length=1)
    credit: Share = Decimal(1)

    @property
    def shown(self) -> str:
        """The answer as a student may read it."""
        return plain(self.text)


class Pattern(Strict):
    """A regular expression that the whole of an answer matches, and what that earns."""

    pattern: str = Field(min_length=1, max_length=LONGEST_PATTERN)
    credit: Share = Decimal(1)


def _with_credit(value: Any) -> Any:
    if isinstance(value, str):
        return {"text": value}
    if not isinstance(value, dict | AcceptedAnswer):
        raise ValueError("this takes a text; a number stands in quotation marks")
    return value


# A bare text is an accepted answer that earns everything.
Accepted = Annotated[
    AcceptedAnswer, BeforeValidator(_with_credit, json_schema_input_type=str | AcceptedAnswer)
]


class AcceptedFields(Form):  # type: ignore[misc]
    """One accepted answer as an author fills it in."""

    text = StringField("Answer", [Typed(LONGEST_TEXT)])
    credit = StringField("Share of points", [Typed(10)])


class PatternFields(Form):  # type: ignore[misc]
    """One pattern as an author fills it in."""

    pattern = StringField("Pattern", [Typed(LONGEST_PATTERN)])
    credit = StringField("Share of points", [Typed(10)])


def line_form(stem: str) -> type[AnswerForm]:
    """Return a form with one line to type in; its response is {"text": what was typed}."""

    class LineForm(AnswerForm):
        text = StringField(stem, validators=[Typed(LONGEST_ANSWER)])

        def response(self) -> Response:
            typed = self.text.data or ""
            return {"text": typed} if typed.strip() else None

        @classmethod
        def data_for(cls, response: Response) -> dict[str, Any]:
            return {"text": response["text"] if response else ""}

    return LineForm


class Key(NamedTuple):
    """All that is known of the answers to one thing to be typed."""

    question: str
    accept: Sequence[AcceptedAnswer]
    content: Content
    patterns: Sequence[Pattern] = ()
    is_strict: bool = False


class Decision(NamedTuple):
    """What a typed answer earns: a share of the points, None when a teacher must say."""

    share: Fraction | None
    reason: str
    detail: dict[str, Any] | None = None

    def mark(self, out_of: int) -> Mark:
        """Return the Mark of a question that asks for this one thing."""
        points = None if self.share is None else award(self.share, out_of)
        return Mark(points, out_of, self.reason, detail=self.detail)


Judge = Callable[[str, Asked], Judgement]


def decide(text: str, key: Key, judge: Judge = judge) -> Decision:
    """Return what an answer earns: as the author listed it, else as the matcher judges it."""
    try:
        credit = _listed(text, key)
    except PatternRefused as wrong:
        return Decision(None, f"Waiting for your teacher: {wrong}.")
    if credit is not None:
        return Decision(credit, _words(credit))
    if key.is_strict:
        return Decision(Fraction(0), NOT_ACCEPTED)
    return _judged(text, key, judge)


def accepted_faults(accept: Sequence[AcceptedAnswer]) -> list[Fault]:
    """Report accepted answers that nobody could type, that stand twice, or that are not what
    is shown as the right one. Paths begin at the list."""
    faults = []
    seen: dict[str, str] = {}
    for index, answer in enumerate(accept):
        words = normalise(answer.text)
        star = " *" if has_wildcard(answer.text) else ""
        if not words:
            wrong = f"“{answer.text}” holds no word or number to be typed"
            faults.append(Fault((index,), wrong))
        elif not star and words in seen:
            wrong = f"two accepted answers are alike: “{seen[words]}” and “{answer.text}”"
            faults.append(Fault((index,), wrong))
        if not star:
            seen[words] = answer.text
    first = accept[0]
    if has_wildcard(first.text) and normalise(first.text):
        wrong = "the first accepted answer is shown as the right one, so it takes no `*`"
        faults.append(Fault((0,), wrong))
    if first.credit != 1:
        wrong = "the first accepted answer is shown as the right one, so it earns all the points"
        faults.append(Fault((0, "credit"), wrong))
    return faults


def pattern_faults(patterns: Sequence[Pattern]) -> list[Fault]:
    """Report patterns that cannot be read. Paths begin at the list."""
    faults = []
    for index, one in enumerate(patterns):
        try:
            check_pattern(one.pattern)
        except PatternRefused as wrong:
            faults.append(Fault((index, "pattern"), str(wrong)))
    return faults


def _listed(text: str, key: Key) -> Fraction | None:
    """Return the credit that the author gave this very answer; None where it is not listed.

    An answer written out counts before those with a `*` and before patterns: it is the more
    particular one. Of these the best counts.
    """
    like = [answer for answer in key.accept if is_like(text, answer.text)]
    exact = [answer.credit for answer in like if not has_wildcard(answer.text)]
    if exact:
        return Fraction(max(exact))
    typed = " ".join(canonical(text).split())
    credits = [answer.credit for answer in like]
    credits += [one.credit for one in key.patterns if is_match(one.pattern, typed)]
    return Fraction(max(credits)) if credits else None


def _words(credit: Fraction) -> str:
    if credit == 1:
        return ACCEPTED
    return PARTLY if credit else NOT_ACCEPTED


def _judged(text: str, key: Key, judge: Judge) -> Decision:
    """Return what the matcher says, asked first about the answers that earn the most.

    Where it is unsure of these, it is not asked about those that earn less.
    """
    first: Judgement | None = None
    known = [answer for answer in key.accept if answer.credit and not has_wildcard(answer.text)]
    for credit in sorted({answer.credit for answer in known}, reverse=True):
        keys = [answer.shown for answer in known if answer.credit == credit]
        said = judge(text, _asked(key, keys))
        if said.verdict != "reject":
            return _decision(said, Fraction(credit))
        first = first or said
    return _decision(first, Fraction(0)) if first else Decision(Fraction(0), NOT_ACCEPTED)


def _asked(key: Key, keys: Sequence[str]) -> Asked:
    content = key.content
    return Asked(
        key.question,
        tuple(keys),
        " ".join(place.quote for place in content.evidence),
        " ".join(text for _start, _end, text in content.sentences),
        content.language,
    )


def _decision(said: Judgement, credit: Fraction) -> Decision:
    detail = {"verdict": said.verdict, "rule": said.rule, "p": said.p, "matcher": VERSION}
    if said.verdict == "review":
        return Decision(None, f"Waiting for your teacher: {said.reason}.", detail)
    if said.verdict == "reject":
        return Decision(Fraction(0), f"Not accepted: {said.reason}.", detail)
    taken = "Accepted" if credit == 1 else "Accepted for part of the points"
    return Decision(credit, f"{taken}: {said.reason}.", detail)
