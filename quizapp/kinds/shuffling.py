"""The order in which things are shown: drawn from the attempt's seed, never from the key."""

from collections.abc import Collection, Sequence
from random import Random


def shuffled(size: int, seed: int, stem: str, pinned: Collection[int] = ()) -> list[int]:
    """Return the indexes 0 to size-1 in shown order; those `pinned` keep their place.

    Drawn by attempt and stem, so that a page redraws the same and two questions of one
    attempt are not shuffled alike.
    """
    loose = [index for index in range(size) if index not in pinned]
    drawn = loose.copy()
    Random(f"{seed}:{stem}").shuffle(drawn)  # noqa: S311  order, not a secret
    places = dict(zip(loose, drawn, strict=True))
    return [places.get(index, index) for index in range(size)]


def by_text(texts: Sequence[str]) -> list[int]:
    """Return the indexes of `texts` in the order of the texts.

    Where the author's order is itself the key (ordering, matching), a response names things
    by their place in this order, and what is shown is drawn from it: it tells nothing, and it
    stays when only the key is corrected.
    """
    return sorted(range(len(texts)), key=lambda index: (texts[index], index))
