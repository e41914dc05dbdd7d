"""Options to pick from: what one is, the order in which they are shown, and what is wrong."""

from collections.abc import Collection, Sequence
from typing import Any

from pydantic import Field

from quizapp.kinds import parts
from quizapp.kinds.contract import Fault, Strict, Telling, tells
from quizapp.kinds.shuffling import shuffled

LETTERS = "ABCDEFGHIJ"


class AnyOption(Strict):
    """One option: its text, whether it is right, and a word to whoever picks it.

    A pinned one keeps its place when the others are shuffled: "all of these" stays last.
    """

    text: str = Field(min_length=1)
    key: bool = False
    feedback: str = ""
    pinned: bool = False


def shown_order(options: Sequence[AnyOption], seed: int, stem: str) -> list[int]:
    """Return the author's indexes in the order in which the options of a stem are shown."""
    pinned = [index for index, option in enumerate(options) if option.pinned]
    return shuffled(len(options), seed, stem, pinned)


def shown(options: Sequence[AnyOption], order: Sequence[int]) -> list[dict[str, Any]]:
    """Return what a student sees of the options: letters that follow the order, and texts."""
    return [
        {"letter": LETTERS[place], "text": options[index].text} for place, index in enumerate(order)
    ]


def told(
    options: Sequence[AnyOption],
    order: Sequence[int],
    own: Collection[int],
    telling: Telling | None,
) -> list[dict[str, Any]]:
    """Return what review adds to `shown`: the author's index, whether right, the feedback.

    `own` are the indexes of those picked. Whether right is None where it may not be told; a
    word on an option is for whoever picked it.
    """
    has_key, has_words = tells(telling, "right_answer"), tells(telling, "option_feedback")
    return [
        {
            **seen,
            "index": index,
            "is_key": options[index].key if has_key else None,
            "feedback": options[index].feedback
            if has_words and (telling is None or index in own)
            else "",
        }
        for seen, index in zip(shown(options, order), order, strict=True)
    ]


def alike(options: Sequence[AnyOption]) -> list[Fault]:
    """Return a fault at each option that reads as an earlier one does."""
    texts: list[tuple[parts.Path, str]] = [
        (("options", index, "text"), option.text) for index, option in enumerate(options)
    ]
    return parts.alike(texts, "options")
