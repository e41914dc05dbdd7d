"""Each test finds the PostgreSQL database as it was before the last one."""

import pytest
from sqlalchemy import func, inspect, select

from quizapp.models import Base, User
from tests import build

psycopg = pytest.importorskip("psycopg", reason="./quiz test installs it")
pytestmark = pytest.mark.database("postgresql")


@pytest.mark.parametrize("time", ["first", "again"])
def test_nothing_is_left_and_ids_begin_at_one(session, time):
    made = build.school(session)
    session.commit()
    assert made.people["alice"].id == 1, time


def test_every_table_is_emptied(session, school, keeper):
    session.close()
    keeper.empty()
    for table in Base.metadata.sorted_tables:
        assert session.scalar(select(func.count()).select_from(table)) == 0, table.name


def test_the_school_that_was_kept_is_the_school_that_is_built(session, school, keeper):
    kept = _columns(school)
    session.close()
    keeper.empty()
    assert _columns(build.school(session)) == kept


def _columns(school):
    rows = [school.article, school.quiz, school.class_, school.assignment, school.practice]
    rows += sorted(school.people.values(), key=lambda person: person.id)
    return [
        {column.key: getattr(row, column.key) for column in inspect(row).mapper.column_attrs}
        for row in rows
    ]


def test_ids_go_on_after_those_of_the_school(session, school):
    robin = build.person(session, "Robin", "student")
    assert robin.id == max(person.id for person in school.people.values()) + 1


def test_a_transaction_that_is_left_open_is_noticed(session, keeper):
    session.scalar(select(User.id))
    with pytest.raises(psycopg.errors.LockNotAvailable):
        keeper.empty()
    session.rollback()
