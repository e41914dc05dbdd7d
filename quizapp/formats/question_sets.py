"""A question set: one YAML file with the questions on one article.

Read in two steps: `read` understands the file, `place` finds its quotes in the article.
Every fault is kept with its line; a set with a fault is not loaded at all.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from quizapp.core.text import canonical
from quizapp.formats import yaml_places
from quizapp.formats.contract import Unreadable
from quizapp.formats.decoding import decode
from quizapp.kinds import KINDS, placing
from quizapp.kinds.contract import Content
from quizapp.kinds.placing import Passage

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SET_FIELDS = {"article", "title", "questions"}
# What is filled in when a question is placed in its article, so that no author may.
FILLED_IN = ("language", "sentences", "paragraphs")


class Fault(NamedTuple):
    """What is wrong, at a line counted from 1."""

    line: int
    message: str


class SetQuestion(NamedTuple):
    """One question of a set. `name` is its `id:`, '' where the author gave none."""

    name: str
    kind: str
    content: Content
    line: int
    evidence_lines: tuple[int, ...]

    def line_of_evidence(self, path: tuple[str | int, ...]) -> int:
        """Return the line of the quote that a fault's path leads to, else the question's."""
        match path:
            case ("evidence", int(index)):
                return self.evidence_lines[index]
        return self.line


class QuestionSet(NamedTuple):
    """A set as its file gives it; `faults` is empty when all of it was understood."""

    article: str
    title: str
    questions: list[SetQuestion]
    faults: list[Fault]
    article_line: int = 1


def read(data: bytes) -> QuestionSet:
    """Return the set in `data` with every fault that can be seen without the article."""
    try:
        text, _guesses = decode(data)
        document = yaml_places.load(text)
    except yaml_places.BrokenYaml as fault:
        return QuestionSet("", "", [], [Fault(fault.line, str(fault))])
    except Unreadable as fault:
        return QuestionSet("", "", [], [Fault(1, str(fault))])
    if not isinstance(document, dict):
        return QuestionSet("", "", [], [Fault(1, "a set begins with `article:` and `title:`")])
    faults = list(_head_faults(document))
    questions = []
    entries = document.get("questions")
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        question = _read_question(document, index, entry, faults)
        if question:
            questions.append(question)
    faults.extend(_repeated(questions))
    return QuestionSet(
        canonical(str(document.get("article") or "")),
        canonical(str(document.get("title") or "")),
        questions,
        sorted(faults),
        yaml_places.line_of(document, ["article"]),
    )


def place(question: SetQuestion, passage: Passage) -> tuple[Content, list[Fault]]:
    """Return the content with its quotes found in the passage, and a fault for each that was
    not, at its line."""
    content, faults = placing.place(KINDS[question.kind], question.content, passage)
    return content, [Fault(question.line_of_evidence(one.path), one.message) for one in faults]


def _head_faults(document: Any) -> Iterator[Fault]:
    """Yield what is wrong with the set itself, its questions aside."""
    for name in ("article", "title"):
        if not isinstance(document.get(name), str) or not document[name].strip():
            line = yaml_places.line_of(document, [name])
            yield Fault(line, f"the set has no `{name}:` with a text")
    for name in document:
        if name not in _SET_FIELDS:
            yield Fault(yaml_places.line_of(document, [name]), f"unknown field `{name}`")
    if not isinstance(document.get("questions"), list) or not document["questions"]:
        line = yaml_places.line_of(document, ["questions"])
        yield Fault(line, "the set has no `questions:` with a list")


def _read_question(
    document: Any, index: int, entry: Any, faults: list[Fault]
) -> SetQuestion | None:
    """Return one question, or None after adding its faults."""
    path: list[str | int] = ["questions", index]
    line = yaml_places.line_of(document, path)
    if not isinstance(entry, dict):
        faults.append(Fault(line, "a question is a list of fields, the first one `kind:`"))
        return None
    fields = dict(entry)
    kind, name = (_word(fields.pop(field, None)) for field in ("kind", "id"))
    if name and not _NAME.fullmatch(name):
        at = yaml_places.line_of(document, [*path, "id"])
        faults.append(Fault(at, f"`id: {name}` takes small letters, digits and single dashes"))
    if kind not in KINDS:
        at = yaml_places.line_of(document, [*path, "kind"])
        wrong = f"unknown kind `{kind}`" if kind else "the question has no `kind:`"
        faults.append(Fault(at, f"{wrong}; known are {', '.join(KINDS)}"))
        return None
    faults.extend(_filled_in_by_us(document, path, fields))
    try:
        content = KINDS[kind].Content.model_validate(fields)
    except ValidationError as wrong:
        faults.extend(_field_faults(document, path, wrong))
        return None
    faults.extend(
        Fault(yaml_places.line_of(document, [*path, *fault.path]), fault.message)
        for fault in KINDS[kind].check(content)
    )
    lines = tuple(
        yaml_places.line_of(document, [*path, "evidence", position])
        for position in range(len(content.evidence))
    )
    return SetQuestion(name, kind, content, line, lines)


def _word(value: Any) -> str:
    return "" if value is None else str(value)


def _filled_in_by_us(document: Any, path: list[Any], fields: dict[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each field that the loader fills in and no author may."""
    places: list[list[str | int]] = [[name] for name in FILLED_IN if name in fields]
    evidence = fields.get("evidence")
    for index, entry in enumerate(evidence if isinstance(evidence, list) else []):
        if isinstance(entry, dict):
            places += [["evidence", index, name] for name in ("start", "end") if name in entry]
    for place in places:
        at = yaml_places.line_of(document, [*path, *place])
        yield Fault(at, f"unknown field `{place[-1]}`")


def _field_faults(document: Any, path: list[Any], wrong: ValidationError) -> Iterator[Fault]:
    """Yield pydantic's errors in an author's words, each at its field."""
    for error in _first_causes(wrong.errors(include_url=False)):
        location = [step for step in error["loc"] if not str(step).startswith("function-")]
        field = ".".join(str(step + 1 if isinstance(step, int) else step) for step in location)
        at = yaml_places.line_of(document, [*path, *location])
        if error["type"] == "missing":
            message = f"missing field `{field}`"
        elif error["type"] == "extra_forbidden":
            message = f"unknown field `{field}`"
        elif isinstance(error.get("ctx", {}).get("error"), ValueError):
            message = f"`{field}`: {error['ctx']['error']}"
        else:
            message = f"`{field}`: {error['msg'][0].lower()}{error['msg'][1:]}"
        yield Fault(at, message)


def _first_causes(errors: Sequence[Any]) -> Iterator[Any]:
    """Leave out that a list is too short when an item of it is at fault: it did not count."""
    for error in errors:
        place = error["loc"]
        inside = (other for other in errors if other["loc"][: len(place)] == place)
        if error["type"] != "too_short" or all(other is error for other in inside):
            yield error


def _repeated(questions: Sequence[SetQuestion]) -> Iterator[Fault]:
    """Yield a fault for each id or stem that stands twice in the set."""
    names: dict[str, int] = {}
    stems: dict[str, int] = {}
    for question in questions:
        if question.name and question.name in names:
            first = names[question.name]
            yield Fault(question.line, f"`id: {question.name}` stands at line {first} already")
        stem = question.content.stem.casefold()
        if stem in stems:
            yield Fault(question.line, f"the stem is the same as at line {stems[stem]}")
        names.setdefault(question.name, question.line)
        stems.setdefault(stem, question.line)
