"""How soon can one read on a phone with a slow network, beside a page with nothing but text?

    .venv/bin/python -m bench.paint [--runs 5]

Opens the page of a sitting (700 words, ten questions) in Chromium as a phone of 360 x 640 with
an empty cache, a processor four times slower and a slow network, from the server of `./quiz
run`. Prints, as medians of the runs: the first and the largest contentful paint, when the
first paragraph or the first question is in view, how much moved (layout shift), and what was
sent, packed; the scripts are weighed unpacked. The floor is a page of the same text and as many
questions without style or script, served alike and opened in turn. Asked of slow 4G: 1.5 s to
the first useful paint, no shift, and scripts of at most 25,000 bytes in all.

Two networks are tried, both as browsers' tools throttle: "slow 4G" as Lighthouse tests a phone
(150 ms a request, 1.6 Mbit/s), and the older preset of the same name (562 ms, 1.44 Mbit/s).
"""

import argparse
import os
import secrets
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import flask

from bench.servers import serving
from quizapp import config, db, migrations
from tests import build
from tests.browser import long_article
from tests.browser.chromium import launched, why_not

LARGEST_SCRIPTS = 25_000
SOONEST = 1500  # ms
PHONE = {"width": 360, "height": 640}
SLOWER = 4
# ms a request, bits a second down and up
ASKED = "slow 4G: 150 ms, 1.6 Mbit/s"
NETWORKS = {
    ASKED: (150, 1_600_000, 750_000),
    "harsher: 562 ms, 1.44 Mbit/s": (562, 1_440_000, 675_000),
}
# What a page opens with: the fragment of its address, and what shall be in view then.
VIEWS = {"passage": ("", ".passage p[data-at], main p"), "questions": ("#q1", "#q1")}
# Notes what is painted when. What is in view is told when the frame with it is made.
NOTE = """
const seen = globalThis.seen = { shift: 0, largest: 0, first: 0, useful: 0 };
const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
  .observe({ type, buffered: true });
watch("paint", (one) => one.name === "first-contentful-paint" && (seen.first = one.startTime));
watch("largest-contentful-paint", (one) => (seen.largest = one.startTime));
watch("layout-shift", (one) => (seen.shift += one.value));
const view = new IntersectionObserver((all) => {
  if (all.some((one) => one.isIntersecting)) seen.useful ||= performance.now();
});
const look = new MutationObserver(() => {
  const found = document.querySelector("%s");
  if (found) view.observe(found), look.disconnect();
});
look.observe(document, { childList: true, subtree: true });
"""
LABELS = ("first paint", "largest", "in view", "shift", "requests", "bytes sent", "of scripts")


class Seen(NamedTuple):
    """One opening: milliseconds, the layout shift, and what was sent, in bytes."""

    first: float
    largest: float
    useful: float
    shift: float
    requests: int
    sent: int
    scripts: int


def create_bare() -> flask.Flask:
    """Return the floor: the text and its questions as plain HTML, at any address."""
    app = flask.Flask(__name__)
    words = "".join(f"<p>{part.text}</p>" for part in long_article.parts())
    asked = "".join(
        f"<section id=q{n}><h3>Question {n}</h3><p>What does the text say?</p><input></section>"
        for n in range(1, len(long_article.QUESTIONS) + 1)
    )
    page = (
        "<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,>"
        "<meta name=viewport content='width=device-width'><title>Seventy stairs</title>"
        f"<main><h1>Seventy stairs</h1>{words}<form>{asked}</form></main>"
    )
    app.add_url_rule("/attempt", "attempt", lambda: page)
    return app


@contextmanager
def servers(folder: Path) -> Iterator[dict[str, int]]:
    """The ports of the app, on a database with the long article, and of the floor."""
    url = f"sqlite:///{folder}/bench.sqlite"
    settings = config.Settings(folder, url, secrets.token_hex(32), "http://localhost")
    engine = db.make_engine(url)
    migrations.upgrade(engine)
    with db.open_session(engine, writes=True) as session:
        long_article.begin(session, build.person(session, "Somebody", "student"))
    engine.dispose()
    environ = {
        "QUIZAPP_INSTANCE": str(folder),
        "QUIZAPP_DATABASE_URL": url,
        "QUIZAPP_SECRET_KEY": settings.secret_key,
    }
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(serving(target, environ)).port
            for name, target in (
                ("quizapp", "quizapp.app:create_served_app"),
                ("floor", "bench.paint:create_bare"),
            )
        }


