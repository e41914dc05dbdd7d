"""What a student is granted in every quiz. Why is nobody's to read, and is not kept."""

from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.audit.actions import Deed, record
from quizapp.models import Accommodation, Member

AS_EVERYBODY = 100
# Percent of a quiz's time; None: no limit.
TIMES: tuple[int | None, ...] = (100, 125, 150, 200, None)


def time_percent(session: Session, user_id: int) -> int | None:
    """Return how many percent of a quiz's time this person has; None: no limit."""
    row = session.get(Accommodation, user_id)
    return row.time_percent if row else AS_EVERYBODY


def grant_time(
    session: Session, place: Member, percent: int | None, actor_id: int, now: datetime
) -> None:
    """Grant a student this much time in every quiz of every class."""
    if percent not in TIMES:
        raise ValueError(f"{percent} is none of {TIMES}")
    if percent == time_percent(session, place.user_id):
        return
    row = session.get(Accommodation, place.user_id) or Accommodation(user_id=place.user_id)
    row.time_percent, row.granted_by_id, row.granted_at = percent, actor_id, now
    session.add(row)
    deed = Deed(actor_id, "accommodated", "class", place.class_id, place.user_id)
    record(session, deed, now, time_percent=percent)
