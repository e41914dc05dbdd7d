"""A browser whose profile stays on the disk, so that it can be closed, killed and opened again."""

import os
import signal
from contextlib import suppress
from pathlib import Path

from tests.browser.chromium import ARGUMENTS, PROGRAM, Error
from tests.browser.window import Window

PATIENCE = 10_000  # ms; starting anew is slow


class Profile:
    """One profile; `open` starts its browser for somebody, `close` and `kill` end it."""

    def __init__(self, playwright, folder, site):
        self.playwright = playwright
        self.folder = folder
        self.site = site
        self.windows = []

    def open(self, login, path):
        """Start the browser with this person signed in, at a page; return its window."""
        context = self.playwright.chromium.launch_persistent_context(
            str(self.folder), executable_path=str(PROGRAM), args=ARGUMENTS, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        context.clear_cookies()
        context.add_cookies([self.site.cookie(login)])
        window = Window(context, self.site.url)
        self.windows.append(window)
        window.open(path)
        return window

    def close(self):
        """Close the browser as a person does."""
        self.windows[-1].context.close()

    def end(self):
        """Close whatever is open still."""
        for window in self.windows:
            with suppress(Error):  # a browser that was killed cannot be closed
                window.context.close()

    def kill(self):
        """End the browser as a flat battery does."""
        for process in self._processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        with suppress(Error):
            self.windows[-1].context.close()
        for left in self.folder.glob("Singleton*"):
            left.unlink()  # it says that the browser runs

    def _processes(self):
        """Yield the browser's own processes, which all name the profile or descend from it."""
        wanted = f"--user-data-dir={self.folder}".encode()
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if wanted in path.read_bytes().split(b"\0"):
                    yield int(path.parent.name)