def begin(browser: Any, port: int) -> tuple[str, Any]:
    """Begin a sitting as a guest; return its address and the browser's cookies."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/")
    page.get_by_role("link", name="Seventy stairs").click()
    page.get_by_role("button", name="Start reading").click()
    page.locator("#passage").wait_for()
    kept = page.url, context.storage_state()
    context.close()
    return kept


def look(browser: Any, page_of: tuple[str, Any], view: str, network: tuple[int, int, int]) -> Seen:
    """Open a page, given by address and cookies, as a phone with an empty cache would."""
    address, cookies = page_of
    fragment, shown = VIEWS[view]
    context = browser.new_context(viewport=PHONE, storage_state=cookies, locale="en-GB")
    page = context.new_page()
    page.add_init_script(NOTE % shown)
    sent = throttled(context.new_cdp_session(page), network)
    page.goto(address + fragment)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # whatever moves late is seen too
    told = page.evaluate("() => globalThis.seen")
    context.close()
    times = told["first"], told["largest"], told["useful"], told["shift"]
    return Seen(*times, len(sent.packed), sum(sent.packed.values()), sent.scripts())


class Sent(NamedTuple):
    """What came over the wire, by request: its kind, and its bytes packed and unpacked."""

    kinds: dict[str, str]
    packed: dict[str, int]
    unpacked: dict[str, int]

    def scripts(self) -> int:
        """Return how long all scripts are, unpacked."""
        return sum(size for one, size in self.unpacked.items() if self.kinds[one] == "Script")


def throttled(wire: Any, network: tuple[int, int, int]) -> Sent:
    """Slow a page down to a phone; return what is noted of all that it is sent."""
    latency, down, up = network
    sent = Sent({}, {}, {})

    def note_size(told: dict[str, Any]) -> None:
        one = told["requestId"]
        sent.unpacked[one] = sent.unpacked.get(one, 0) + told["dataLength"]

    wire.on(
        "Network.responseReceived",
        lambda told: sent.kinds.update({told["requestId"]: told["type"]}),
    )
    wire.on("Network.dataReceived", note_size)
    wire.on(
        "Network.loadingFinished",
        lambda told: sent.packed.update({told["requestId"]: int(told["encodedDataLength"])}),
    )
    wire.send("Network.enable")
    limits = {"latency": latency, "downloadThroughput": down / 8, "uploadThroughput": up / 8}
    wire.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return sent


def measure(browser: Any, ports: dict[str, int], network: tuple[int, int, int], runs: int) -> bool:
    """Print one network's figures; return whether what is asked was reached."""
    pages = {
        "quizapp": begin(browser, ports["quizapp"]),
        "floor": (f"http://127.0.0.1:{ports['floor']}/attempt", None),
    }
    found: dict[tuple[str, str], list[Seen]] = {(who, view): [] for view in VIEWS for who in pages}
    for run in range(runs + 1):
        # In turn, so that a slow minute of the machine meets all of them.
        for (who, view), seen in found.items():
            one = look(browser, pages[who], view, network)
            if run:  # the first one wakes the server
                seen.append(one)
    print(" " * 22 + "".join(f"{label:>13}" for label in LABELS))
    for (who, view), seen in found.items():
        _print(f"{who}, {view}", seen)
    return all(_is_reached(seen) for (who, _), seen in found.items() if who == "quizapp")


def _print(name: str, seen: list[Seen]) -> None:
    middle = Seen(*(statistics.median(values) for values in zip(*seen, strict=True)))
    times = "".join(f"{value:10.0f} ms" for value in middle[:3])
    sent = "".join(f"{value:13.0f}" for value in middle[4:])
    slowest = max(one.useful for one in seen)
    print(f"  {name:<20}{times}{middle.shift:13.4f}{sent}   slowest in view {slowest:.0f} ms")


def _is_reached(seen: list[Seen]) -> bool:
    soon = statistics.median(max(one.first, one.useful) for one in seen) < SOONEST
    return soon and not any(one.shift or one.scripts > LARGEST_SCRIPTS for one in seen)


def main() -> None:
    """Measure on each network."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if reason := why_not():
        raise SystemExit(reason)
    from playwright.sync_api import sync_playwright

    print(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        ports = stack.enter_context(servers(Path(folder)))
        browser = stack.enter_context(launched(stack.enter_context(sync_playwright())))
        for name, network in NETWORKS.items():
            print(name)
            reached = measure(browser, ports, network, options.runs)
            if name == ASKED:
                print("  asked: " + ("reached" if reached else "not reached"))


if __name__ == "__main__":
    main()
