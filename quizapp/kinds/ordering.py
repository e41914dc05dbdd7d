"""Things to be put in order: events of a story, steps, sentences."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field
from wtforms import FieldList, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from quizapp.core.marks import Mark, award
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
from quizapp.kinds.edit_form import EditForm, chosen_from
from quizapp.kinds.parts import alike
from quizapp.kinds.shuffling import by_text, shuffled
from quizapp.kinds.validators import Typed

MOST_ITEMS = 10
# What each scheme is called by an author, and how a student is told of it.
WORDS = {
    "adjacent_pairs": (
        "By pairs",
        "Each item that comes right after the one it should follow counts.",
    ),
    "exact": ("All or nothing", "All the points for exactly the right order, none otherwise."),
    "longest_run": (
        "By the longest run",
        "The longest run of items in the right order counts; one item alone is no run.",
    ),
}

# The place of each item in the right order, from 1; None where it has none of its own.
Places = Sequence[int | None]


class OrderingContent(Content):
    """A stem with two to ten items. The author's order is the right one."""

    items: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        min_length=2, max_length=MOST_ITEMS
    )
    scheme: Literal["adjacent_pairs", "exact", "longest_run"] = "adjacent_pairs"


class OrderingEditForm(EditForm):
    """What an author fills in for things to be put in order."""

    spare_rows = {**EditForm.spare_rows, "items": 2}

    items = FieldList(
        StringField(validators=[Typed(LONGEST_TEXT)]), "Items", max_entries=MOST_ITEMS
    )
    scheme = RadioField(
        "How it is marked",
        choices=chosen_from(
            [(name, f"{label}: {words}") for name, (label, words) in WORDS.items()]
        ),
        default="adjacent_pairs",
    )


