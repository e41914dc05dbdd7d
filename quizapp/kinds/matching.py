"""Pairs: to each thing on the left belongs one on the right."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from string import ascii_uppercase
from typing import Annotated, Any

from pydantic import Field
from wtforms import BooleanField, FieldList, Form, FormField, StringField

from quizapp.core.marks import Mark
from quizapp.kinds.contract import (
    LONGEST_TEXT,
    AnswerForm,
    Content,
    Example,
    Fault,
    Response,
    Strict,
    Telling,
    one_line,
    tells,
)
from quizapp.kinds.edit_form import EditForm
from quizapp.kinds.parts import Offer, Parts, alike, part_verdict, parts_form, parts_mark, picks
from quizapp.kinds.shuffling import by_text, shuffled
from quizapp.kinds.validators import Typed

MOST_PAIRS, MOST_SPARE = 10, 10
SHORT = 40  # code points of a right side that a list to choose from shows


class Pair(Strict):
    """What stands on the left, and what belongs to it."""

    left: str = Field(min_length=1)
    right: str = Field(min_length=1)


class MatchingContent(Content):
    """A stem with two to ten pairs, and right sides that belong to none.

    With `reuse` one right side may belong to several left ones.
    """

    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=MOST_PAIRS)
    spare: tuple[Annotated[str, Field(min_length=1)], ...] = Field((), max_length=MOST_SPARE)
    reuse: bool = False

    @property
    def rights(self) -> list[str]:
        """The right sides, each once, in the order by which a response numbers them."""
        texts = list({*(pair.right for pair in self.pairs), *self.spare})
        return [texts[index] for index in by_text(texts)]

    @property
    def key(self) -> list[int]:
        """The number of the right side of each pair."""
        return [self.rights.index(pair.right) for pair in self.pairs]


class PairFields(Form):  # type: ignore[misc]
    """One pair as an author fills it in."""

    left = StringField("Left", [Typed(LONGEST_TEXT)])
    right = StringField("Belongs to it", [Typed(LONGEST_TEXT)])


class MatchingEditForm(EditForm):
    """What an author fills in for pairs."""

    spare_rows = {**EditForm.spare_rows, "pairs": 2, "spare": 1}

    pairs = FieldList(FormField(PairFields), "Pairs", max_entries=MOST_PAIRS)
    spare = FieldList(
        StringField(validators=[Typed(LONGEST_TEXT)]), "Belongs to none", max_entries=MOST_SPARE
    )
    reuse = BooleanField("One on the right may belong to several on the left")


class Matching:
    """Match. A response is {"rights": the number of a right side or None, per left one}.

    Right sides are numbered by their text, so that a number tells nothing of the pairs.
    """

    name = "matching"
    label = "Match the pairs"
    shuffles = True
    Content = MatchingContent

    def answer_form(self, content: MatchingContent, seed: int) -> type[AnswerForm]:
        """Return a form with a list for each left side; values are shown letters."""
        offers = [
            Offer(letter, f"{letter} {_short(text)}", number)
            for letter, number, text in _shown(content, seed)
        ]
        lefts = [pair.left for pair in content.pairs]
        return parts_form(Parts("rights", lefts, range(len(lefts))), offers)

    def student_view(self, content: MatchingContent, seed: int) -> dict[str, Any]:
        """Return the stem, the left sides, and the right ones with their letters as shown."""
        rights = _shown(content, seed)
        told = "Use each letter once."
        if content.reuse:
            told = "A letter may be used several times, or not at all."
        elif len(rights) > len(content.pairs):
            told = "Use a letter once at most; some are left over."
        return {
            "stem": content.stem,
            "how": f"{told} Every pair counts the same.",
            "lefts": [pair.left for pair in content.pairs],
            "rights": [{"letter": letter, "text": text} for letter, _, text in rights],
        }

    def key_view(
        self, content: MatchingContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return the pairs: what was picked for each left side, whether that is right, and what
        belongs to it; and the right sides that belong to none."""
        has_key = tells(telling, "right_answer")
        picked, rights = picks(telling, "rights", len(content.pairs)), content.rights
        return {
            "pairs": [
                {
                    "left": pair.left,
                    "given": None if own is None else rights[own],
                    "verdict": part_verdict(own, number, telling),
                    "right": pair.right if has_key else "",
                }
                for pair, number, own in zip(content.pairs, content.key, picked, strict=True)
            ],
            "spare": list(content.spare) if has_key else [],
        }

    def mark(self, content: MatchingContent, response: Response) -> Mark:
        """Return an equal share for each pair; one right side used twice is no fault by itself."""
        if response is None:
            return Mark(0, content.out_of, "No answer was given.")
        picked = response["rights"]
        mark = parts_mark(picked, content.key, content.out_of, "pair")
        used = Counter(number for number in picked if number is not None)
        twice = [number for number in sorted(used) if used[number] > 1]
        if not twice or content.reuse:
            return mark
        told = ", ".join(f"“{one_line(content.rights[number])}”" for number in twice)
        return mark._replace(reason=f"{mark.reason} Used more than once: {told}.")

    def text(self, content: MatchingContent, response: Response) -> str:
        """Return each left side with what was picked for it."""
        if response is None:
            return ""
        rights = content.rights
        return _in_line(content, ["blank" if n is None else rights[n] for n in response["rights"]])

    def key_text(self, content: MatchingContent) -> str:
        """Return the pairs."""
        return _in_line(content, [pair.right for pair in content.pairs])

    def right_response(self, content: MatchingContent) -> Response:
        """Return the response that matches every pair."""
        return {"rights": content.key}

    def check(self, content: MatchingContent) -> list[Fault]:
        """Report sides that read alike, and a right side that nobody has to choose."""
        pairs = list(enumerate(content.pairs))
        lefts = [(("pairs", index, "left"), pair.left) for index, pair in pairs]
        first: dict[str, int] = {}
        for index, pair in pairs:
            first.setdefault(pair.right, index)
        rights = [
            (("pairs", index, "right"), pair.right)
            for index, pair in pairs
            if not content.reuse or first[pair.right] == index
        ]
        spare = [(("spare", index), text) for index, text in enumerate(content.spare)]
        faults = alike(lefts, "left sides") + alike([*rights, *spare], "right sides")
        if not faults and len(content.rights) < 2:
            faults.append(Fault(("pairs",), "there is only one right side to choose"))
        if not content.reuse and len(first) < len(pairs):
            told = "a right side that belongs to several left ones takes `reuse: true`"
            faults.append(Fault(("reuse",), told))
        return faults

    def edit_form(self) -> type[MatchingEditForm]:
        """Return the author's form: the stem, up to ten pairs, and what belongs to none."""
        return MatchingEditForm

    def examples(self) -> list[Example]:
        """Return right, partly, wrong and blank on four things of a lighthouse.

        By their text the right sides are: built the tower 0, in fog 1, lit the lamps 2,
        paid for it 3, wrote it down 4.
        """
        content: dict[str, Any] = {
            "stem": "Who did what?",
            "pairs": [
                {"left": "The keeper", "right": "lit the lamps"},
                {"left": "The guild", "right": "paid for it"},
                {"left": "The mason", "right": "built the tower"},
                {"left": "The <clerk> & “son”", "right": "wrote it down"},
            ],
            "spare": ["in fog"],
            "evidence": ["the guild paid for every stone"],
            "skill": "infer",
        }
        often: dict[str, Any] = {
            "stem": "Whose was it?",
            "pairs": [
                {"left": "\u202eשלום", "right": "Ann's"},
                {"left": "\U0001f41f", "right": "the <b>guild</b>'s"},
                {"left": "The stone,\nthe tower", "right": "Ann's"},
            ],
            "reuse": True,
            "points": 3,
            "evidence": ["the guild paid for every stone"],
            "skill": "retrieve",
        }
        return [
            Example(content, None, Fraction(0)),
            Example(content, {"rights": [2, 3, 0, 4]}, Fraction(1)),
            Example(content, {"rights": [2, 0, 3, 4]}, Fraction(1, 2)),
            Example(content, {"rights": [2, 2, 2, 2]}, Fraction(1, 4)),
            Example(content, {"rights": [None, 3, None, 1]}, Fraction(1, 4)),
            Example(content, {"rights": [1, None, None, None]}, Fraction(0)),
            Example(often, {"rights": [0, 1, 0]}, Fraction(1)),
            Example(often, {"rights": [0, 0, 0]}, Fraction(2, 3)),
        ]


def _shown(content: MatchingContent, seed: int) -> list[tuple[str, int, str]]:
    """Return letter, number and text of each right side in shown order."""
    rights = content.rights
    order = shuffled(len(rights), seed, content.stem)
    return [(ascii_uppercase[place], n, rights[n]) for place, n in enumerate(order)]


def _short(text: str) -> str:
    """Return a right side as a list shows it: whole, or its beginning; it stands above too."""
    line = one_line(text)
    return line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"


def _in_line(content: MatchingContent, rights: Sequence[str]) -> str:
    both = zip(content.pairs, rights, strict=True)
    return "; ".join(f"{one_line(pair.left)}: {one_line(right)}" for pair, right in both)
