"""Debian's Chromium for tests: whether it can run here, and how it is started."""

from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

try:
    from playwright.sync_api import Error, expect
except ImportError:  # the tests are skipped then, and say what to install
    expect = Error = None

__all__ = ["PROGRAM", "Error", "expect", "launched", "why_not"]
PROGRAM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def why_not() -> str:
    """Return why no browser can be driven here, in words that help; '' if one can."""
    if not PROGRAM.exists():
        return f"{PROGRAM} is not there; install it with: sudo apt install chromium"
    if find_spec("playwright") is None:
        return "playwright is not installed; ./quiz test installs it"
    return ""


@contextmanager
def launched(playwright, program: Path = PROGRAM):
    """A browser without a window, closed at the end."""
    browser = playwright.chromium.launch(executable_path=str(program), args=ARGUMENTS)
    try:
        yield browser
    finally:
        browser.close()
