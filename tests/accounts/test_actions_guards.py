"""What each condition of an action keeps apart: this link from others, this person from others."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts import actions
from quizapp.models import OneTimeLink, SignInSession
from tests import build
from tests.build import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def links(session, school):
    """The first teacher's link, and one to a new password."""
    actions.make_first_teacher_link(session, "first", NOW)
    other = {"token_sha256": actions.token_sha256("other"), "user_id": school.people["alice"].id}
    session.add(OneTimeLink(purpose="new_password", created_at=NOW, expires_at=LATER, **other))
    session.flush()
    return session


def there(session):
    return {row.purpose: row.used_at for row in session.scalars(select(OneTimeLink))}


def test_a_link_is_spent_once_and_no_other_with_it(links):
    link = actions.find_first_teacher_link(links, "first", NOW)
    actions.use_link(links, link, NOW)
    links.expire_all()
    assert there(links) == {"first_teacher": NOW, "new_password": None}
    with pytest.raises(actions.LinkSpent):
        actions.use_link(links, link, LATER)


def test_a_new_link_for_the_first_teacher_voids_the_old_one_only(links):
    actions.make_first_teacher_link(links, "second", NOW)
    assert set(there(links)) == {"first_teacher", "new_password"}
    assert actions.find_first_teacher_link(links, "first", NOW) is None
    assert actions.find_first_teacher_link(links, "second", NOW)


def test_only_what_has_expired_is_purged(links, school):
    for name, ends in (("old", LATER), ("new", LATER + timedelta(hours=2))):
        whose = {"user_id": school.people["bob"].id, "created_at": NOW, "expires_at": ends}
        links.add(SignInSession(token_sha256=name, **whose))
    links.flush()
    actions.purge_expired(links, LATER + timedelta(hours=1))
    assert set(there(links)) == {"first_teacher"}
    assert links.scalars(select(SignInSession.token_sha256)).all() == ["new"]


def test_a_new_password_signs_nobody_else_out(session, school):
    for name in ("bob", "carol"):
        whose = {"user_id": school.people[name].id, "created_at": NOW, "expires_at": LATER}
        session.add(SignInSession(token_sha256=name, **whose))
    session.flush()
    actions.change_password(session, school.people["bob"], build.PASSWORD, None, NOW)
    assert session.scalars(select(SignInSession.token_sha256)).all() == ["carol"]
