"""How a reader likes to read: how the text is set, and what helps to follow it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

# Each setting with its values and what a reader calls them.
# `static/style.css` knows the same names and values as data-… attributes of <html>.
CHOICES: dict[str, dict[str, str]] = {
    "size": {
        "small": "Small",
        "medium": "Medium",
        "large": "Large",
        "largest": "Very large",
    },
    "spacing": {"normal": "Normal", "wide": "Wide"},
    "font": {
        "serif": "With serifs, like a book",
        "sans": "Without serifs",
        "hyperlegible": "Easy to tell letters apart",
    },
    "theme": {
        "system": "As this device has it",
        "light": "Light",
        "sepia": "Sepia",
        "dark": "Dark",
    },
    "lines": {"off": "Off", "on": "Every fifth line"},
    "ruler": {"off": "Off", "on": "Under the line that you point at"},
    "motion": {"system": "As this device has it", "less": "As little as can be"},
    "shortcuts": {"on": "On", "off": "Off"},
}


class ReaderSettings(NamedTuple):
    """One value of each setting."""

    size: str = "medium"
    spacing: str = "normal"
    font: str = "serif"
    theme: str = "system"
    lines: str = "off"
    ruler: str = "off"
    motion: str = "system"
    shortcuts: str = "on"

    @property
    def differing(self) -> dict[str, str]:
        """What is not as it is by default."""
        defaults = self._field_defaults
        return {name: value for name, value in self._asdict().items() if value != defaults[name]}


def read_settings(stored: Any) -> ReaderSettings:
    """Return the settings of what was stored; what is missing or unknown is the default.

    A value may have gone since it was stored: a page must not fail over its looks.
    """
    known = stored if isinstance(stored, Mapping) else {}
    return ReaderSettings(
        **{
            name: known[name]
            for name, values in CHOICES.items()
            if isinstance(known.get(name), str) and known[name] in values
        }
    )
