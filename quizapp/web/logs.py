"""One line of JSON for each thing worth knowing: no answer text, no password, ever."""

import sys
from typing import Any

import structlog


class _Lines:
    """Writes lines to standard error, and leaves out those for which its disk has no room.

    The same full disk may be what the line tells of, and the page that says so is to be shown.
    """

    def __init__(self) -> None:
        self._file = sys.stderr

    def msg(self, line: str) -> None:
        """Write a line."""
        try:
            self._file.write(f"{line}\n")
            self._file.flush()
        except OSError:
            return

    debug = info = warning = error = critical = msg


def set_up() -> None:
    """Write log lines as JSON on standard error, with level and time in UTC."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=_lines,
    )


def _lines(*_names: Any) -> _Lines:
    return _Lines()
