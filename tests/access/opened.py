"""Every page that somebody may open, from the matrix of access."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.access.cells import CELLS
from tests.access.test_matrix import places, routes


class Page(NamedTuple):
    """A page, who opens it, and its route in the matrix."""

    who: str
    path: str
    route: str


def pages(app, world) -> Iterator[Page]:
    """Yield each page with each person whom the matrix lets in."""
    for name, rule in routes(app).items():
        if name.startswith("GET ") and rule.endpoint != "static":
            yield from _of_route(app, world, name, rule)


def _of_route(app, world, name, rule) -> Iterator[Page]:
    for whose, values in places(world, name, rule).items():
        path = app.url_map.bind("localhost").build(rule.endpoint, values)
        for who in CELLS[name].get(whose, "").split():
            yield Page(who, path, name)
