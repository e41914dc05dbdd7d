"""Numbers and letters in an address that no row can have: there is no such page."""

from typing import Any

import flask
from werkzeug.routing import IntegerConverter

# The largest number that an id can be, on either database.
LARGEST = 2**63 - 1
_DIGITS = len(str(LARGEST))


class RowId(IntegerConverter):
    """The number of a row in an address; a larger one than any row has is none."""

    regex = rf"\d{{1,{_DIGITS}}}"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max": LARGEST, **options})


def row_id(text: str) -> int:
    """Return the number of a row that a form or a query names; ValueError where none can be."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{text} is no number of a row")
    return number


def keep_addresses(app: flask.Flask) -> None:
    """Answer 404 for addresses of `app` that no database can look up; before routes are added."""
    app.url_map.converters["int"] = RowId
    app.before_request(_refuse_nul)


def _refuse_nul() -> None:
    """PostgreSQL keeps no NUL and refuses to look for one."""
    if "\0" in flask.request.path:
        flask.abort(404)