class Ordering:
    """Put in order. A response is {"places": [place from 1, or None, of each item]}.

    The items of a response stand in the order of their texts, which tells nothing.
    """

    name = "ordering"
    label = "Put in order"
    shuffles = True
    Content = OrderingContent

    def answer_form(self, content: OrderingContent, seed: int) -> type[AnswerForm]:
        """Return a form with a list of places for each item, in shown order: p1, p2 …"""
        order = _order(content, seed)
        texts = _texts(content)
        numbers = [SelectChoice("", "–")]
        numbers += [SelectChoice(str(place), str(place)) for place in range(1, len(texts) + 1)]

        class OrderingForm(AnswerForm):
            def response(self) -> Response:
                places: list[int | None] = [None] * len(order)
                for shown, index in enumerate(order, 1):
                    chosen = self[f"p{shown}"].data
                    places[index] = int(chosen) if chosen else None
                return {"places": places} if any(places) else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                places = response["places"] if response else [None] * len(order)
                return {f"p{n}": str(places[index] or "") for n, index in enumerate(order, 1)}

        for shown, index in enumerate(order, 1):
            # Blanks alone are no way of leaving it out: no browser sends them.
            field = SelectField(texts[index], [Optional(strip_whitespace=False)], choices=numbers)
            setattr(OrderingForm, f"p{shown}", field)
        return OrderingForm

    def student_view(self, content: OrderingContent, seed: int) -> dict[str, Any]:
        """Return the stem, how it is marked, and the texts in shown order."""
        texts = _texts(content)
        return {
            "stem": content.stem,
            "how": WORDS[content.scheme][1],
            "texts": [texts[index] for index in _order(content, seed)],
        }

    def key_view(
        self, content: OrderingContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return the right order: of each item its text and its index in a response; `own` is
        the order given, and `has_notes`: each of it may be told right or wrong."""
        indexes = {index: place for place, index in enumerate(by_text(content.items))}
        order = enumerate(content.items if tells(telling, "right_answer") else ())
        return {
            "by_place": content.scheme == "exact",
            "order": [{"text": text, "index": indexes[number]} for number, text in order],
            "has_notes": tells(telling, "right_answer", "correctness"),
            "own": _given(content, telling),
        }

    def mark(self, content: OrderingContent, response: Response) -> Mark:
        """Return what the scheme makes of the order.

        `exact`: 1 for every item at its place, else 0. `adjacent_pairs`: of the pairs of
        neighbours in the right order, the share whose second stands at the place right behind
        the first. `longest_run`: the most items that stand so one behind the other, over all
        items; a run of one is none. An item without a place, or that shares its place, stands
        behind nothing and before nothing.
        """
        if response is None:
            return Mark(0, content.out_of, "Nothing was put in order.")
        places = _own_places(content, response)
        share, reason = _SHARES[content.scheme](places)
        if None in places:
            reason += " An item without a place of its own does not count."
        return Mark(award(share, content.out_of), content.out_of, reason)

    def text(self, content: OrderingContent, response: Response) -> str:
        """Return the items in the order given, each with its place."""
        if not response:
            return ""
        texts, places = _texts(content), response["places"]
        placed = sorted((place, index) for index, place in enumerate(places) if place)
        words = [f"{place}. {one_line(texts[index])}" for place, index in placed]
        words += [f"–. {one_line(texts[index])}" for index, place in enumerate(places) if not place]
        return "; ".join(words)

    def key_text(self, content: OrderingContent) -> str:
        """Return the items in the right order."""
        return "; ".join(f"{n}. {one_line(text)}" for n, text in enumerate(content.items, 1))

    def right_response(self, content: OrderingContent) -> Response:
        """Return each item at its place."""
        return {"places": [index + 1 for index in by_text(content.items)]}

    def check(self, content: OrderingContent) -> list[Fault]:
        """Report items that read alike: nobody could tell which comes first."""
        return alike(
            [(("items", index), text) for index, text in enumerate(content.items)], "items"
        )

    def edit_form(self) -> type[OrderingEditForm]:
        """Return the author's form: the stem, up to ten items, and how they are marked."""
        return OrderingEditForm

    def examples(self) -> list[Example]:
        """Return right, partly, wrong and blank under each scheme."""
        content: dict[str, Any] = {
            "stem": "Put these in the order in which they happened.",
            "items": [
                "The guild <met> & “paid”",
                "A first lamp was lit",
                "\u202e\U0001f41f שלום",
                "The second lamp was built",
            ],
            "evidence": ["in the end the guild paid for every stone"],
            "skill": "retrieve",
            "points": "0.7",
        }
        exact, run = ({**content, "scheme": name} for name in ("exact", "longest_run"))
        # Sorted by text: the first lamp, the guild, the second lamp, the fish.
        return [
            Example(content, None, Fraction(0)),
            Example(content, {"places": [2, 1, 4, 3]}, Fraction(1)),
            Example(content, {"places": [3, 2, 1, 4]}, Fraction(2, 3)),
            Example(content, {"places": [3, 4, 1, 2]}, Fraction(0)),
            Example(content, {"places": [2, 1, None, None]}, Fraction(1, 3)),
            Example(content, {"places": [2, 1, 4, 4]}, Fraction(1, 3)),
            Example(exact, {"places": [2, 1, 4, 3]}, Fraction(1)),
            Example(exact, {"places": [2, 1, 3, 4]}, Fraction(0)),
            Example(run, {"places": [3, 2, 1, 4]}, Fraction(3, 4)),
            Example(run, {"places": [3, 4, 1, 2]}, Fraction(0)),
        ]


def _texts(content: OrderingContent) -> list[str]:
    """Return the items in the order in which a response holds them."""
    return [content.items[index] for index in by_text(content.items)]


def _order(content: OrderingContent, seed: int) -> list[int]:
    """Return the indexes of a response in shown order."""
    return shuffled(len(content.items), seed, content.stem)


def _given(content: OrderingContent, telling: Telling | None) -> list[tuple[int | None, str]]:
    """Return each place given and its text, those without a place last; nothing of the key."""
    if telling is None or not telling.response or not tells(telling, "answers"):
        return []
    pairs = zip(telling.response["places"], _texts(content), strict=True)
    return sorted(pairs, key=lambda pair: (pair[0] is None, pair))


def _own_places(content: OrderingContent, response: dict[str, Any]) -> Places:
    """Return the place of each item in the right order; None where it has none of its own."""
    given = response["places"]
    places: list[int | None] = [None] * len(given)
    for place, index in zip(given, by_text(content.items), strict=True):
        places[index] = place if given.count(place) == 1 else None
    return places


def _follows(places: Places) -> list[bool]:
    """Return, for each item but the first, whether it stands right behind the one before it."""
    return [
        one is not None and other is not None and other == one + 1
        for one, other in zip(places, places[1:], strict=False)
    ]


def _exact(places: Places) -> tuple[Fraction, str]:
    if list(places) == list(range(1, len(places) + 1)):
        return Fraction(1), "This is the right order."
    return Fraction(0), "The right order is another one."


def _adjacent_pairs(places: Places) -> tuple[Fraction, str]:
    follows = _follows(places)
    if all(follows):
        return Fraction(1), "This is the right order."
    words = f"Items right after the one they should follow: {sum(follows)} of {len(follows)}."
    return Fraction(sum(follows), len(follows)), words


def _longest_run(places: Places) -> tuple[Fraction, str]:
    longest = run = 1
    for follows in _follows(places):
        run = run + 1 if follows else 1
        longest = max(longest, run)
    if longest == len(places):
        return Fraction(1), "This is the right order."
    if longest == 1:
        return Fraction(0), "No two items follow each other rightly."
    words = f"The longest run in the right order has {longest} of {len(places)} items."
    return Fraction(longest, len(places)), words


_SHARES = {
    "exact": _exact,
    "adjacent_pairs": _adjacent_pairs,
    "longest_run": _longest_run,
}
