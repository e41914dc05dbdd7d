"""Whatever people write, in any field, on any page, for anybody: it is text and stays text."""

from collections import Counter
from itertools import cycle

import html5lib
import pytest

from quizapp.core.text import Part
from tests import build
from tests.access.opened import pages
from tests.access.payloads import BARE, PAYLOADS, handfuls
from tests.access.poison import poison
from tests.access.world import build_world

# What a page makes of a text does not depend on where the text was kept.
pytestmark = [pytest.mark.database("sqlite"), pytest.mark.long]

ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "srcset"}
HANDFULS = handfuls()


@pytest.fixture
def world(app, session):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    world = build_world(session)
    # What a person answered, and a passage: these cannot be changed afterwards.
    parts = [*build.PARTS, *(Part("paragraph", f"Say {text} now.") for text in HANDFULS)]
    build.article(session, "poisoned", parts=parts)
    session.commit()
    world.places["slug"]["lamps"] = "poisoned"
    return world


def fill(session, texts):
    poison(session, lambda: next(texts))
    session.commit()


def drawn(app, world):
    """Return each page's elements with the names of their attributes; and what is unsound."""
    found, faults = {}, []
    for page in pages(app, world):
        client = app.test_client(use_cookies=False)
        with client.get(page.path, headers=world.headers[page.who]) as answer:
            assert answer.status_code < 500, page
            if answer.mimetype != "text/html":
                continue
            elements = [
                one for one in html5lib.parse(answer.get_data()).iter() if one.tag is not None
            ]
        drawn_now = Counter((str(one.tag), *sorted(map(str, one.keys()))) for one in elements)
        # The log has more rows by then: whoever opens pages is written down.
        found[page] = set(drawn_now) if page.route == "GET /admin/log" else drawn_now
        faults += [(page, one) for one in elements if is_dangerous(one)]
    return found, faults


def is_dangerous(element):
    for name, value in element.items():
        address = "".join(value.split()).lower()
        if str(name).startswith("on") or name in {"style", "srcdoc"}:
            return True
        if name in ADDRESSES and address.startswith(("javascript:", "data:", "vbscript:", "//")):
            return True
    return False


def test_there_are_three_hundred_of_them():
    assert len(PAYLOADS) >= 300


def test_every_page_is_drawn_the_same_whatever_was_written(app, session, world):
    """An unescaped mark anywhere would make or lose an element or an attribute."""
    fill(session, cycle(["Plain words"]))
    harmless, faults = drawn(app, world)
    assert faults == []
    assert len(harmless) > 60
    for text in HANDFULS:
        fill(session, cycle([text]))
        poisoned, faults = drawn(app, world)
        assert faults == []
        assert [page for page in harmless if harmless[page] != poisoned[page]] == []


@pytest.mark.parametrize("first", range(0, len(BARE), 4))
def test_no_address_is_made_of_what_was_written(app, session, world, first):
    fill(session, cycle([text for text in BARE[first : first + 4] if text.isprintable()]))
    assert drawn(app, world)[1] == []


def test_a_field_that_is_not_escaped_is_found(app, session, world):
    """The control: one template that trusts what a person wrote."""
    fill(session, cycle(["Plain words"]))
    harmless, _ = drawn(app, world)
    app.jinja_env.autoescape = False
    app.jinja_env.bytecode_cache = None
    app.jinja_env.cache.clear()
    fill(session, cycle(HANDFULS[:1]))
    poisoned, faults = drawn(app, world)
    assert faults
    assert [page for page in harmless if harmless[page] != poisoned[page]]
