"""A browser for tests that checks every page it opens, as notifications-admin's does."""

import re
from urllib.parse import urljoin, urlsplit

import flask
from sqlalchemy import event, select

from quizapp import db
from quizapp.models import User
from quizapp.web import sessions
from quizapp.web.closing import CLOSES
from tests import build
from tests.soundness import NAMESPACE, Unsound, check_page

DOMAIN_WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
WEB_TABLES = {"sessions", "audit_events"}


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
            self._be(login)

    def _be(self, login):
        """Be signed in, without the three pages that it takes: most tests begin with it."""
        engine = self.app.extensions["quizapp.engine"]
        who = select(User.id).where(User.login == login)
        with self.app.test_request_context():
            sessions.sign_in(db.ask(engine, who, {})[0].id)
            self.app.process_response(flask.Response())
            self.client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], flask.session.token)

    def sign_in(self, login):
        """Sign in as one does."""
        self.get("/sign-in")
        return self.send("sign-in", login=login, password=build.PASSWORD)

    # --- going about ---------------------------------------------------------------

    def get(self, path, status=200, follow=True):
        """Open a page; GET must write no domain row, but for the end of what is over."""
        written = []

        def note(connection, _cursor, statement, *_rest):
            found = DOMAIN_WRITE.match(statement)
            is_end = connection.get_execution_options().get(CLOSES)
            if found and found[1] not in WEB_TABLES and not is_end:
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
