"""Where the buttons of a sitting's page lead, once what was typed on it is saved."""

import re

from flask import url_for


def elsewhere(attempt_id: int, then: str) -> str:
    """Return the address that a button of this value leads to; another one leads to the end."""
    page = url_for("taking.attempt", attempt_id=attempt_id)
    known = {
        "stay": page,
        "settings": url_for("reading.settings", next=page),
        "shortcuts": url_for("reading.shortcuts", next=page),
        "pause": url_for("pauses.ask", attempt_id=attempt_id),
    }
    # The notes on a text, or one of them: whoever may not see it finds nothing there.
    found = re.fullmatch(r"(notes|note)-(\d{1,15})", then, re.ASCII)
    if found and found[1] == "notes":
        return url_for("notes.of_text", version_id=int(found[2]), next=page)
    if found:
        return url_for("notes.note", note_id=int(found[2]), next=page)
    return known.get(then) or url_for("taking.finish", attempt_id=attempt_id)
