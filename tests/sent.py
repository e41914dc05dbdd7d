"""What scripts and style sheets weigh as they are sent."""

import re

from quizapp.config import PROJECT
from quizapp.web.assets import asset

FOLDER = PROJECT / "static"
_LOADS = re.compile(r'from "\./(\w+\.js)"')


def sizes(names) -> dict[str, int]:
    """Return the bytes of each file before compression, and of those that it loads in turn."""
    found: dict[str, int] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = len(asset(str(FOLDER), name).body)
            waiting += _LOADS.findall((FOLDER / name).read_text("utf-8"))
    return found
