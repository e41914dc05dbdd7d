"""What every page keeps: valid HTML, one h1, labels, tokens, nothing inline or from elsewhere."""

import re
from copy import deepcopy
from functools import lru_cache

import html5lib

TOKEN = re.compile(r'name="csrf_token"[^>]* value="([\w.-]{40,})"')
NO_TOKEN = "the-token-of-another-time"
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


class Unsound(AssertionError):
    """A page breaks a rule that every page keeps."""


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
