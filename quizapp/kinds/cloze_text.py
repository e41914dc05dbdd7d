"""What a text with gaps holds, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from quizapp.core.spans import QuoteAmbiguous, QuoteNotFound, find
from quizapp.core.wildcards import has_wildcard
from quizapp.kinds.contract import Content, Fault, Strict
from quizapp.kinds.gaps import BadGaps, filled, read_gaps
from quizapp.kinds.typed import MOST_ACCEPTED, Accepted, accepted_faults

MOST_GAPS = 50
MOST_OPTIONS = 9
LONGEST_WORD = 200  # code points of what is picked from a list


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


Word = Annotated[str, Field(min_length=1, max_length=LONGEST_WORD), AfterValidator(_on_one_line)]


class Gap(Strict):
    """One gap: what is accepted in it, the right word first; with `options`, which are wrong,
    it is picked from a list."""

    accept: tuple[Accepted, ...] = Field(min_length=1, max_length=MOST_ACCEPTED)
    options: tuple[Word, ...] = Field((), max_length=MOST_OPTIONS)

    @property
    def right(self) -> str:
        """The word that is shown as the right one."""
        return _on_one_line(self.accept[0].shown)

    def credit_of(self, picked: str) -> Fraction:
        """Return what a word picked from a list earns: as it is written, to the letter."""
        credits = [one.credit for one in self.accept if _on_one_line(one.shown) == picked]
        return Fraction(max(credits, default=0))


class ClozeContent(Content):
    """A text of the passage with gaps. Without `points` each gap is worth one.

    With a `bank`, of wrong words, gaps without options take their words from one list. It
    tells that each word is used once, unless `bank_once` is false. `free_text`: the text is
    not of the passage. `strict`: nothing that is typed is judged.
    """

    text: str = Field(min_length=1)
    gaps: tuple[Gap, ...] = Field(min_length=1, max_length=MOST_GAPS)
    bank: tuple[Word, ...] | None = Field(None, max_length=MOST_GAPS)
    bank_once: bool = True
    free_text: bool = False
    strict: bool = False

    @model_validator(mode="before")
    @classmethod
    def _a_point_for_each_gap(cls, value: Any) -> Any:
        if isinstance(value, dict) and "points" not in value and value.get("gaps"):
            return {**value, "points": len(value["gaps"])}
        return value

    def offered(self, index: int) -> list[str] | None:
        """Return what can be picked in a gap, in the order of the texts; None: it is typed."""
        gap = self.gaps[index]
        if gap.options:
            accepted = (_on_one_line(answer.shown) for answer in gap.accept)
            return sorted({*accepted, *gap.options})
        return None if self.bank is None else sorted(set(self.bank_words()))

    def bank_words(self) -> list[str]:
        """Return the words of the bank in the order of the texts, each as often as it is used."""
        right = [gap.right for gap in self.gaps if not gap.options]
        return sorted([*right, *(self.bank or ())])


# --- what an author got wrong --------------------------------------------------------------


def faults_of(content: ClozeContent) -> list[Fault]:
    """Report gaps that the text has not, words that nobody could tell apart, and, once placed,
    a text that is not of the passage."""
    faults = [
        *_text_faults(content),
        *(fault for index in range(len(content.gaps)) for fault in _gap_faults(content, index)),
        *_bank_faults(content),
    ]
    return faults or list(_quote_faults(content))


def _text_faults(content: ClozeContent) -> Iterator[Fault]:
    try:
        pieces = read_gaps(content.text)
    except BadGaps as fault:
        yield Fault(("text",), str(fault))
        return
    count = sum(isinstance(piece, int) for piece in pieces)
    if count != len(content.gaps):
        wrong = f"the text has {count} gaps, such as {{1}}, and `gaps:` has {len(content.gaps)}"
        yield Fault(("gaps",), wrong)


def _gap_faults(content: ClozeContent, index: int) -> Iterator[Fault]:
    gap, offered = content.gaps[index], content.offered(index)
    place = ("gaps", index)
    if offered is None:
        for one in accepted_faults(gap.accept):
            yield Fault((*place, "accept", *one.path), one.message)
        return
    if gap.accept[0].credit != 1:
        wrong = "the first accepted word is shown as the right one, so it earns all the points"
        yield Fault((*place, "accept", 0, "credit"), wrong)
    accepted = [_on_one_line(answer.shown) for answer in gap.accept]
    for word in _repeated([*accepted, *gap.options]):
        yield Fault((*place, "options"), f"“{word}” is in the list of this gap twice")
    bank = content.bank_words() if not gap.options else offered
    for number, word in enumerate(accepted):
        if has_wildcard(gap.accept[number].text):
            wrong = "a `*` stands for nothing in a word that is picked; write it \\*"
            yield Fault((*place, "accept", number), wrong)
        elif word not in bank:
            wrong = f"“{word}” is not among the words of the bank, so nobody can pick it"
            yield Fault((*place, "accept", number), wrong)


def _bank_faults(content: ClozeContent) -> Iterator[Fault]:
    if content.bank is None:
        return
    right = {gap.right for gap in content.gaps if not gap.options}
    if not right:
        wrong = "every gap has a list of its own, so none takes a word of the bank"
        yield Fault(("bank",), wrong)
    for number, word in enumerate(content.bank):
        if word in right or word in content.bank[:number]:
            yield Fault(("bank", number), f"“{word}” is in the bank already")


def _quote_faults(content: ClozeContent) -> Iterator[Fault]:
    if content.free_text or not content.sentences:
        return
    text = filled(read_gaps(content.text), [gap.right for gap in content.gaps])
    passage = " ".join(sentence for _start, _end, sentence in content.sentences)
    try:
        find(_on_one_line(passage), _on_one_line(text))
    except QuoteAmbiguous:
        return
    except QuoteNotFound as wrong:
        hint = f"; the nearest is “{wrong.nearest}”" if wrong.nearest else ""
        yield Fault(
            ("text",),
            "with its right words put back the text does not stand in the passage"
            f"{hint}. Copy it again, or write `free_text: true`",
        )


def _repeated(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]
