"""Sign-in names made from names: Anna Berg signs in as a.berg, the next one as a.berg2."""

import unicodedata

LONGEST = 40  # letters, before a number
# Letters that are no letter of ours with a mark, so that Unicode takes nothing off them.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def login_of(name: str) -> str:
    """Return a.berg for Anna Berg, in ASCII; `student` for a name that has no such letters."""
    words = [word for part in name.split() if (word := _plain(part))]
    if not words:
        return "student"
    return (f"{words[0][0]}.{words[-1]}" if len(words) > 1 else words[0])[:LONGEST]


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in folded if letter.isascii() and letter.isalnum())


class FreeLogins:
    """Hands out sign-in names that nobody has."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        # Where to go on counting, for a school of a thousand Smiths.
        self._last: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Return a sign-in name for this name; nobody else gets it."""
        base = login = login_of(name)
        number = self._last.get(base, 1)
        while login in self._taken:
            number += 1
            login = f"{base}{number}"
        self._last[base] = number
        self._taken.add(login)
        return login
