"""Passwords: one cost for everybody, so that an unknown name takes as long as a known one."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12  # characters, for whoever can see other people's answers
# OWASP's second choice for argon2id. The library's default costs nine times as much, ten
# seconds of two cores when a class signs in.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_DUMMY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the argon2id hash to store. Call it outside any transaction: it takes its time."""
    return _hasher.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Is this the password? With no stored hash it takes as long and says no."""
    try:
        return _hasher.verify(stored or _DUMMY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
