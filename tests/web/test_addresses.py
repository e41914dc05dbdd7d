"""Addresses that no row and no file can have: there is no such page, and no fault of ours."""

import pytest

from quizapp.web.addresses import LARGEST

LONG = "9" * 5000


@pytest.mark.parametrize("number", [LARGEST, LARGEST + 1, "9" * 30, LONG, "%00", "1%00", "-1", "١"])
@pytest.mark.parametrize(
    "address", ["/attempts/{}", "/notes/{}", "/attempts/{}/slots/1/challenge", "/texts/{}/notes"]
)
def test_no_row_has_such_a_number(bob, address, number):
    bob.get(address.format(number), 404)


@pytest.mark.parametrize("name", ["%00", "harbour-lights%00", "x" * 5000])
def test_no_article_has_such_a_name(alice, name):
    alice.get(f"/teach/articles/{name}", 404)
    alice.get(f"/teach/articles/{name}/words", 404)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("suffix", [".js", ".css", ".png", ""])
@pytest.mark.parametrize("name", ["%00", "a%00b", "x" * 300, "x" * 5000, "%ed%a0%80", ".", "..%2f"])
def test_no_file_has_such_a_name(app, name, suffix):
    with app.test_client().get(f"/static/{name}{suffix}") as answer:
        assert answer.status_code == 404


@pytest.mark.parametrize("number", ["-1", "9" * 30, LONG, "one", "\0"])
def test_a_form_names_no_such_row(alice, number):
    page = "/teach/articles/harbour-lights/words"
    alice.get(page)
    alice.post(f"{page}/remove", {"entry": number})
    assert alice.path == page
