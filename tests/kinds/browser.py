"""What a browser would post of a form, read off its HTML."""

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict


def posted(form) -> MultiDict:
    """Return the fields that a browser sends when nothing is touched on the rendered form."""
    reader = _Reader()
    reader.feed("".join(str(field) for field in form))
    return MultiDict(reader.fields)


def page(form) -> str:
    """Return all that a form puts on a page: its labels and its fields."""
    return "\n".join(f"{field.label}{field}" for field in form)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields = []
        self._select = ""

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "input" and (found["type"] not in {"radio", "checkbox"} or "checked" in found):
            self.fields.append((found["name"], found.get("value", "")))
        elif tag == "select":
            self._select = found["name"]
        elif tag == "option" and "selected" in found:
            self.fields.append((self._select, found["value"]))
        elif tag == "textarea":
            raise NotImplementedError("teach this reader textareas")
