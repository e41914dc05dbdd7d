"""Passwords: one cost for everybody, so that an unknown name takes as long as a known one."""

import os
from functools import cache
from itertools import product
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12  # characters, for whoever can see other people's answers
SHORTEST_OF_A_STUDENT = 8
LONGEST = 128
# OWASP's second choice for argon2id. The library's default costs nine times as much, ten
# seconds of two cores when a class signs in.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_DUMMY = _hasher.hash("nobody has this password")
# More at once than cores would only make each of them slower, and take 19 MB each.
_turns = BoundedSemaphore(os.cpu_count() or 1)
# What people put behind a word that is too short.
_ENDINGS = """1 2 3 7 11 12 13 21 22 23 69 77 88 99 01 007 100 111 123 321 666 777 1234 12345
123456 1234567 12345678 123456789 1234567890 2020 2021 2022 2023 2024 2025 2026 2027 ! 1! 123!
1234! . ? # @123""".split()
_LEET = str.maketrans("4@3105$7!", "aaeiossti")


def hash_password(password: str) -> str:
    """Return the argon2id hash to store. Call it outside any transaction: it takes its time."""
    with _turns:
        return _hasher.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Is this the password? With no stored hash it takes as long and says no."""
    try:
        with _turns:
            return _hasher.verify(stored or _DUMMY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Was it hashed at another cost than today's?"""
    return _hasher.check_needs_rehash(stored)


def shortest(role: str) -> int:
    """Return how many characters a password needs at least."""
    return SHORTEST_OF_A_STUDENT if role == "student" else SHORTEST


def why_not(password: str, role: str, names: tuple[str, ...] = ()) -> str | None:
    """Return in words why somebody of this role and these names cannot have the password."""
    if len(password) < shortest(role):
        return f"At least {shortest(role)} characters: four words are a good password."
    if len(password) > LONGEST:
        return f"At most {LONGEST} characters."
    if is_common(password):
        return "Many people have this password. Choose another: four words are a good one."
    if _letters(password) in {_letters(name) for name in names} - {""}:
        return "That is your own name. Choose what others cannot guess."
    return None


def is_common(password: str) -> bool:
    """Is it among the passwords that are tried first?"""
    plain = password.casefold().strip()
    stem = plain.rstrip("0123456789!.?#@$")
    half = plain[: len(plain) // 2]
    return (
        bool({plain, stem, stem.translate(_LEET), plain.translate(_LEET)} & common_passwords())
        or len(set(plain)) < 4
        or (plain == half * 2 and half in common_passwords())
        or any(plain in run or plain in run[::-1] for run in _runs())
    )


@cache
def common_passwords() -> frozenset[str]:
    """Return the words that people choose, alone and with the usual endings."""
    words = Path(__file__).with_name("common_words.txt").read_text("ascii").split()
    return frozenset(words) | {word + ending for word, ending in product(words, _ENDINGS)}


@cache
def _runs() -> tuple[str, ...]:
    """Return what lies side by side in the alphabet, among the digits and on the keys."""
    rows = "qwertyuiop asdfghjkl zxcvbnm qwertzuiop azertyuiop yxcvbnm".split()
    columns = "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp"
    return (
        "abcdefghijklmnopqrstuvwxyz",
        "1234567890" * 3,
        *("".join(pair) for pair in product(rows, rows)),
        *columns,
    )


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())
