"""The terms on which somebody may sit a quiz, in words for its cover."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from quizapp.classes.extensions import Rights, granted_in_words, rights_of
from quizapp.core import timing
from quizapp.models import Assignment, Attempt


class OwnTerms(NamedTuple):
    """When, how long and how often one may sit a quiz.

    `standing` is `early`, `open`, `over` or `used`: no attempt is left. `begun` counts attempts.
    """

    rights: Rights
    standing: str
    begun: int

    @property
    def limit(self) -> str:
        """How long an attempt may take, in words; '' where there is no limit."""
        limit = self.rights.window.limit
        return timing.minutes_in_words(limit) if limit is not None else ""

    @property
    def granted(self) -> list[tuple[str, str]]:
        """What was granted on top, in words, each with its reason."""
        told = [(granted_in_words(one), one.reason) for one in self.rights.extensions]
        return [(words, reason) for words, reason in told if words]


_BEGUN = (
    select(func.count())
    .select_from(Attempt)
    .where(
        Attempt.assignment_id == bindparam("assignment"), Attempt.student_id == bindparam("person")
    )
)


def own_terms(
    session: Session, assignment: Assignment, person_id: int | None, now: datetime
) -> OwnTerms:
    """Return the terms of a quiz for this person."""
    rights = rights_of(session, assignment, person_id)
    begun = 0
    if person_id is not None:
        begun = session.scalar(_BEGUN, {"assignment": assignment.id, "person": person_id}) or 0
    standing = timing.standing(rights.window, now)
    if standing == "open" and rights.most_attempts is not None and begun >= rights.most_attempts:
        standing = "used"
    return OwnTerms(rights, standing, begun)
