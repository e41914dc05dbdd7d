"""Every page through axe-core: three widths, light and dark, no violation."""

import re

import pytest

from tests.browser.axe import faults

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite"), pytest.mark.long]


PAGES = [
    ("", "/"),
    ("bob", "/"),
    ("", "/practice/{practice}"),
    ("", "/practice/{plain}"),
    ("", "/sign-in"),
    ("", "/reading-settings?next=/"),
    ("", "/shortcuts"),
    ("", "/first-teacher/a-token-of-the-tests"),
    ("", "/forgotten"),
    ("", "/new-password/a-token-for-dave"),
    ("bob", "/attempts/{open}"),
    ("bob", "/attempts/{open}/finish"),
    ("bob", "/attempts/{open}/pause"),
    ("carol", "/assignments/{unused}/pause"),
    ("bob", "/notes"),
    ("bob", "/notes/{note}"),
    ("bob", "/texts/{text}/notes"),
    ("carol", "/attempts/{done}/receipt"),
    ("carol", "/attempts/{done}/review"),
    ("carol", "/attempts/{done}/review#e2"),
    ("carol", "/attempts/{done}/slots/1/challenge"),
    ("bob", "/home"),
    ("carol", "/assignments/{unused}"),
    ("mallory", "/home"),
    ("mallory", "/join"),
    ("mallory", "/join/a-link-of-7b"),
    ("alice", "/teach"),
    ("alice", "/teach/classes/new"),
    ("alice", "/teach/classes/{class_}"),
    ("alice", "/teach/classes/{class_}/settings"),
    ("alice", "/teach/classes/{class_}/give"),
    ("alice", "/teach/classes/{class_}/join-sheet"),
    ("alice", "/teach/classes/{class_}/sharing"),
    ("alice", "/teach/classes/{class_}/groups"),
    ("alice", "/teach/classes/{class_}/groups/{group}"),
    ("alice", "/teach/classes/{class_}/students/{student}"),
    ("mallory", "/"),
    ("alice", "/teach/articles"),
    ("alice", "/teach/articles/harbour-lights"),
    ("alice", "/teach/articles/harbour-lights/paper"),
    ("alice", "/teach/articles/harbour-lights/words"),
    ("alice", "/teach/articles/harbour-lights/words/{entry}"),
    ("alice", "/teach/questions/{question}/edit"),
    ("alice", "/teach/assignments/{given}"),
    ("alice", "/teach/assignments/{given}/terms"),
    ("alice", "/teach/assignments/{given}/time"),
    ("alice", "/teach/assignments/{unused}"),
    ("alice", "/teach/attempts/{done}"),
    ("alice", "/teach/assignments/{given}/marking"),
    ("alice", "/teach/assignments/{unused}/marking"),
    ("alice", "/teach/assignments/{given}/marking/{question}"),
    ("alice", "/teach/marks/{done}/2?names=yes"),
    ("alice", "/teach/assignments/{given}/remarking"),
    ("alice", "/teach/assignments/{unused}/remarking"),
    ("alice", "/teach/assignments/{given}/remarking/all"),
    ("alice", "/teach/assignments/{given}/remarking/{question}"),
    ("bob", "/profile"),
    ("alice", "/profile"),
    ("bob", "/profile/data"),
    ("alice", "/teach/people/{student}/data"),
    ("alice", "/teach/asked-to-be-forgotten"),
    ("ada", "/admin"),
    ("ada", "/admin/people"),
    ("ada", "/admin/people/{student}"),
    ("ada", "/admin/people/{student}/data"),
    ("ada", "/admin/asked-to-be-forgotten"),
    ("ada", "/admin/log"),
    ("ada", "/admin/classes"),
    ("ada", "/admin/classes/{class_}"),
    ("alice", "/teach/classes/{class_}/roster"),
    ("alice", "/teach/classes/{class_}/cards"),
]


# Not a page: a file to save, a picture, what a script asks for. And the one page before which
# there is no other.
FILES = {
    "taking.time",
    "accounts.who",
    "results.download",
    "notes.download",
    "joining.picture",
    "profile.choose_password",
}


def test_every_page_is_among_them(app):
    places = app.url_map.bind("localhost")
    opened = {
        places.match(re.split("[?#]", re.sub(r"{\w+}", "1", path))[0])[0] for _, path in PAGES
    }
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert pages - opened - FILES == {"static"}


@pytest.mark.parametrize("login", dict.fromkeys(login for login, _ in PAGES))
def test_no_page_has_a_violation(browse, places, login):
    window = browse(login=login or None)
    found = []
    for path in (path for name, path in PAGES if name == login):
        page = window.open(path.format(**places._asdict()))
        found.extend(f"{path}: {fault}" for fault in faults(page))
    assert found == []
