"""Each door says for whom it is, and the first word of an address says the same."""

import pytest

from quizapp.web.access import MARK

PUBLIC = {
    *("", "first-teacher", "forgotten", "new-password", "practice", "reading-settings"),
    *("session", "shortcuts", "sign-in", "sign-out"),
}
STAFF = {"teach": "teachers", "admin": "administrators"}


def audiences(app):
    """Yield each rule with the audience of its door, and the one that its address names."""
    for rule in app.url_map.iter_rules():
        first = rule.rule.split("/")[1]
        named = STAFF.get(first, "everyone" if first in PUBLIC else "students")
        yield rule, getattr(app.view_functions[rule.endpoint], MARK, None), named


@pytest.mark.database("sqlite")
def test_an_address_says_for_whom_it_is(app):
    """A loader may turn strangers away too, so a door that is open too wide is seen only here."""
    found = [(rule, is_for, named) for rule, is_for, named in audiences(app)]
    assert len(found) > 100
    wrong = {rule.rule: is_for for rule, is_for, named in found if is_for != named}
    assert wrong == {"/static/<path:filename>": None}
