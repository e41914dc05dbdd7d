"""A browser for tests that checks every page it opens, as notifications-admin's does."""

import re
from copy import deepcopy
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

import html5lib
from sqlalchemy import event

from tests import build

DOMAIN_WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
WEB_TABLES = {"sessions", "audit_events"}
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([\w.-]{40,})"')
NO_TOKEN = "the-token-of-another-time"
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


class Unsound(AssertionError):
    """A page breaks a rule that every page keeps."""


class Visitor:
    """Opens pages and sends their forms, one browser with its own cookies.

    After each request `response`, `tree` and `text` tell of the page; `path` is where it is.
    """

    def __init__(self, app, login=None):
        self.app = app
        self.client = app.test_client()
        self.path = "/"
        self.response = None
        self.tree = None
        if login:
            self.get("/sign-in")
            self.send("sign-in", login=login, password=build.PASSWORD)
            assert self.response.status_code == 200, self.text

    # --- going about ---------------------------------------------------------------

    def get(self, path, status=200, follow=True):
        """Open a page; GET must write no domain row."""
        written = []

        def note(_connection, _cursor, statement, *_rest):
            found = DOMAIN_WRITE.match(statement)
            if found and found[1] not in WEB_TABLES:
                written.append(statement)

        engine = self.app.extensions["quizapp.engine"]
        event.listen(engine, "before_cursor_execute", note)
        try:
            response = self.client.get(path)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        if written:
            raise Unsound(f"GET {path} writes: {written[0]}")
        return self._arrive(path, response, status, follow)

    def post(self, path, data=None, status=200, follow=True, token=True):
        """Post fields, with the token of the page one is on."""
        data = dict(data or {})
        if token:
            data.setdefault("csrf_token", self.token())
        return self._arrive(path, self.client.post(path, data=data), status, follow)

    def put(self, path, body, status=200):
        """Put JSON as the page's script does; return the JSON that comes back."""
        response = self.client.put(path, json=body, headers={"X-CSRFToken": self.token()})
        assert response.status_code == status, response.get_data(as_text=True)
        return response.get_json()

    def send(self, form="", status=200, action=None, follow=True, drop=(), **fields):
        """Fill in and send a form of the current page; see `form` for its name."""
        element = self.form(form)
        data = {**form_fields(element), **fields}
        data = {name: value for name, value in data.items() if name not in drop}
        target = action or urljoin(self.path, element.get("action"))
        method = element.get("method", "get").lower()
        assert method == "post", f"form {form} is sent by {method}"
        return self._arrive(target, self.client.post(target, data=data), status, follow)

    def _arrive(self, path, response, status, follow):
        while follow and response.status_code in {301, 302, 303}:
            path = urlsplit(urljoin(path, response.headers["Location"]))
            path = path.path + (f"?{path.query}" if path.query else "")
            response = self.client.get(path)
        self.path, self.response = path, response
        # Read a streamed file to its end: until then it holds the database.
        response.get_data()
        assert response.status_code == status, (
            f"{path}: {response.status_code}, not {status}\n{self.text[:3000]}"
        )
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303}:
            self.tree = check_page(path, response)
        return self

    # --- looking ---------------------------------------------------------------------

    @property
    def text(self):
        """The page's HTML."""
        return self.response.get_data(as_text=True)

    def words(self, element=None):
        """The page's text, blanks folded."""
        root = self.tree if element is None else element
        return " ".join("".join(root.itertext()).split())

    def all(self, tag):
        return list(self.tree.iter(f"{NAMESPACE}{tag}"))

    def by_id(self, id_):
        return next(element for element in self.tree.iter() if element.get("id") == id_)

    def form(self, name=""):
        """The form of this id, or whose action ends so; without a name the only one in main."""
        forms = self.all("form") if name else list(self.all("main")[0].iter(f"{NAMESPACE}form"))
        found = [
            form
            for form in forms
            if not name or form.get("id") == name or form.get("action").endswith(f"/{name}")
        ]
        assert len(found) == 1, f"{len(found)} forms {name!r} on {self.path}"
        return found[0]

    def links(self):
        return [link.get("href") for link in self.all("a")]

    def token(self):
        """The form token of this browser, from any page that has a form."""
        for element in self.all("input") if self.tree is not None else []:
            if element.get("name") == "csrf_token":
                return element.get("value")
        self.get("/")
        return next(e.get("value") for e in self.all("input") if e.get("name") == "csrf_token")


def form_fields(form):
    """Return what a browser would send of a form as it was drawn."""
    fields = {}
    for element in form.iter():
        name, tag = element.get("name"), str(element.tag).replace(NAMESPACE, "")
        if name and element.get("disabled") is None and tag in _VALUES:
            value = _VALUES[tag](element)
            if isinstance(value, list):
                fields.setdefault(name, []).extend(value)
            elif value is not None:
                fields[name] = value
    return fields


