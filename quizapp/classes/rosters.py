"""What a roster would change in a class: row by row, before anything is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.classes.actions import has_right
from quizapp.classes.logins import FreeLogins
from quizapp.formats.rosters import BadRow, RosterRow
from quizapp.models import Class, Group, GroupMember, Member, User

AT_ONCE = 5_000  # values in one statement; SQLite takes 32,766, PostgreSQL 65,535

# What becomes of a row. The first is somebody nobody knew, the next three are known.
NEW, LET_IN, BACK, HERE = "new", "let_in", "back", "here"


class Planned(NamedTuple):
    """What becomes of a row; `person_id` is None for somebody new, `note` says what is odd."""

    row: RosterRow
    what: str
    login: str
    person_id: int | None = None
    note: str = ""


class Plan(NamedTuple):
    """What a roster would change, in the order of the file, and the rows that stay outside."""

    class_id: int
    good: list[Planned]
    bad: list[BadRow]

    def count(self, what: str) -> int:
        """Return how many rows become this."""
        return sum(planned.what == what for planned in self.good)


class Place(NamedTuple):
    """Somebody's place in the class as it is now."""

    person_id: int
    role: str
    state: str
    number: str | None
    name: str
    login: str | None


class Stranger(NamedTuple):
    """Somebody outside the class who has a sign-in name of the file."""

    person_id: int
    role: str
    disabled_at: datetime | None


class _Refused(ValueError):
    """A row stays outside; the message says why and what to do."""


def plan(
    session: Session, class_: Class, rows: Sequence[RosterRow], teacher_id: int | None
) -> Plan:
    """Return what these rows would change in the class; nothing is written.

    Somebody outside the class is let in by their sign-in name only when this teacher teaches
    them elsewhere: else a sign-in card would open anybody's account. `teacher_id` None is
    whoever runs the site, who may let in every student.
    """
    planner = _Planner(session, class_, rows, teacher_id)
    # Who is known by number or sign-in name goes first; the others are known by what is left.
    for row in rows:
        if row.login or row.number:
            planner.find(row)
    planned = [planner.place(row) for row in rows]
    good = [item for item in planned if isinstance(item, Planned)]
    return Plan(class_.id, good, [item for item in planned if isinstance(item, BadRow)])


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield values in parts that fit into a statement."""
    items = list(values)
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]


def places_of(session: Session, class_id: int) -> list[Place]:
    """Return everybody's place in the class, whoever left and whoever waits included."""
    found = session.execute(
        select(User.id, Member.role, Member.state, Member.roster_id, User.name, User.login)
        .join(Member, Member.user_id == User.id)
        .where(Member.class_id == class_id)
        .order_by(User.id)
    )
    return [Place(*row) for row in found]


