"""Telling somebody to wait: in words, and for programs."""

from datetime import UTC, datetime
from math import ceil

from quizapp.core.counts import count


class Wait:
    """A wait until a moment: `words` for a person, `headers` for a program."""

    def __init__(self, until: datetime) -> None:
        seconds = max(1, ceil((until - datetime.now(UTC)).total_seconds()))
        minutes = ceil(seconds / 60)
        long = count(seconds, "second") if seconds <= 90 else count(minutes, "minute")
        self.words = f"Wait {long}, then try again."
        self.headers = {"Retry-After": str(seconds)}
