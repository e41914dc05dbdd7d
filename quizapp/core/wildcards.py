"""Accepted answers in which a `*` stands for any words, or for none.

An answer is read once, word by word, whatever the accepted text is: what has been reached of
that text is one bit for each of its words, so there is nothing to go back to.
"""

from quizapp.core.matching import normalise

# A letter of one manuscript of the fifteenth century; it stays as it is when normalised.
_ANY = "\ua66e"


def has_wildcard(text: str) -> bool:
    """Does a `*` stand in an accepted text, other than one written `\\*`?"""
    return "*" in text.replace("\\*", "")


def plain(text: str) -> str:
    """Return an accepted text as it reads: `…` for any words, `*` for `\\*`."""
    return "*".join(part.replace("*", "…") for part in text.split("\\*"))


def is_like(answer: str, accepted: str) -> bool:
    """Is an answer one that the accepted text allows, case, accents and articles aside?

    A text of stars alone allows nothing.
    """
    words, loops = _read(accepted)
    if not words:
        return False
    places: dict[str, int] = {}
    for index, word in enumerate(words):
        places[word] = places.get(word, 0) | 1 << index
    reached = 1
    for word in normalise(answer).split():
        reached = (reached & places.get(word, 0)) << 1 | reached & loops
    return bool(reached >> len(words) & 1)


def _read(accepted: str) -> tuple[list[str], int]:
    """Return the words of an accepted text, and a bit for each place where any may stand."""
    # Whoever types that letter means no wildcard.
    plain = accepted.replace(_ANY, " ").replace("\\*", " ")
    stars = plain.replace("*", f" {_ANY} ")
    words: list[str] = []
    loops = 0
    for word in normalise(stars).split():
        if word == _ANY:
            loops |= 1 << len(words)
        else:
            words.append(word)
    return words, loops
