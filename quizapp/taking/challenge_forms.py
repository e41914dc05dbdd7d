"""What a student fills in to challenge a mark."""

from typing import Any

from wtforms import Form, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Optional

from quizapp.core.spans import Span, WrongSpan, picked_span, span_at
from quizapp.kinds.contract import Sentence
from quizapp.kinds.validators import Typed

LONGEST_REASON = 2_000
LONGEST_QUOTE = 4_000
_NOT_LISTED = "Choose one of the list."
_TOO_LONG = f"That is too much for one place: {LONGEST_QUOTE} characters at most."
_MOVED = "What you selected is not what stands there. Select it again, or choose sentences."


class ChallengeForm(Form):  # type: ignore[misc]
    """The place that supports the answer, by sentences or as it was selected, and why.

    Made `about` a passage: `place` is then where it is, once the form is valid.
    """

    first = SelectField(
        "From this sentence", coerce=int, default=1, invalid_choice_message=_NOT_LISTED
    )
    last = SelectField("To this one", coerce=int, default=1, invalid_choice_message=_NOT_LISTED)
    start = IntegerField("Start", [Optional()])
    end = IntegerField("End", [Optional()])
    quote = StringField("What was selected", [Typed(LONGEST_QUOTE)])
    reason = TextAreaField(
        "Why", [DataRequired("Say why, in a sentence or two."), Typed(LONGEST_REASON)]
    )

    text = ""
    sentences: tuple[Sentence, ...] = ()
    place: Span | None = None

    def about(self, text: str, sentences: Any) -> "ChallengeForm":
        """Offer the sentences of this text; return the form."""
        self.text, self.sentences = text, tuple(sentences)
        choices = [(at, f"{at}. {said[2]}") for at, said in enumerate(self.sentences, 1)]
        self.first.choices = self.last.choices = choices
        return self

    def validate_reason(self, _field: TextAreaField) -> None:
        """Find the place: nothing is taken that does not stand where it is said to."""
        chosen = (self.first.data, self.last.data)
        if self.start.data is not None and self.end.data is not None:
            self._find_selected()
        elif all(1 <= number <= len(self.sentences) for number in map(int, chosen)):
            self._find_sentences(*chosen)

    def _find_selected(self) -> None:
        try:
            place = picked_span(self.text, self.start.data, self.end.data, _as_in_text(self.quote))
        except WrongSpan as moved:
            raise ValidationError(_MOVED) from moved
        self._take(place)

    def _find_sentences(self, first: int, last: int) -> None:
        if last < first:
            raise ValidationError("The last sentence comes before the first.")
        starts, ends = self.sentences[first - 1][0], self.sentences[last - 1][1]
        self._take(span_at(self.text, starts, ends))

    def _take(self, place: Span) -> None:
        if len(place.quote) > LONGEST_QUOTE:
            raise ValidationError(_TOO_LONG)
        self.place = place


def _as_in_text(quote: StringField) -> str:
    """A browser's forms end lines their own way; a text has one."""
    return (quote.data or "").replace("\r\n", "\n")
