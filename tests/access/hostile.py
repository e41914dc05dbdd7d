"""What no page of ours would send, for any field of any form."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote_from_bytes, urljoin

import html5lib

from quizapp.models import Base
from tests.visitor import NAMESPACE, form_fields

VALUES: dict[str, bytes] = {
    "NUL": b"a\0b",
    "lone surrogate": b"\xed\xa0\x80",
    "not UTF-8": b"\xff\xfe",
    "nothing": b"",
    "blanks": b"   ",
    "a megabyte": b"x" * 1_000_000,
    "long": b"y" * 50_000,
    "a negative number": b"-1",
    "a huge number": b"9" * 30,
    "no number": b"NaN",
    "a list": b'["a", {"b": 1}]',
    "SQL": b"' OR 1=1; --",
    "control characters": b"\x01\x1b[31m\x7f",
    "right to left": "\u202egnp.exe".encode(),
}
# Forms that end the session they were drawn for, or everything else: sent last.
LAST = ("sign-out", "submit", "erase", "disable", "close", "remove", "role", "password", "sessions")


class Form(NamedTuple):
    """A form of a page: where it goes, and what it would send."""

    who: str
    action: str
    fields: dict[str, str]

    def bodies(self) -> Iterator[tuple[str, bytes]]:
        """Yield a name and a body for each field and each value; then wrong shapes of all."""
        for name in self.fields:
            if name != "csrf_token":
                for what, value in VALUES.items():
                    yield f"{name}: {what}", self._body({name: value})
                yield f"{name}: twice", self._body({}) + b"&" + _pair(name, b"1")
                yield f"{name}[]: an array", self._body({f"{name}[]": b"1"}, without=name)
                yield f"{name}: left out", self._body({}, without=name)
        yield "everything left out", _pair("csrf_token", self.fields["csrf_token"].encode())

    def with_every_column(self, value: bytes) -> bytes:
        """Return a body with a value for every column that the form has no field for."""
        names = {column.name for table in Base.metadata.sorted_tables for column in table.columns}
        return self._body(dict.fromkeys(sorted(names - set(self.fields)), value))

    def _body(self, changed: dict[str, bytes], without: str = "") -> bytes:
        kept = {name: str(value).encode() for name, value in self.fields.items() if name != without}
        return b"&".join(_pair(name, value) for name, value in {**kept, **changed}.items())


def _pair(name: str, value: bytes) -> bytes:
    return f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}".encode()


def forms_of(page, html: bytes) -> Iterator[Form]:
    """Yield the forms that a page would send by POST."""
    for element in html5lib.parse(html).iter(f"{NAMESPACE}form"):
        if element.get("method") == "post":
            fields = form_fields(element)
            for button in element.iter(f"{NAMESPACE}button"):
                action = urljoin(page.path, button.get("formaction") or element.get("action"))
                yield Form(page.who, action, fields)


def in_order(forms: list[Form]) -> list[Form]:
    """Return each form once, those last that end something."""
    found = {(form.who, form.action, *sorted(form.fields)): form for form in forms}
    return sorted(found.values(), key=lambda form: any(word in form.action for word in LAST))
