"""What `./quiz run` prints is true before anybody goes there."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from quizapp import db
from quizapp.accounts.actions import find_first_teacher_link
from quizapp.cli.run import _first_teacher_path
from tests import build


@pytest.mark.database("sqlite")
def test_the_first_teachers_link_works_once_it_is_printed(engine):
    token = _first_teacher_path(engine).removeprefix("/first-teacher/")
    with closing(db.open_session(engine, writes=False)) as session:
        assert find_first_teacher_link(session, token, datetime.now(UTC))


@pytest.mark.database("sqlite")
def test_with_a_teacher_there_is_no_link_to_become_the_first(engine, session):
    build.person(session, "Ada", "teacher")
    session.commit()
    assert _first_teacher_path(engine) == ""
