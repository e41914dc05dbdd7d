"""A window of the browser in a context of its own, and what went wrong in it."""

import re


class Window:
    """A context with pages; it notes what a sound site never causes.

    `page` is the first page. At the end `check` tells each trouble that no test allowed.
    """

    def __init__(self, context, url):
        self.context = context
        self.url = url
        self.troubles = []
        self.allowed = []
        self.answers = []
        context.on("page", self._watch)
        context.on("request", self._note_request)
        context.on("requestfailed", self._note_failure)
        context.on("response", lambda answer: self.answers.append(answer))
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        self.page = context.new_page()

    def open(self, path="/", page=None):
        """Open a path of the site; return its page."""
        page = page or self.page
        page.goto(self.url + path)
        return page

    def tab(self, path):
        """Open a path in another tab of the same browser."""
        return self.open(path, self.context.new_page())

    def allow(self, *patterns):
        """Expect troubles that a test causes on purpose, as patterns of what is noted."""
        self.allowed.extend(patterns)

    def check(self):
        """Fail with every trouble that was not expected."""
        left = [
            trouble
            for trouble in self.troubles
            if not any(re.search(pattern, trouble) for pattern in self.allowed)
        ]
        if left:
            raise AssertionError("; ".join(left))

    # --- what is noted ------------------------------------------------------------

    def _note(self, trouble):
        self.troubles.append(trouble)

    def _watch(self, page):
        page.on("console", self._note_words)
        page.on("crash", lambda: self._note("crash"))

    def _note_words(self, message):
        if message.type in {"error", "warning"}:
            self._note(f"console {message.type}: {message.text}")

    def _note_request(self, request):
        if not request.url.startswith(self.url + "/"):
            self._note(f"left the origin: {request.url}")

    def _note_failure(self, request):
        # Aborted is what a page leaves unfinished when it goes, and each file that is saved.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"failed: {request.method} {request.url} {request.failure}")
