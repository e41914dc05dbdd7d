"""Students who sit a whole quiz, from signing in to reading their review."""

import http.client
import re
from typing import NamedTuple
from urllib.parse import urlencode

from bench.clients import Measures, Student, put

SAVES = 10
# Sign-in page, signing in, cover, start, questions; saves; handing in, receipt, review.
REQUESTS = 5 + SAVES + 3
PASSWORD = "lamp maple otter tunnel"  # noqa: S105  of students who do not exist
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_VERSION = re.compile(r"name=s(\d+)-version value=(\d+)")
_COOKIE = re.compile(r"([^=;\s]+)=([^;]*)")


class Sitter(NamedTuple):
    """A student who has a login, and a quiz to begin."""

    login: str
    assignment: int


class Browser:
    """One kept connection, its cookies, and the token of the last page that had one."""

    def __init__(self, port: int, measures: Measures) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.measures = measures
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str) -> str:
        """Open a page and return it."""
        page = self._ask("GET", path, "", 200)[1]
        found = _TOKEN.search(page)
        self.token = found[1] if found else self.token
        return page

    def post(self, path: str, **fields: str) -> str:
        """Send a form; return where it leads."""
        return self._ask("POST", path, urlencode({**fields, "csrf_token": self.token}), 303)[0]

    def headers(self) -> dict[str, str]:
        """Return what the page's script sends with a save."""
        return {"Cookie": self._cookie(), "X-CSRFToken": self.token}

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(self, method: str, path: str, form: str, status: int) -> tuple[str, str]:
        headers = {"Cookie": self._cookie()}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, form or None, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            found = _COOKIE.match(cookie)
            if found:
                self.cookies[found[1]] = found[2]
        if answer.status != status:
            self.measures.refused.append(answer.status)
            raise LookupError(f"{method} {path}: {answer.status}")
        return answer.headers.get("Location", ""), page


def sit(port: int, sitter: Sitter, measures: Measures) -> None:
    """Sit a quiz without a thought in between."""
    browser = Browser(port, measures)
    cover = f"/assignments/{sitter.assignment}"
    browser.get("/sign-in")
    browser.post("/sign-in", login=sitter.login, password=PASSWORD, next=cover)
    browser.get(cover)
    attempt = browser.post(cover)
    versions = {int(slot): int(id_) for slot, id_ in _VERSION.findall(browser.get(attempt))}
    student = Student(int(attempt.rsplit("/", 1)[1]), browser.headers(), versions)
    for number in range(SAVES):
        put(browser.connection, student.request(number), measures)
    receipt = browser.post(f"{attempt}/submit")
    browser.get(receipt)
    browser.get(f"{attempt}/review")
    browser.connection.close()
