"""Answers of several parts, one thing picked for each: the sides of pairs, statements' groups."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from quizapp.core.marks import Mark, shares
from quizapp.core.matching import normalise
from quizapp.kinds.contract import AnswerForm, Fault, Response, Telling, tells

Path = tuple[str | int, ...]


class Offer(NamedTuple):
    """What can be picked for a part: the value that is posted, its words, and its number in a
    response."""

    value: str
    words: str
    number: int


class Parts(NamedTuple):
    """The parts of a question: what a response calls their list, the words of each in the
    author's order, and their indexes in shown order."""

    name: str
    labels: Sequence[str]
    order: Sequence[int]


def parts_form(
    parts: Parts, offers: Sequence[Offer], field: type[SelectField] = SelectField
) -> type[AnswerForm]:
    """Return a form with a field for each part, named part1, part2 … as they are shown.

    A response is {parts.name: the number picked, or None, for each part in the author's order}.
    """
    # A list always posts something, and radio buttons nothing until one is picked.
    nothing = "" if field is SelectField else None
    choices = [SelectChoice(offer.value, offer.words) for offer in offers]
    if nothing is not None:
        choices.insert(0, SelectChoice(nothing, "Choose"))
    numbers = {offer.value: offer.number for offer in offers}
    values: dict[int | None, str] = {offer.number: offer.value for offer in offers}
    blank: list[int | None] = [None] * len(parts.order)

    class PartsForm(AnswerForm):
        def response(self) -> Response:
            picked: list[int | None] = [*blank]
            for shown, index in zip(self, parts.order, strict=True):
                picked[index] = numbers.get(shown.data)
            return None if picked == blank else {parts.name: picked}

        @classmethod
        def data_for(cls, response: Response) -> dict[str, Any]:
            picked = response[parts.name] if response else blank
            return {
                f"part{place}": values.get(picked[index], nothing)
                for place, index in enumerate(parts.order, 1)
            }

    for place, index in enumerate(parts.order, 1):
        # Blanks alone are no way of leaving it out: no browser sends them.
        validators = [Optional(strip_whitespace=False)]
        made = field(parts.labels[index], validators, choices=choices, default=nothing)
        setattr(PartsForm, f"part{place}", made)
    return PartsForm


def parts_mark(picked: Sequence[int | None], key: Sequence[int], out_of: int, noun: str) -> Mark:
    """Return the Mark of what was picked for each part: the parts share the points equally.

    `noun` is what one part is called: pair, statement.
    """
    right = [mine == other for mine, other in zip(picked, key, strict=True)]
    earned = sum(
        share for share, earns in zip(shares(out_of, len(key)), right, strict=True) if earns
    )
    count, all_, blank = sum(right), len(key), sum(mine is None for mine in picked)
    if count == all_:
        reason = f"Every {noun} is right."
    elif count == 0:
        reason = f"No {noun} is right."
    else:
        reason = f"{count} of {all_} {noun}s {'is' if count == 1 else 'are'} right."
    if blank:
        reason += f" {blank} {'was' if blank == 1 else 'were'} left blank."
    return Mark(earned, out_of, reason, detail={"right": right})


def picks(telling: Telling | None, name: str, count: int) -> Sequence[int | None]:
    """Return what was picked for each of `count` parts, as far as it may be read back."""
    if telling is None or not telling.response or not tells(telling, "answers"):
        return [None] * count
    picked: Sequence[int | None] = telling.response[name]
    return picked


def part_verdict(picked: int | None, key: int, telling: Telling | None) -> str:
    """Return right, wrong or blank for what was picked for one part; '' where it is not told."""
    if not tells(telling, "correctness", "answers"):
        return ""
    if picked is None:
        return "blank"
    return "right" if picked == key else "wrong"


def alike(texts: Sequence[tuple[Path, str]], noun: str) -> list[Fault]:
    """Return a fault at each text that reads as an earlier one does; `noun` is what they are."""
    faults = []
    seen: dict[str, str] = {}
    for path, text in texts:
        # Texts made only of marks, such as ? and !, differ by their marks.
        plain = normalise(text) or text
        if plain in seen:
            faults.append(Fault(path, f"two {noun} are alike: “{seen[plain]}” and “{text}”"))
        seen.setdefault(plain, text)
    return faults
