"""A browser in a few words, so that its owner knows it again in a list."""

# The first that stands in what the browser says of itself; most say they are others too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def browser_in_words(user_agent: str) -> str:
    """Return a browser and what it runs on: "Firefox on Android"; "a browser" when unknown."""
    browser = _first(_BROWSERS, user_agent, "a browser")
    system = _first(_SYSTEMS, user_agent, "")
    return f"{browser} on {system}" if system else browser


def _first(words: tuple[tuple[str, str], ...], user_agent: str, otherwise: str) -> str:
    return next((word for sign, word in words if sign in user_agent), otherwise)
