"""Every page in a real browser, every field full of scripts, with our policy and without it."""

from itertools import cycle
from urllib.parse import urljoin

import pytest

from quizapp.core.text import Part
from tests import build
from tests.access.opened import pages
from tests.access.payloads import handfuls
from tests.access.poison import poison
from tests.access.world import build_world

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite"), pytest.mark.long]

FILES = ("/scores", "/download", ".svg", ".csv", ".zip")  # downloads, which no page shows
# What would run only when somebody comes near it is made to run.
COME_NEAR = """() => {
  for (const element of document.querySelectorAll('*')) {
    for (const attribute of element.attributes) {
      if (attribute.name.startsWith('on')) return `${element.tagName} has ${attribute.name}`;
    }
    if (element.href && String(element.href).startsWith('javascript:')) return element.href;
  }
  return window.ran ? 'it ran' : '';
}"""


@pytest.fixture
def world(app, session):
    world = build_world(session)
    texts = handfuls()
    parts = [*build.PARTS, *(Part("paragraph", f"Say {text} now.") for text in texts)]
    build.article(session, "poisoned", parts=parts)
    world.places["slug"]["lamps"] = "poisoned"
    several = cycle(texts)
    poison(session, lambda: next(several))
    session.commit()
    return world


def once(found):
    """Return one page for each person and route."""
    return list({(page.who, page.route): page for page in found}.values())


def opened(chromium, site, world, who, *, with_policy):
    context = chromium.new_context(bypass_csp=not with_policy)
    token = world.headers[who]["Cookie"].partition("=")[2]
    context.add_cookies([{"name": "quizapp", "value": token, "url": site.url}])
    return context


@pytest.mark.parametrize("with_policy", [True, False], ids=["policy", "no policy"])
@pytest.mark.parametrize("who", ["nobody", "robin", "bob", "alice", "rita", "dave", "ada"])
def test_nothing_runs(chromium, site, world, who, with_policy):
    own = [page for page in once(pages(site.app, world)) if page.who == who]
    ran = []
    with opened(chromium, site, world, who, with_policy=with_policy) as context:
        window = context.new_page()
        window.on("dialog", lambda dialog: ran.append(dialog.message))
        for page in own:
            if not page.path.endswith(FILES):
                window.goto(urljoin(site.url, page.path))
                said = window.evaluate(COME_NEAR)
                ran += [(page, said)] if said else []
    assert ran == []
    assert len(own) >= 4


def test_what_does_run_is_found(chromium, site, world):
    """The control: a page that trusts what was written, and a browser without our policy."""
    site.app.view_functions["practice.library"] = lambda: "<title>x</title>" + handfuls()[1]
    with opened(chromium, site, world, "nobody", with_policy=False) as context:
        window = context.new_page()
        window.goto(site.url)
        assert window.evaluate(COME_NEAR)
