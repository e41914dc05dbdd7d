"""What a sitting must be, in plain Python: the statement, the clock and the receipt anew.

It shares no line with what it judges. The numbers are those that students are told.
"""

import hashlib
import json
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

SECOND = timedelta(seconds=1)
GRACE = 60 * SECOND
TYPED, JUDGED = 2, 3  # the slots that are answered: a line of text, and true, false or not said
SLOTS = (1, 2, 3, 4)


class Message(NamedTuple):
    """An operation as a browser sends it; its `fields` are those of the form."""

    op: str
    slot: int
    base: int
    fields: dict[str, str]

    @property
    def value(self) -> dict[str, str] | None:
        """What it means: blanks alone are no answer."""
        return self.fields if any(text.strip() for text in self.fields.values()) else None


class Kept(NamedTuple):
    """A revision of a slot."""

    op: str
    value: dict[str, str] | None
    saved_at: datetime


class Aside(NamedTuple):
    """What could not be the answer, and why."""

    slot: int
    base: int
    value: dict[str, str] | None
    reason: str


class Told(NamedTuple):
    """What a browser hears of a save."""

    status: int
    revision: int
    value: dict[str, str] | None
    saved_at: datetime | None


class End(NamedTuple):
    """When and by what it ended, and the hash of the answers."""

    at: datetime
    by: str
    sha256: str


class Pause(NamedTuple):
    """Since when the clock stands, and the seconds that it will have left."""

    at: datetime
    left: int | None


class Sitting:
    """One attempt, as it must be."""

    def __init__(self, attempt_id: int, versions: dict[int, int], began: datetime) -> None:
        self.attempt_id, self.versions, self.began = attempt_id, versions, began
        self.limit: int | None = None  # minutes, as the teacher has set them now
        # Percent and minutes, for the class and for the student.
        self.grants: dict[str, tuple[int, int]] = {"class": (100, 0), "student": (100, 0)}
        self.due: datetime | None = None
        self.pause: Pause | None = None
        self.stood = timedelta(0)  # so long the clock has stood in all
        self.answers: dict[int, list[Kept]] = {slot: [] for slot in SLOTS}
        self.aside: dict[str, Aside] = {}
        self.end: End | None = None

    # --- time ------------------------------------------------------------------------

    def reckon(self) -> datetime | None:
        """Return the deadline that limit and grants of now would give."""
        if self.limit is None:
            return None
        seconds, minutes = Fraction(self.limit * 60), 0
        for percent, more in self.grants.values():
            seconds *= Fraction(percent, 100)
            minutes += more
        return self.began + timedelta(seconds=-(-seconds // 1), minutes=minutes)

    def lengthen(self) -> None:
        """Move the deadline, later only, and not once it has ended."""
        new = self.reckon()
        new = None if new is None else new + self.stood
        if self.end is not None:
            return
        if self.due is not None:
            self.due = None if new is None else max(self.due, new)
        if self.pause and self.pause.left is not None:
            stands = self.pause.at + timedelta(seconds=self.pause.left)
            later = None if new is None else -((self.pause.at - max(stands, new)) // SECOND)
            self.pause = Pause(self.pause.at, later)

    def stop_clock(self, now: datetime) -> None:
        """Stop reading; twice is once, and after the deadline nothing is left to keep."""
        if self.end or self.pause or (self.due and now >= self.due):
            return
        left = None if self.due is None else (self.due - now) // SECOND
        self.pause, self.due = Pause(now, left), None

    def go_on(self, now: datetime) -> None:
        """Read on, with the time that was left."""
        if self.pause is None:
            return
        began, left = self.pause
        self.pause = None
        if self.end is None:
            # A clock that was put back takes nothing away.
            now = max(now, began)
            self.due = None if left is None else now + left * SECOND
            self.stood += now - began

    def is_over(self, now: datetime) -> bool:
        """Is the time up, and the grace?"""
        return self.due is not None and now - self.due > GRACE

    def seconds_left(self, now: datetime) -> int | None:
        """Return what the page's clock must show."""
        if self.due is None:
            return None
        return max(0, -((now - self.due) // SECOND))

    # --- answers ---------------------------------------------------------------------

    def is_taking(self, now: datetime) -> bool:
        """Does an answer count now?"""
        return self.end is None and not self.is_over(now)

    def deliver(self, sent: Message, now: datetime) -> Told:
        """Take what arrives, and return what must be answered."""
        kept = self.answers[sent.slot]
        for revision, one in enumerate(kept, 1):
            if one.op == sent.op:
                return Told(200, revision, one.value, one.saved_at)
        self.go_on(now)
        if self.is_taking(now) and sent.base == len(kept):
            kept.append(Kept(sent.op, sent.value, now))
            return Told(200, len(kept), sent.value, now)
        reason = "superseded" if self.is_taking(now) else "late"
        self.aside.setdefault(sent.op, Aside(sent.slot, sent.base, sent.value, reason))
        status = 409 if self.is_taking(now) else 423
        newest = kept[-1] if kept else Kept("", None, now)
        return Told(status, len(kept), newest.value, newest.saved_at if kept else None)

    def press(self, page: list[Message], now: datetime) -> list[Told]:
        """Take a whole page: what differs from what it was drawn with."""
        changed = [sent for sent in page if sent.value != self.seen(sent)]
        return [self.deliver(sent, now) for sent in changed]

    def seen(self, sent: Message) -> Any:
        """Return the answer upon which it was typed."""
        kept = self.answers[sent.slot]
        return kept[sent.base - 1].value if 1 <= sent.base <= len(kept) else None

    # --- the end ---------------------------------------------------------------------

    def look(self, now: datetime) -> None:
        """Whoever opens a page finds what is over handed in."""
        if self.end is None and self.is_over(now):
            self.hand_in(now)

    def hand_in(self, now: datetime) -> None:
        """End it, once."""
        if self.end is None:
            at = now if self.due is None else min(now, self.due)
            self.end = End(at, "student" if at == now else "time", self.sha256())

    def sha256(self) -> str:
        """Return the hash of the answers in the form that the receipt promises."""
        rows = []
        for slot in SLOTS:
            kept = self.answers[slot]
            value = kept[-1].value if kept else None
            said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            rows.append(f"[{slot},{self.versions[slot]},{len(kept)},{said}]")
        text = f'{{"answers":[{",".join(rows)}],"attempt":{self.attempt_id}}}'
        return hashlib.sha256(text.encode()).hexdigest()

    def receipt(self) -> str:
        """Return the short name of the receipt."""
        assert self.end is not None
        return f"{self.attempt_id}-{self.end.sha256[:4]}-{self.end.sha256[4:8]}".upper()
