"""The lines between `---` at the head of an article: what is known about it."""

import re
from datetime import date
from typing import Any

from quizapp.core.text import canonical
from quizapp.formats import yaml_places
from quizapp.formats.contract import ArticleFile, Unreadable

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*?\n)??)---[ \t]*(?:\n|\Z)(?P<body>.*)", re.DOTALL)
_UNCLOSED = re.compile(r"---[ \t]*\n(?:title|byline|source|language|licence|level|date|advisory):")
_TEXTS = ("title", "byline", "source", "language", "licence", "level")
_ADVISORY = {"topics", "note"}


def split(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter, empty where there is none, and the text after it."""
    found = _FRONT.match(text)
    if not found:
        if _UNCLOSED.match(text):
            raise Unreadable("line 1: the front matter is not closed by a second line ---")
        return {}, text
    try:
        fields = yaml_places.load(found["yaml"])
    except yaml_places.BrokenYaml as fault:
        # Its lines are counted below the first ---.
        raise Unreadable(f"line {fault.line + 1}: the front matter is {fault}") from fault
    if fields is None:
        return {}, found["body"]
    if not isinstance(fields, dict):
        raise Unreadable("line 2: the front matter is no list of fields such as `title: …`")
    return fields, found["body"]


def fill(article: ArticleFile, fields: dict[str, Any]) -> None:
    """Put front matter into the article; what is not understood goes to its list."""
    for name, value in fields.items():
        if name in _TEXTS and isinstance(value, list | dict):
            article.not_understood.append(f"The field `{name}` takes one text and was left out.")
        elif name in _TEXTS:
            setattr(article, name, _one_line(value))
        elif name == "date":
            _fill_date(article, value)
        elif name == "advisory":
            _fill_advisory(article, value)
        else:
            article.not_understood.append(f"The field `{name}` is not known and was left out.")


def _fill_date(article: ArticleFile, value: Any) -> None:
    try:
        article.published_on = date.fromisoformat(str(value))
    except ValueError:
        article.not_understood.append(f"The date “{value}” is not one like 2026-11-22.")


def _fill_advisory(article: ArticleFile, value: Any) -> None:
    if not isinstance(value, dict) or not set(value) <= _ADVISORY:
        article.not_understood.append("An advisory takes `topics:` (a list) and `note:` only.")
        return
    topics = value.get("topics") or []
    if not isinstance(topics, list):
        topics = [topics]
    article.advisory_topics = [_one_line(topic) for topic in topics]
    article.advisory_note = _one_line(value.get("note") or "")


def _one_line(value: Any) -> str:
    return " ".join(canonical(str("" if value is None else value)).split())
