"""Groups inside a class: some of its students, to give something to or to look at together."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.classes.actions import find_class
from quizapp.models import Class, Group, GroupMember, Member, User


class NameTaken(ValueError):
    """The class has a group of this name already."""


class FilledGroup(NamedTuple):
    """A group and the names of its students who are here, in order."""

    group: Group
    names: list[str]


def groups(session: Session, class_: Class) -> list[FilledGroup]:
    """Return the groups of a class, by name."""
    found = session.scalars(
        select(Group).where(Group.class_id == class_.id).order_by(Group.name, Group.id)
    ).all()
    rows = session.execute(
        select(GroupMember.group_id, User.name)
        .join(
            Member,
            (Member.class_id == GroupMember.class_id) & (Member.user_id == GroupMember.user_id),
        )
        .join(User, User.id == Member.user_id)
        .where(GroupMember.class_id == class_.id, Member.state == "here")
        .order_by(User.name, User.id)
    ).all()
    return [FilledGroup(group, [name for id_, name in rows if id_ == group.id]) for group in found]


def find_group(
    session: Session, person_id: int | None, class_id: int, group_id: int
) -> Group | None:
    """Return a group of a class that this person teaches."""
    if find_class(session, person_id, class_id, "teach") is None:
        return None
    return session.scalar(select(Group).where(Group.id == group_id, Group.class_id == class_id))


def student_ids(session: Session, group: Group) -> list[int]:
    """Return the ids of the students of a group."""
    return list(
        session.scalars(select(GroupMember.user_id).where(GroupMember.group_id == group.id))
    )


def make_group(session: Session, class_: Class, name: str) -> Group:
    """Return a new group without anybody in it; NameTaken."""
    group = Group(class_id=class_.id, name=name)
    try:
        with session.begin_nested():
            session.add(group)
    except IntegrityError as refusal:
        raise NameTaken from refusal
    return group


def rename_group(session: Session, group: Group, name: str) -> None:
    """Give the group another name; NameTaken."""
    try:
        with session.begin_nested():
            group.name = name
    except IntegrityError as refusal:
        raise NameTaken from refusal


def fill_group(
    session: Session, group: Group, among: Collection[int], wanted: Collection[int]
) -> None:
    """Let just the `wanted` of these students be in the group; who left keeps their place."""
    session.execute(
        delete(GroupMember).where(
            GroupMember.group_id == group.id,
            GroupMember.user_id.in_(among),
            GroupMember.user_id.not_in(wanted),
        )
    )
    new = set(wanted) & set(among) - set(student_ids(session, group))
    session.add_all(
        GroupMember(group_id=group.id, class_id=group.class_id, user_id=id_) for id_ in sorted(new)
    )
    session.flush()


def remove_group(session: Session, group: Group) -> None:
    """Remove the group; its students and their work stay."""
    session.execute(delete(GroupMember).where(GroupMember.group_id == group.id))
    session.delete(group)
    session.flush()
