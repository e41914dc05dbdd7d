"""Two requests of one person that join at once meet at the key: one place, and no error."""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing

import pytest
from sqlalchemy import func, select

from quizapp import db
from quizapp.classes.actions import join
from quizapp.models import Member, User
from tests.build import NOW

A_MOMENT = 0.3  # seconds, many times what joining takes when it need not wait


@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_joining_twice_at_once_is_joining_once(engine, session, school, end):
    mallory, class_id = school.people["mallory"].id, school.class_.id

    def join_elsewhere():
        with closing(db.open_session(engine, writes=True)) as own:
            place = join(own, class_id, own.get_one(User, mallory), "student", NOW)
            is_usable = own.scalar(select(func.count(User.id))) > 0
            own.commit()
            return place.user_id, is_usable

    join(session, class_id, school.people["mallory"], "student", NOW)
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(join_elsewhere)
        assert not wait([second], A_MOMENT).done
        getattr(session, end)()
        assert second.result(timeout=10) == (mallory, True)
    places = select(Member).where(Member.class_id == class_id, Member.user_id == mallory)
    assert len(session.scalars(places).all()) == 1
