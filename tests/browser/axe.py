"""axe-core in a page: what of it is not accessible."""

from functools import cache
from importlib.resources import files
from itertools import product

WIDTHS = (360, 768, 1280)
# Every rule that axe runs by itself, and the size of what one presses: 24 px (WCAG 2.5.8).
RULES = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
# A scheme changes colours only, so in the dark only the rules about colour are asked again.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
SCHEMES = {"light": RULES, "dark": COLOURS}
FIND = "async rules => (await axe.run(document, rules)).violations"
# What listens for a new width hears of it when the next frame is drawn.
DRAWN = "() => new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)))"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@cache
def _source():
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def faults(page):
    """Return the violations of the page at each width, light and dark, in words."""
    found = []
    page.bring_to_front()  # in a tab behind another the clock goes slowly
    # Evaluated, because the content policy refuses a script tag.
    page.evaluate(_source())
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        # What is scrolled under a bar that stays is not seen as one would see it.
        page.evaluate("scrollTo(0, 0)")
        page.evaluate(DRAWN)
        found.extend(
            f"{scheme}, {width} px, {fault}" for fault in _violations(page, SCHEMES[scheme])
        )
        if (beyond := page.evaluate(OVERFLOW)) > 0:
            found.append(f"{scheme}, {width} px: the page is {beyond} px too wide")
    return found


def _violations(page, rules):
    for violation in page.evaluate(FIND, rules):
        for node in violation["nodes"][:3]:
            summary = " ".join(node["failureSummary"].split())
            yield f"{violation['id']}: {node['html'][:90]}: {summary}"
