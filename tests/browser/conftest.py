"""Fixtures of the browser's tests: one Chromium, a site behind a socket, windows on it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import NamedTuple

import flask
import pytest

from quizapp import db
from tests import build
from tests.browser import chromium as browsers
from tests.browser import places as all_places
from tests.browser.server import serving
from tests.browser.window import Window
from tests.visitor import Visitor

IN_CI = os.environ.get("CI") == "true"
PATIENCE = 5000  # ms that a page may take to do what a test waits for


@pytest.fixture(scope="session")
def playwright():
    """What drives browsers; one for all tests, because it will not run twice."""
    reason = browsers.why_not()
    if reason:
        (pytest.fail if IN_CI else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright):
    """One browser for all tests."""
    with browsers.launched(playwright) as browser:
        yield browser


class Site(NamedTuple):
    """The app that is served, and where."""

    app: flask.Flask
    url: str

    def look(self, query):
        """Return what the database holds now: rows, or values where one column is asked."""
        engine = self.app.extensions["quizapp.engine"]
        with closing(db.open_session(engine, writes=False)) as session:
            return session.scalars(query).all()

    def cookie(self, login):
        """Sign somebody in; return the cookie that the browser gets."""
        client = Visitor(self.app, login).client
        name = self.app.config["SESSION_COOKIE_NAME"]
        return {"name": name, "value": client.get_cookie(name).value, "url": self.url}


@pytest.fixture
def site(app) -> Iterator[Site]:
    """The app behind a real socket; a fault in it is a page with status 500."""
    app.config.update(PROPAGATE_EXCEPTIONS=False)
    with serving(app) as url:
        yield Site(app, url)


@pytest.fixture
def browse(chromium, site) -> Iterator:
    """Make a window of the browser, with cookies of its own, that is checked at the end."""
    with ExitStack() as stack:
        windows = []

        def opened(javascript=True, width=1280, scheme="light", login=None):
            context = stack.enter_context(
                chromium.new_context(
                    java_script_enabled=javascript,
                    viewport={"width": width, "height": 800},
                    color_scheme=scheme,
                    locale="en-GB",
                )
            )
            context.set_default_timeout(PATIENCE)
            if login:
                context.add_cookies([site.cookie(login)])
            windows.append(Window(context, site.url))
            return windows[-1]

        yield opened
    for window in windows:
        window.check()


@pytest.fixture
def sitting(session, school):
    """An attempt that bob has begun."""
    attempt = build.attempt(session, school)
    session.commit()
    return attempt


@pytest.fixture
def places(session, school):
    """The ids of a school in which every page has something to show."""
    return all_places.make(session, school)
