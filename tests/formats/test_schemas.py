"""The schemas in docs/: fresh, valid, true of what is shipped, and not of what is broken."""

import copy

import jsonschema
import pytest
from ruamel.yaml import YAML

from quizapp.formats.question_sets import read
from quizapp.formats.schemas import DOCS, files, question_set_schema, scores_schema
from quizapp.kinds import KINDS
from tests import build
from tests.test_content import SETS

SETS_SCHEMA = question_set_schema()


def plain(text):
    return YAML(typ="safe", pure=True).load(text)


def is_sound(document):
    return jsonschema.Draft202012Validator(SETS_SCHEMA).is_valid(document)


@pytest.mark.parametrize("name", files())
def test_a_schema_in_docs_is_fresh(name):
    """When it is not: python -m quizapp.formats.schemas"""
    assert (DOCS / name).read_bytes() == files()[name]


@pytest.mark.parametrize("schema", [SETS_SCHEMA, scores_schema()], ids=["sets", "scores"])
def test_a_schema_is_one(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_every_set_that_is_shipped_is_sound(path):
    jsonschema.validate(plain(path.read_text("utf-8")), SETS_SCHEMA)


def documented():
    """Return the set in docs/teach.md that has every field."""
    text = (DOCS / "teach.md").read_text("utf-8")
    return text.split("```yaml\n")[1].split("```")[0]


@pytest.mark.parametrize("text", [build.LAMP_SET, documented()], ids=["lamps", "teach.md"])
def test_every_field_that_an_author_knows_is_in_the_schema(text):
    assert is_sound(plain(text))


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_a_kind_are_sound_but_for_what_the_loader_fills_in(kind):
    for example in KINDS[kind].examples():
        content = copy.deepcopy(example.content)
        content.pop("sentences", None), content.pop("paragraphs", None)
        for place in content.get("evidence", ()):
            if isinstance(place, dict):
                place.pop("start"), place.pop("end")
        assert is_sound({"article": "a", "title": "A", "questions": [{"kind": kind, **content}]})


# Each takes something of LAMP_SET for something that an author might write by mistake.
CHANGES = {
    "misspelt field": ("    stem: Who paid", "    stemm: Who paid"),
    "misspelt optional field": ("    explanation:", "    explanations:"),
    "misspelt field of an option": ("        feedback:", "        feedbak:"),
    "misspelt field of the evidence": ("        prefix:", "        prefx:"),
    "unknown field of the set": ("title: Harbour", "author: me\ntitle: Harbour"),
    "no title": ("title: Harbour lights\n", ""),
    "a blank title": ("title: Harbour lights", "title: ' '"),
    "no questions": ("questions:\n", "questions: []\nquestion:\n"),
    "no kind": ("    kind: evidence\n", ""),
    "unknown kind": ("kind: evidence", "kind: clozed"),
    "no key": ("    key: not_said\n", ""),
    "a key that is none": ("key: not_said", "key: perhaps"),
    "a field of another kind": ("    skill: integrate", "    skill: integrate\n    key: true"),
    "no skill": ("    skill: retrieve\n", ""),
    "unknown skill": ("skill: retrieve", "skill: guess"),
    "no points left": ("points: 2", "points: 0"),
    "too many points": ("points: 2", "points: 1001"),
    "points in words": ("points: 2", "points: two"),
    "no accepted answer": ("      - the guild\n      - ACCEPT-CANARY company\n", "      []\n"),
    "an accepted number": ("      - ACCEPT-CANARY company", "      - 1890"),
    "an option without text": ("      - text: The guild wanted two", "      - key: false"),
    "a key of an option in words": ("        key: true", "        key: right"),
    "no evidence": ("    evidence:\n      - The keeper lit both lamps every night.\n", ""),
    "evidence that is no list": (
        "    evidence:\n      - The keeper lit both",
        "    evidence: The keeper lit both",
    ),
    "an empty quote": ("      - The keeper lit both lamps every night.", "      - ''"),
    "an id with capitals": ("id: payer", "id: Payer"),
    "a place of ours": ("        prefix:", "        start: 3\n        prefix:"),
    "sentences of ours": ("    skill: integrate", "    skill: integrate\n    sentences: []"),
    "a language of ours": ("    skill: integrate", "    skill: integrate\n    language: en"),
    "a stem that is too long": ("stem: Who paid for it?", f"stem: {'x' * 4001}"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_fault_is_seen_and_the_loader_sees_it_too(change):
    """The schema is never stricter than the loader here, nor blind where the loader is not."""
    old, new = CHANGES[change]
    broken = build.LAMP_SET.replace(old, new, 1)
    assert broken != build.LAMP_SET
    assert read(broken.encode()).faults
    assert not is_sound(plain(broken))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("key: not_said", "key: true"),
        ("key: not_said", "key: 'false'"),
        ("points: 2", "points: 0.5"),
        ("points: 2", "points: '0.5'"),
        ("id: payer", "id: 7"),
        ("  - id: payer\n    kind", "  - kind"),
        ('quote: the guild paid for every stone\n        prefix: "In the end "', "the guild paid"),
        ("stem: Who paid for it?", f"stem: {'x' * 4000}"),
        ("    skill: integrate", "    skill: integrate\n    tags: [RI.4.1]\n    need: any"),
    ],
)
def test_what_the_loader_takes_is_sound(old, new):
    text = build.LAMP_SET.replace(old, new, 1)
    assert text != build.LAMP_SET
    assert read(text.encode()).faults == []
    assert is_sound(plain(text))
