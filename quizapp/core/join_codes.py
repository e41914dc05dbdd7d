"""Codes that a class is joined by: eight letters, none of which looks like another."""

import unicodedata

# Neither 0 nor O, 1, I or L, and no U, which is read as V.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
CODES = len(ALPHABET) ** LENGTH  # how many there are: 6.6 × 10¹¹
DAYS = 7  # how long a code opens the class


def code_of(number: int) -> str:
    """Return the code of this number below CODES."""
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(reversed(letters))


def typed_code(typed: str) -> str:
    """Return what somebody typed as a code is kept: in capitals, without blanks and hyphens."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in folded if letter.isalnum())


def in_halves(code: str) -> str:
    """Return the code as it is read out and copied: ABCD EFGH."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