def _input_value(element):
    kind = element.get("type", "text")
    if kind in {"submit", "button"}:
        return None
    if kind in {"radio", "checkbox"}:
        return [element.get("value", "on")] if element.get("checked") is not None else []
    return element.get("value", "")


def _select_value(element):
    return [
        option.get("value", "".join(option.itertext()))
        for option in element.iter(f"{NAMESPACE}option")
        if option.get("selected") is not None
    ]


_VALUES = {
    "input": _input_value,
    "select": _select_value,
    "textarea": lambda element: "".join(element.itertext()),
}


# --- what every page keeps -----------------------------------------------------------------


def check_page(path, response):
    """Return the parsed page; Unsound when it breaks a rule."""
    source = response.get_data(as_text=True)
    found = TOKEN.search(source)
    token = found[1] if found else NO_TOKEN
    # Signing in shows every test the same two pages, their tokens aside.
    tree = deepcopy(_sound_tree(path, source.replace(token, NO_TOKEN)))
    for element in tree.iter():
        for name in [name for name, value in element.items() if value == NO_TOKEN]:
            element.set(name, token)
    return tree


@lru_cache(maxsize=64)
def _sound_tree(path, source):
    """Parse a page and look at it, once for all who get the same; Unsound is not kept."""
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(source)
    faults = [f"invalid HTML: {error}" for error in parser.errors]
    for check in CHECKS:
        faults.extend(check(tree))
    if faults:
        raise Unsound(f"{path}: " + "; ".join(map(str, faults)))
    return tree


def _elements(tree, *tags):
    return [element for tag in tags for element in tree.iter(f"{NAMESPACE}{tag}")]


def _words(element):
    return " ".join("".join(element.itertext()).split())


def _check_heading(tree):
    headings, titles = _elements(tree, "h1"), _elements(tree, "title")
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    elif not _words(headings[0]):
        yield "an empty h1"
    elif not titles or not _words(titles[0]).startswith(_words(headings[0])):
        yield f"the title does not begin with the h1 “{_words(headings[0])}”"
    html = _elements(tree, "html")[0]
    if not html.get("lang"):
        yield "no lang"


def _check_ids(tree):
    ids = [element.get("id") for element in tree.iter() if element.get("id") is not None]
    for id_ in set(ids):
        if not id_ or " " in id_ or ids.count(id_) > 1:
            yield f"id {id_!r} stands twice or is none"
    for element in tree.iter():
        for attribute, id_ in _references(element):
            if id_ not in ids:
                yield f"{attribute}={id_!r} leads nowhere"


def _references(element):
    """Return attribute and id of everything on this page that an element refers to."""
    names = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form")
    found = [(name, id_) for name in names for id_ in (element.get(name) or "").split()]
    href = element.get("href") or ""
    return [*found, ("href", href[1:])] if len(href) > 1 and href[0] == "#" else found


def _check_labels(tree):
    labelled = {label.get("for") for label in _elements(tree, "label")}
    inside = {
        id(field)
        for label in _elements(tree, "label")
        for field in _elements(label, "input", "select", "textarea")
    }
    for field in _elements(tree, "input", "select", "textarea"):
        if field.get("type") in {"hidden", "submit", "button"}:
            continue
        if (
            field.get("id") not in labelled
            and id(field) not in inside
            and not field.get("aria-label")
        ):
            yield f"the field {field.get('name')} has no label"
    for element in _elements(tree, "a", "button"):
        if not _words(element) and not element.get("aria-label"):
            yield f"an empty {element.tag.replace(NAMESPACE, '')}"
    for image in _elements(tree, "img"):
        if image.get("alt") is None:
            yield "a picture without alt"


def _check_forms(tree):
    for form in _elements(tree, "form"):
        if not form.get("action"):
            yield "a form without action"
        names = {field.get("name") for field in _elements(form, "input")}
        if form.get("method", "get").lower() == "post" and "csrf_token" not in names:
            yield f"the form to {form.get('action')} has no token"


def _check_inline(tree):
    for element in tree.iter():
        for attribute in map(str, element.attrib):
            if attribute.startswith("on") or attribute == "style":
                yield f"inline {attribute}"
    for script in _elements(tree, "script"):
        if not script.get("src") or "".join(script.itertext()).strip():
            yield "an inline script"
    if _elements(tree, "style"):
        yield "an inline style sheet"


def _check_origin(tree):
    for element in _elements(tree, "script", "link", "img"):
        address = element.get("src") or element.get("href") or ""
        if not address.startswith("/") or address.startswith("//"):
            yield f"something from elsewhere: {address}"


CHECKS = (_check_heading, _check_ids, _check_labels, _check_forms, _check_inline, _check_origin)
