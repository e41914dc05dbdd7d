"""Who is welcome where: the whole table, written out again."""

import pytest

from quizapp.core.permissions import AUDIENCES, ROLES, is_welcome

WELCOME = {
    "everyone": {None, "guest", "student", "teacher", "administrator"},
    "students": {"guest", "student", "teacher", "administrator"},
    "teachers": {"teacher", "administrator"},
    "administrators": {"administrator"},
}


@pytest.mark.parametrize("audience", WELCOME)
@pytest.mark.parametrize("role", [None, *ROLES, "nonsense", ""])
def test_each_role_is_welcome_where_the_table_says(role, audience):
    expected = (role or None) in WELCOME[audience]
    assert is_welcome(role, audience) is expected


def test_the_table_has_no_audience_that_is_not_tested():
    assert set(WELCOME) == set(AUDIENCES)


def test_an_audience_that_does_not_exist_lets_nobody_in():
    with pytest.raises(KeyError):
        is_welcome("teacher", "techers")
