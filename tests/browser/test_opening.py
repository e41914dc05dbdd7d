"""A page of a sitting opens: nothing that one reads moves when its scripts come."""

from datetime import UTC, datetime

import pytest

from quizapp.taking.starting import start
from tests.browser.chromium import expect

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

NOTE = """
globalThis.moved = [];
new PerformanceObserver((list) => list.getEntries().forEach(({ sources }) => moved.push(
  ...sources.map(({ node }) => node?.textContent.trim().slice(0, 40)),
))).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "() => performance.getEntriesByType('paint').length"
LATE = 400  # ms after everything else


def begin(session, school, show_where):
    """Bob's attempt with a clock, at questions that the scripts add to."""
    school.assignment.limit_minutes = 30
    school.assignment.show_where = show_where
    attempt = start(session, school.assignment, school.people["bob"], 7, datetime.now(UTC))
    session.commit()
    return attempt


def open_slowly(browse, path, width):
    """Open a page whose scripts come when it has been painted; return it when they ran."""
    window = browse(login="bob", width=width)
    window.context.add_init_script(NOTE)
    page, held, comes = window.page, [], []
    page.route("**/*.js?*", lambda route: route.continue_() if comes else held.append(route))
    page.goto(window.url + path, wait_until="commit")
    page.wait_for_function(PAINTED)
    page.wait_for_timeout(LATE)
    comes.append(True)
    for route in held:
        route.continue_()
    expect(page.locator("#page-status")).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize(
    ("width", "place", "show_where"),
    [(360, "", ""), (1280, "", ""), (360, "#q4", ""), (360, "#q2", "separate")],
)
def test_nothing_moves_when_the_scripts_come(browse, session, school, width, place, show_where):
    attempt = begin(session, school, show_where)
    page = open_slowly(browse, f"/attempts/{attempt.id}{place}", width)
    assert page.evaluate("moved") == []
    if place:
        expect(page.locator(place)).to_be_in_viewport()
