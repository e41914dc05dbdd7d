"""Taking a roster in: written down, and for a teacher not too often."""

from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.accounts.limits import IMPORT, count_failure, try_again_at
from quizapp.audit.actions import Deed, record
from quizapp.classes.enrolling import Enrolled, carry_out
from quizapp.classes.rosters import HERE, Plan


def next_import_at(session: Session, teacher_id: int, now: datetime) -> datetime | None:
    """Return when this teacher may take the next list in, or None when now will do."""
    return try_again_at(session, str(teacher_id), now, IMPORT)


def take_in(session: Session, plan: Plan, by: int | None, now: datetime) -> Enrolled:
    """Do what the plan says and write down who did; Outdated, and then nothing is done.

    `by` None is whoever runs the site, who is not counted.
    """
    done = carry_out(session, plan, now)
    if by is not None:
        # Here what is counted is no failure: the twentieth list has gone in.
        count_failure(session, str(by), now, IMPORT)
    record(session, Deed(by, "roster_imported", "class", plan.class_id), now, **done._asdict())
    return done


def add_one(session: Session, plan: Plan, by: int, now: datetime) -> None:
    """Put in the one student of this plan, if it is a good one; Outdated."""
    carry_out(session, plan, now)
    if any(planned.what != HERE for planned in plan.good):
        record(session, Deed(by, "member_added", "class", plan.class_id), now)
