"""Regular expressions that authors write: through RE2 alone, which reads a text once and never
goes back, so that no pattern can be slow."""

from typing import Any

LONGEST_PATTERN = 200  # code points
_MEMORY = 1 << 19  # bytes that one pattern may take; alternatives of many words fit easily

try:
    import re2
except ImportError:  # there is no wheel for Python 3.15 yet
    re2 = None


class PatternRefused(ValueError):
    """A pattern cannot be used; the words say why."""


def is_match(pattern: str, text: str) -> bool:
    """Does the whole text match, whatever its case? Raises PatternRefused."""
    return _compiled(pattern).fullmatch(text) is not None


def check_pattern(pattern: str) -> None:
    """Raise PatternRefused for a pattern that cannot be used here."""
    _compiled(pattern)


def _compiled(pattern: str) -> Any:
    if re2 is None:
        raise PatternRefused("patterns need the library google-re2, which is not installed here")
    if len(pattern) > LONGEST_PATTERN:
        raise PatternRefused(f"a pattern has at most {LONGEST_PATTERN} characters")
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error as wrong:
        said = wrong.args[0]
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise PatternRefused(f"the pattern “{pattern}” cannot be read: {words}") from wrong
