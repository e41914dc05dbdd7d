"""A quiz with terms, and a student who walks through a sitting of it by keyboard."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from quizapp.models import Extension
from tests import build
from tests.browser.chromium import Error
from tests.browser.keys import SHOWS_FOCUS, Keys

ON_SOMETHING = (
    "() => ![null, document.body, document.documentElement].includes(document.activeElement)"
)


def set_terms(session, school):
    """Give the class half an hour, twice, and bob five minutes more; options as written."""
    build.lamp_set(
        session, build.LAMP_SET.replace("kind: choice", "kind: choice\n    shuffle: false")
    )
    given, now = school.assignment, datetime.now(UTC)
    given.limit_minutes, given.most_attempts = 30, 2
    given.closes_at = now + timedelta(days=1)
    granted = {"assignment_id": given.id, "student_id": school.people["bob"].id}
    by = {"granted_by_id": school.people["alice"].id, "granted_at": now}
    session.add(Extension(**granted, **by, extra_minutes=5, reason="A broken arm."))
    session.commit()


class Walker(Keys):
    """Presses keys, and sees after each that the focus is on something that shows it."""

    def use(self, target, key="Enter"):
        """Press something that leaves one on the page."""
        self.reach(target)
        self.go(key)

    def go(self, *keys):
        """Press keys, one after the other."""
        for key in keys:
            self.press(key)
            self.check_focus(key)

    def check_focus(self, after):
        """See that the focus is somewhere, and where it is can be seen."""
        try:
            self.page.wait_for_function(
                f"() => ({ON_SOMETHING})() && ({SHOWS_FOCUS})(document.activeElement)"
            )
        except Error as late:
            where = self.page.evaluate("document.activeElement.outerHTML.slice(0, 150)")
            raise AssertionError(f"no focus to be seen after {after}: {where}") from late


HEARD = """
globalThis.heard = [];
new MutationObserver((all) => all.forEach(({ target }) => {
  const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
  const words = element?.closest("[role=status]")?.textContent.trim();
  if (words) heard.push(words);
})).observe(document, { subtree: true, childList: true, characterData: true });
"""
PRESSED = {"button", "link", "checkbox", "radio", "textbox", "tab", "combobox", "spinbutton"}


class Listener:
    """Hears a page as a screen reader does: its tree, and what it announces."""

    def __init__(self, window):
        window.context.add_init_script(HEARD)
        self.page = window.page
        self.wire = window.context.new_cdp_session(self.page)

    def check(self):
        """See that whatever one can press has a name, and that headings are in order."""
        nodes = self.wire.send("Accessibility.getFullAXTree")["nodes"]
        told = [(value(node, "role"), value(node, "name")) for node in nodes if not node["ignored"]]
        assert [role for role, name in told if role in PRESSED and not name] == []
        levels = [level(node) for node in nodes if value(node, "role") == "heading"]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise([0, *levels])), levels

    def hears(self, words):
        """See that this was announced, or is when the page has come to it."""
        self.page.wait_for_function("words => heard.some((one) => one.match(words))", arg=words)


def value(node, name):
    """Return the role or the name of a node."""
    return node.get(name, {}).get("value", "")


def level(node):
    """Return how deep a heading stands."""
    (found,) = (one["value"]["value"] for one in node["properties"] if one["name"] == "level")
    return found
