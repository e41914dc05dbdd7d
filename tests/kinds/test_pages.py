"""What every kind shows: to a student, in review, on paper, and to its author."""

import re

import html5lib
from werkzeug.datastructures import MultiDict

from quizapp.kinds import KINDS
from quizapp.kinds.contract import Fault
from tests.kinds.browser import posted_of
from tests.kinds.drawn import drawn, printed, reviewed, taken
from tests.kinds.test_contract import each_example, each_kind

FOUND_OUT = ("language", "sentences", "paragraphs")


def sound(html):
    """Return the page that a fragment makes, after parsing it strictly."""
    page = f"<!doctype html><html lang=en><head><title>x</title></head><body>{html}</body></html>"
    return html5lib.HTMLParser(strict=True).parse(page)


def edited(kind, content):
    """Return the author's form on a content, and its page."""
    form_class = kind.edit_form()
    form = form_class(data=form_class.data_for(content))
    form.add_spare_rows()
    return form, drawn(kind, "edit", form=form)


def as_written(kind, content):
    """Return a content without what is found out when it is stored."""
    stored = content.model_dump(mode="json", exclude=set(FOUND_OUT))
    for place in stored["evidence"]:
        place["start"] = place["end"] = None
    return kind.Content.model_validate(stored)


@each_example
def test_every_page_of_a_kind_is_sound_and_says_what_is_asked(kind, example):
    content = kind.Content.model_validate(example.content)
    pages = [
        taken(kind, content, example.response),
        reviewed(kind, content, example.response),
        printed(kind, content),
    ]
    for page in pages:
        sound(page)
        first = content.stem.splitlines()[0].split()[0]
        assert first in re.sub("<[^>]*>", "", page)
    sound(edited(kind, content)[1])


@each_example
def test_paper_tells_nothing_of_the_key(kind, example):
    """Print forms are handed out to students."""
    content = kind.Content.model_validate(example.content)
    other = content.model_copy(update={"explanation": "CANARY", "points": content.points + 1})
    assert printed(kind, content) == printed(kind, other)


@each_example
def test_an_author_finds_everything_in_the_form_and_posts_it_back(kind, example):
    content = as_written(kind, kind.Content.model_validate(example.content))
    form, own_fields = edited(kind, content)
    sent = posted_of(own_fields)
    for name in kind.edit_form().common_names():
        sent.update(posted_of(str(form[name])))
    back = kind.edit_form()(sent)
    assert back.read(kind) == content, (back.errors, back.of_lists)


@each_kind
def test_an_empty_form_says_what_is_missing_beside_the_field(kind):
    form = kind.edit_form()(MultiDict({"stem": "", "points": "0", "skill": "infer"}))
    assert form.read(kind) is None
    assert form.stem.errors


@each_kind
def test_every_fault_finds_a_field_or_a_list(kind):
    """Words about a path that has no field of its own stand at the nearest one."""
    content = kind.Content.model_validate(kind.examples()[0].content)
    form, _ = edited(kind, content)
    names = [name for name in kind.Content.model_fields if name not in FOUND_OUT]
    form.tell([Fault((name, 0, "no such field"), f"WORDS on {name}") for name in names])
    told = str(form.of_lists) + "".join(str(_errors(field)) for field in form)
    for name in names:
        assert f"WORDS on {name}" in told


def _errors(field):
    inner = getattr(field, "entries", None) or getattr(field, "form", None)
    return [_errors(part) for part in inner] if inner else list(field.errors)


@each_example
def test_every_input_of_an_author_has_a_label(kind, example):
    content = kind.Content.model_validate(example.content)
    tree = sound(edited(kind, content)[1])
    labelled = {label.get("for") for label in tree.iter() if label.tag.endswith("}label")}
    inside = {
        id(part) for label in tree.iter() if label.tag.endswith("}label") for part in label.iter()
    }
    for part in tree.iter():
        if part.tag.split("}")[-1] in {"input", "select", "textarea"}:
            assert part.get("type") == "hidden" or part.get("id") in labelled or id(part) in inside


def test_every_kind_has_its_four_pages():
    for name in KINDS:
        for page in ("take", "review", "print", "edit"):
            assert drawn.__globals__["_env"].get_template(f"kinds/{name}/{page}.html")
