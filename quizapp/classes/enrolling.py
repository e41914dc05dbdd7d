"""Carrying out what a roster changes in a class: many students in a few statements."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.classes.rosters import (
    BACK,
    HERE,
    LET_IN,
    NEW,
    Plan,
    Planned,
    grouped,
    groups_of,
    in_parts,
    places_of,
)
from quizapp.models import Group, GroupMember, Member, User


class Outdated(ValueError):
    """Somebody changed the class or took a sign-in name since the plan was made."""


class Enrolled(NamedTuple):
    """How many students are new, were let in, came back and were here; and of new groups."""

    new: int
    let_in: int
    back: int
    here: int
    groups: int


def carry_out(session: Session, plan: Plan, now: datetime) -> Enrolled:
    """Do what the plan says, all of it or, with Outdated, nothing.

    Students get no password here: a card lets them in to choose one.
    """
    try:
        with session.begin_nested():
            groups = _enrol(session, plan, now)
    except IntegrityError as fault:
        raise Outdated("Somebody changed this class meanwhile. Please look once more.") from fault
    new, let_in, back, here = map(plan.count, (NEW, LET_IN, BACK, HERE))
    return Enrolled(new, let_in, back, here, groups)


def _enrol(session: Session, plan: Plan, now: datetime) -> int:
    ids = _add_people(session, plan, now)
    people = [(planned, planned.person_id or ids[planned.login]) for planned in plan.good]
    known = {place.person_id: place for place in places_of(session, plan.class_id)}
    fresh = [(planned, id_) for planned, id_ in people if id_ not in known]
    _add_places(session, plan.class_id, fresh, now)
    changed = [
        (planned.row.number or known[id_].number, id_)
        for planned, id_ in people
        if id_ in known
        and (planned.what != HERE or (planned.row.number or None) not in {None, known[id_].number})
    ]
    _change_places(session, plan.class_id, changed)
    return _put_in_groups(session, plan.class_id, people)


def _add_people(session: Session, plan: Plan, now: datetime) -> dict[str, int]:
    """Add everybody who is new; return their ids by sign-in name."""
    new = [planned for planned in plan.good if planned.what == NEW]
    if not new:
        return {}
    session.execute(
        insert(User),
        [
            {"name": item.row.name, "login": item.login, "role": "student", "created_at": now}
            for item in new
        ],
    )
    return {
        login: id_
        for part in in_parts(item.login for item in new)
        for login, id_ in session.execute(select(User.login, User.id).where(User.login.in_(part)))
        if login
    }


def _add_places(
    session: Session, class_id: int, people: list[tuple[Planned, int]], now: datetime
) -> None:
    if people:
        session.execute(
            insert(Member),
            [
                {
                    "class_id": class_id,
                    "user_id": id_,
                    "role": "student",
                    "state": "here",
                    "joined_at": now,
                    "roster_id": planned.row.number or None,
                }
                for planned, id_ in people
            ],
        )


def _change_places(session: Session, class_id: int, changed: list[tuple[str | None, int]]) -> None:
    """Let in whoever waits or left, and note the school's numbers."""
    if changed:
        table: Any = Member.__table__
        session.connection().execute(
            update(table)
            .where(table.c.class_id == class_id, table.c.user_id == bindparam("person"))
            .values(state="here", roster_id=bindparam("number")),
            [{"number": number, "person": id_} for number, id_ in changed],
        )
        # What the session remembers of them is no longer so.
        for member in [row for row in session.identity_map.values() if isinstance(row, Member)]:
            session.expire(member)


def _put_in_groups(session: Session, class_id: int, people: list[tuple[Planned, int]]) -> int:
    """Put everybody into the group their row names, a new one if need be; return how many are."""
    wanted = {planned.row.group for planned, _ in people if planned.row.group}
    if not wanted:
        return 0
    groups = groups_of(session, class_id)
    new = sorted(wanted - groups.keys())
    if new:
        session.execute(insert(Group), [{"class_id": class_id, "name": name} for name in new])
        groups = groups_of(session, class_id)
    there = grouped(session, class_id)
    places = [
        {"group_id": groups[planned.row.group], "user_id": id_, "class_id": class_id}
        for planned, id_ in people
        if planned.row.group and (groups[planned.row.group], id_) not in there
    ]
    if places:
        session.execute(insert(GroupMember), places)
    return len(new)
