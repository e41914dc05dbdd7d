"""The sets that are shipped, sat by a guest: each is a page that a slow network can carry."""

import re

import pytest

from quizapp.cli.run import load_demo
from quizapp.config import PROJECT
from tests import sent

LARGEST_PAGE = 60_000  # bytes of HTML, style and scripts before compression
LARGEST_SCRIPTS = 25_000
SETS = sorted(path.stem for path in (PROJECT / "questions").glob("*.yaml"))


@pytest.fixture
def guest(engine, visit):
    """A visitor of a site that has what is shipped, and nothing else."""
    load_demo(engine)
    visitor = visit()
    visitor.get("/")
    return visitor


def static_sizes(visitor) -> dict[str, int]:
    """Return the size of each style sheet and script of a page, as it is sent."""
    return sent.sizes(re.findall(r"/static/([\w.]+\.(?:css|js))", visitor.text))


def covers(visitor) -> list[str]:
    """Return the address of each text that a page offers."""
    return sorted({link for link in visitor.links() if link.startswith("/practice/")})


def questions(visitor) -> list[str]:
    """Return the numbers of the questions on a page, in order."""
    return re.findall(r"<h3>Question (\d+)\b", visitor.text)


def test_the_page_of_each_set_is_light(guest):
    assert len(covers(guest)) == len(SETS)
    for cover in covers(guest):
        guest.get(cover)
        guest.send()
        sizes = static_sizes(guest)
        scripts = sum(size for name, size in sizes.items() if name.endswith(".js"))
        page = len(guest.response.data) + sum(sizes.values())
        assert {"style.css", "autosave.js"} <= set(sizes)
        assert scripts <= LARGEST_SCRIPTS, cover
        assert page <= LARGEST_PAGE, (cover, page)


def test_a_guest_who_leaves_all_blank_reads_every_question_again(guest):
    for cover in covers(guest):
        guest.get(cover)
        guest.send()
        asked, attempt = questions(guest), guest.path
        guest.get(f"{attempt}/finish")
        guest.send("submit")
        guest.get(f"{attempt}/review")
        assert questions(guest) == asked
        assert len(asked) >= 8
        assert guest.words().count("Blank") >= len(asked)
