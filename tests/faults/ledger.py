"""What students sent, what they were told, and whether the database bears it out."""

from collections import Counter, defaultdict
from typing import NamedTuple

from sqlalchemy import func, select

from quizapp import db
from quizapp.models import Response, SetAside


class Word(NamedTuple):
    """One save that was acknowledged."""

    attempt: int
    slot: int
    operation: str
    revision: int
    text: str


class Ledger:
    """The students' side of the story; threads only append."""

    def __init__(self):
        self.words: list[Word] = []
        self.sent: dict[tuple[int, str], str] = {}  # the text of each operation
        self.statuses = Counter()  # of answers; 0 where none came
        self.told = defaultdict(set)  # by status, the words of refusals

    def broken(self, engine):
        """Return each way in which the database does not bear the words out."""
        with db.open_session(engine, writes=False) as session:
            rows = session.scalars(select(Response)).all()
            aside = session.scalars(select(func.count(SetAside.id))).one()
        faults = [f"{aside} set aside"] * bool(aside)
        kept = {(row.attempt_id, row.operation): row for row in rows}
        if len(kept) != len(rows):
            faults.append("an operation stands there twice")
        faults += [f"never sent: {key}" for key, row in kept.items() if not self._is_sent(row)]
        newest = Counter()
        for row in rows:
            place = (row.attempt_id, row.slot)
            newest[place] = max(newest[place], row.revision)
        for word in self.words:
            row = kept.get((word.attempt, word.operation))
            if row is None:
                faults.append(f"lost: {word}")
            elif (row.slot, row.revision, row.value) != _as_told(word):
                faults.append(f"changed: {word}")
            if newest[word.attempt, word.slot] < word.revision:
                faults.append(f"stepped back: {word}")
        return faults

    def _is_sent(self, row):
        return row.value == {"text": self.sent.get((row.attempt_id, row.operation))}


def _as_told(word):
    return word.slot, word.revision, {"text": word.text}
