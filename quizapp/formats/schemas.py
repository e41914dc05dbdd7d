"""JSON Schemas (2020-12) of what people write and read with tools of their own.

`python -m quizapp.formats.schemas` makes docs/scores.schema.json from the score rows and
docs/question-set.schema.json from the kinds' models. Tests hold both files to be fresh.
"""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_type_hints

from quizapp.core.scores import CODEBOOK, ROW_KINDS, ColumnNote
from quizapp.formats.json_scores import FORMAT, VERSION
from quizapp.formats.question_sets import FILLED_IN
from quizapp.kinds import KINDS
from quizapp.kinds.contract import LONGEST_TEXT, ONLY_WHERE_ASKED, Kind

Schema = dict[str, Any]

DOCS = Path(__file__).parents[2] / "docs"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FOUND = {"start", "end"}
_TYPES: dict[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 1},
    Decimal: {"type": "number", "minimum": 0},
    datetime: {
        "type": "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$",
    },
}


# --- scores ------------------------------------------------------------------------------


def scores_schema() -> Schema:
    """Return the schema of `./quiz scores export --format json`."""
    arrays = {rows: {"type": "array", "items": {"$ref": f"#/$defs/{rows}"}} for rows in ROW_KINDS}
    return {
        "$schema": _DIALECT,
        "title": "Scores of an assignment in quizapp",
        "description": "Columns may be added to the rows; `version` grows when one changes.",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "version": {"const": VERSION}, **arrays},
        "required": ["format", "version", *arrays],
        "$defs": {rows: _row_schema(rows) for rows in ROW_KINDS},
    }


def _row_schema(rows: str) -> Schema:
    hints = get_type_hints(ROW_KINDS[rows])
    properties = {
        name.rstrip("_"): _column_schema(hint, CODEBOOK[rows][name.rstrip("_")])
        for name, hint in hints.items()
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _column_schema(hint: Any, note: ColumnNote) -> Schema:
    kinds = get_args(hint) or (hint,)
    schema: Schema = {"description": note.meaning, **_TYPES[kinds[0]]}
    if type(None) in kinds:
        schema["type"] = [schema["type"], "null"]
    if note.one_of:
        schema["enum"] = list(note.one_of)
    return schema


# --- question sets -------------------------------------------------------------------------


def question_set_schema() -> Schema:
    """Return the schema of a question set as its author writes it.

    It tells fields, types and bounds. What no schema can tell (quotes that stand in the
    article, one right option) is for `./quiz questions check`.
    """
    parts: Schema = {}
    for kind in KINDS.values():
        for name, part in _kind_schemas(kind).items():
            if parts.setdefault(name, part) != part:
                raise ValueError(f"two kinds have a model {name}; give one another name")
    text = {"type": "string", "pattern": r"\S"}
    return {
        "$schema": _DIALECT,
        "title": "A question set of quizapp",
        "description": "The questions on one article: questions/<slug>.yaml. "
        "`./quiz questions check` sees more, such as quotes that do not stand in the article.",
        "type": "object",
        "properties": {
            "article": {**text, "description": "The slug of the article."},
            "title": {**text, "description": "The title of the quiz."},
            "questions": {
                "type": "array",
                "minItems": 1,
                "items": {"oneOf": [{"$ref": f"#/$defs/{name}_question"} for name in KINDS]},
            },
        },
        "required": ["article", "title", "questions"],
        "additionalProperties": False,
        "$defs": dict(sorted(parts.items())),
    }


def _kind_schemas(kind: Kind) -> Schema:
    """Return the schemas of a kind's question and of the models inside it, by name."""
    question = _plain(kind.Content.model_json_schema())
    parts: Schema = question.pop("$defs")
    for name in FILLED_IN:
        question["properties"].pop(name)
    if not kind.Content.is_asked:
        return _unasked_schema(kind, question)
    question["properties"] = {
        **_head(kind),
        **question["properties"],
    }
    question["required"] = ["kind", *question["required"]]
    for written in question["properties"]["points"]["anyOf"]:
        if written["type"] == "string":
            written["pattern"] = r"^\d*\.?\d+$"
    question["properties"]["evidence"]["items"] = {
        "oneOf": [parts["Evidence"]["properties"]["quote"], {"$ref": "#/$defs/Evidence"}]
    }
    for name in _FOUND:
        parts["Evidence"]["properties"].pop(name)
    parts["Evidence"]["description"] = (
        "A verbatim quote that proves the answer, and what stands right before and behind it."
    )
    return {**parts, f"{kind.name}_question": question}


def _head(kind: Kind) -> Schema:
    """Return the schemas of what stands first in a question of any kind."""
    return {
        "id": {
            "description": "Keeps it the same question, however it is reworded.",
            "type": ["string", "integer"],
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "minimum": 0,
        },
        "kind": {"const": kind.name, "description": kind.label},
    }


def _unasked_schema(kind: Kind, question: Schema) -> Schema:
    """Return the schema of a text between questions: without what only a question has."""
    kept = {n: p for n, p in question["properties"].items() if n not in ONLY_WHERE_ASKED}
    question["properties"] = {**_head(kind), **kept}
    question["required"] = ["kind", *question["required"]]
    return {f"{kind.name}_question": question}


def _plain(node: Any) -> Any:
    """Return pydantic's schema without its titles, and with what YAML and the models add.

    No text of a model is longer than LONGEST_TEXT; a bare true or false is a truth value.
    """
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {
        name: _plain(value)
        for name, value in node.items()
        if name != "title" or not isinstance(value, str)
    }
    if {"true", "false"} <= set(plain.get("enum", ())):
        return {"enum": [*plain["enum"], True, False]}
    if plain.get("type") == "string" and "enum" not in plain:
        plain.setdefault("maxLength", LONGEST_TEXT)
    return plain


# --- files ---------------------------------------------------------------------------------


def files() -> dict[str, bytes]:
    """Return the schema files that docs/ holds, by name."""
    schemas = {
        "question-set.schema.json": question_set_schema(),
        "scores.schema.json": scores_schema(),
    }
    return {
        name: (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
        for name, schema in schemas.items()
    }


if __name__ == "__main__":
    for name, data in files().items():
        (DOCS / name).write_bytes(data)
