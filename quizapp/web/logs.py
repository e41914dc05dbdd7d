"""One line of JSON for each thing worth knowing: no answer text, no password, ever."""

import sys

import structlog


def set_up() -> None:
    """Write log lines as JSON on standard error, with level and time in UTC."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
