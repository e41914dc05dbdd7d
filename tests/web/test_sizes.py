"""How much may be sent: a little everywhere, a file where one is asked for, by who may send it."""

import pytest


@pytest.fixture
def page(school):
    """Where a class list is sent."""
    return f"/teach/classes/{school.class_.id}/roster"


def test_a_large_file_goes_through_here_and_nowhere_else(alice, page):
    lines = "".join(f"Student {'x' * 80} {number},student{number}\n" for number in range(3_500))
    assert len(lines) > 300_000
    alice.get(page)
    token = alice.token()
    answer = alice.client.post(page, data={"csrf_token": token, "lines": lines})
    assert answer.status_code == 200
    elsewhere = alice.client.post("/reading-settings", data={"csrf_token": token, "size": lines})
    assert elsewhere.status_code == 413


def test_one_field_beside_a_file_may_be_large(alice, page):
    """Flask's own limit for one field of a form with files is half a megabyte."""
    fields = {"csrf_token": alice.get(page).token(), "lines": "x" * 600_000}
    parts = [
        f'--end\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    body, kind = ("".join(parts) + "--end--\r\n").encode(), "multipart/form-data; boundary=end"
    assert alice.client.post(page, data=body, content_type=kind).status_code in {200, 422}


def test_ten_megabytes_are_the_most(alice, page):
    alice.get(page)
    body = f"csrf_token={alice.token()}&lines=".encode() + b"x" * 11 * 1024 * 1024
    kind = "application/x-www-form-urlencoded"
    assert alice.client.post(page, data=body, content_type=kind).status_code == 413


@pytest.mark.parametrize("who", ["bob", "mallory"])
def test_whoever_is_not_welcome_cannot_send_much(request, who, page):
    visitor = request.getfixturevalue(who)
    visitor.get("/")
    body = {"csrf_token": visitor.token(), "lines": "x" * 300_000}
    assert visitor.client.post(page, data=body).status_code == 413