class _Planner:
    """Looks up, in a few statements, what the rows need; then places each row by itself."""

    def __init__(
        self, session: Session, class_: Class, rows: Sequence[RosterRow], teacher_id: int | None
    ) -> None:
        self.places = places_of(session, class_.id)
        self.by_number = {place.number: place for place in self.places if place.number}
        self.by_login = {place.login: place for place in self.places if place.login}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            if place.role == "student":
                self.by_name[place.name.casefold()].append(place)
        logins = {row.login for row in rows if row.login} - self.by_login.keys()
        self.strangers = _strangers(session, logins)
        self.taught = _taught(session, self.strangers, teacher_id)
        needs_login = any(not row.login for row in rows)
        taken = set(session.scalars(select(User.login))) if needs_login else set()
        self.free = FreeLogins({login for login in taken if login} | logins)
        self.claimed: dict[int, int] = {}  # line by person
        self.found: dict[int, Place | _Refused] = {}  # by line

    def find(self, row: RosterRow) -> None:
        """Note who of the class has the row's number or sign-in name."""
        try:
            place = self._known(row)
            if place:
                self._claim(place, row)
                self.found[row.line] = place
        except _Refused as refusal:
            self.found[row.line] = refusal

    def place(self, row: RosterRow) -> Planned | BadRow:
        """Return what becomes of a row."""
        try:
            known = self.found.get(row.line)
            if isinstance(known, _Refused):
                raise known
            return self._again(row, known or self._namesake(row)) or self._from_outside(row)
        except _Refused as refusal:
            return BadRow(row.line, row.cells, f"{refusal}.")

    def _known(self, row: RosterRow) -> Place | None:
        numbered, named = self.by_number.get(row.number), self.by_login.get(row.login)
        if numbered and named and numbered != named:
            raise _Refused(
                f"the number {row.number} is {numbered.name}'s, and the sign-in name "
                f"{row.login} is {named.name}'s. Which of them is it?"
            )
        if named and row.number and named.number not in {None, row.number}:
            raise _Refused(
                f"the sign-in name {row.login} is {named.name}'s, who has the number "
                f"{named.number}. Put one of them right"
            )
        return numbered or named

    def _namesake(self, row: RosterRow) -> Place | None:
        """Return the one student of this name whom no row has spoken of yet."""
        if row.login:
            return None
        left = [
            place
            for place in self.by_name.get(row.name.casefold(), ())
            if place.person_id not in self.claimed and not (row.number and place.number)
        ]
        if len(left) > 1:
            raise _Refused(
                f"{len(left)} students of this class have this name. "
                "Write the sign-in name, so that it is clear who is meant"
            )
        for place in left:
            self._claim(place, row)
        return left[0] if left else None

    def _claim(self, place: Place, row: RosterRow) -> None:
        if place.role != "student":
            raise _Refused(f"{place.name} teaches this class")
        if earlier := self.claimed.get(place.person_id):
            raise _Refused(f"this is {place.name}, who stands in line {earlier} already")
        self.claimed[place.person_id] = row.line

    def _again(self, row: RosterRow, place: Place | None) -> Planned | None:
        if place is None:
            return None
        what = {"here": HERE, "left": BACK, "waiting": LET_IN}[place.state]
        notes = []
        if place.name != row.name:
            notes.append(f"known here as {place.name}")
        if row.login and row.login != place.login:
            notes.append(f"goes on signing in as {place.login}")
        return Planned(row, what, place.login or "", place.person_id, "; ".join(notes))

    def _from_outside(self, row: RosterRow) -> Planned:
        stranger = self.strangers.get(row.login)
        if stranger is None:
            return Planned(row, NEW, row.login or self.free.take(row.name))
        if stranger.person_id not in self.taught:
            raise _Refused(
                f"the sign-in name {row.login} is taken by somebody who is not in this class. "
                "Choose another one, or give them the code of the class to join by"
            )
        return Planned(row, LET_IN, row.login, stranger.person_id)


def _strangers(session: Session, logins: set[str]) -> dict[str, Stranger]:
    """Return who has these sign-in names; none of them is in the class."""
    return {
        login: Stranger(id_, role, disabled_at)
        for part in in_parts(sorted(logins))
        for login, id_, role, disabled_at in session.execute(
            select(User.login, User.id, User.role, User.disabled_at).where(User.login.in_(part))
        )
        if login
    }


def _taught(session: Session, strangers: dict[str, Stranger], teacher_id: int | None) -> set[int]:
    """Return who of them may be let in: students whom this teacher teaches elsewhere."""
    students = {
        stranger.person_id
        for stranger in strangers.values()
        if stranger.role == "student" and stranger.disabled_at is None
    }
    if teacher_id is None or not students:
        return students
    own = select(Class.id).where(has_right(teacher_id, "teach"))
    found = session.scalars(
        select(Member.user_id).where(
            Member.class_id.in_(own), Member.role == "student", Member.state == "here"
        )
    )
    return students.intersection(found)


def groups_of(session: Session, class_id: int) -> dict[str, int]:
    """Return the groups of a class, id by name."""
    groups = session.scalars(select(Group).where(Group.class_id == class_id))
    return {group.name: group.id for group in groups}


def grouped(session: Session, class_id: int) -> set[tuple[int, int]]:
    """Return group and person of every place in a group of the class."""
    found = session.execute(
        select(GroupMember.group_id, GroupMember.user_id).where(GroupMember.class_id == class_id)
    )
    return {(group_id, user_id) for group_id, user_id in found}
