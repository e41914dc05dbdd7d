"""Where in a YAML file a value stands, so that a fault can be shown at its line."""

from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

# What ruamel.yaml lets through, beside its own errors, for a tag that does not fit its value.
_STUMBLES = (ValueError, LookupError, TypeError, AttributeError)


class BrokenYaml(ValueError):
    """The text is not YAML; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _Constructor(RoundTripConstructor):
    """Leaves dates as they were typed; a month of 13 is a fault of its field, not of YAML."""


_Constructor.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda self, node: self.construct_scalar(node)
)


def load(text: str) -> Any:
    """Return the document, whose maps and lists know their lines. Raises BrokenYaml."""
    reader = YAML(typ="rt", pure=True)
    reader.allow_duplicate_keys = False
    reader.Constructor = _Constructor
    try:
        return reader.load(text)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        problem = (fault.problem or "it cannot be read").split("\n")[0]
        if "end of stream" in problem:
            mark = fault.context_mark or mark  # where the quote was opened
        raise BrokenYaml(mark.line + 1 if mark else 1, f"broken YAML: {problem}") from fault
    except ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        raise BrokenYaml(line, "broken YAML: a character that may not stand in it") from fault
    except (YAMLError, *_STUMBLES, RecursionError) as fault:
        raise BrokenYaml(1, f"broken YAML: {' '.join(str(fault).split())}") from fault


def line_of(node: Any, path: Sequence[str | int]) -> int:
    """Return the line, from 1, of the deepest value on `path` that the document has."""
    line = node.lc.line + 1 if hasattr(node, "lc") else 1
    for step in path:
        place = _place(node, step)
        if place is None:
            break
        line = place + 1
        node = node[step]
    return line


def _place(node: Any, step: str | int) -> int | None:
    """Return the line, from 0, of a key or an item; None when the node has none such."""
    places = getattr(node, "lc", None)
    if places is None:
        return None
    try:
        row, _column = places.key(step) if isinstance(node, dict) else places.item(step)
    except (KeyError, TypeError, IndexError):
        return None
    return int(row)
