"""The host names that we answer to; links are built from PUBLIC_URL alone."""

import socket
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1")


def own_hosts(public_url: str, *, is_lan: bool) -> list[str]:
    """Return the names by which browsers may call us: any other Host gets 400."""
    public = urlsplit(public_url).hostname or ""
    return [public, *LOOPBACK, *(_names_in_the_network() if is_lan else [])]


def _names_in_the_network() -> list[str]:
    """Return this machine's names and addresses; phones may use any of them."""
    name = socket.gethostname()
    try:
        addresses = {str(found[4][0]) for found in socket.getaddrinfo(name, None, socket.AF_INET)}
    except OSError:
        addresses = set()
    return [name, f"{name}.local", *sorted(addresses)]
