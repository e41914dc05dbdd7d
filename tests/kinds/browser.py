"""What a browser would post of a form, read off its HTML."""

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict


def posted(form) -> MultiDict:
    """Return the fields that a browser sends when nothing is touched on the rendered form."""
    return posted_of("".join(str(field) for field in form))


def posted_of(html: str) -> MultiDict:
    """Return the fields that a browser sends when nothing is touched on a page."""
    reader = _Reader()
    reader.feed(html)
    return MultiDict(reader.fields)


def page(form) -> str:
    """Return all that a form puts on a page: its labels and its fields."""
    return "\n".join(f"{field.label}{field}" for field in form)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields = []
        self._select = self._first = self._area = None
        self._text = ""

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "input" and (found["type"] not in {"radio", "checkbox"} or "checked" in found):
            self.fields.append((found["name"], found.get("value", "")))
        elif tag == "select":
            # Where none is selected a browser sends the first of a list that takes one.
            self._select, self._first = found["name"], None
            self._is_chosen = "multiple" in found
        elif tag == "option" and "selected" in found:
            self.fields.append((self._select, found["value"]))
            self._is_chosen = True
        elif tag == "option" and self._first is None:
            self._first = found["value"]
        elif tag == "textarea":
            self._area, self._text = found["name"], ""

    def handle_data(self, data):
        if self._area:
            self._text += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # The line end right behind the tag belongs to the tag.
            text = self._text.removeprefix("\r").removeprefix("\n")
            self.fields.append((self._area, text))
            self._area = None
        elif tag == "select" and not self._is_chosen and self._first is not None:
            self.fields.append((self._select, self._first))
