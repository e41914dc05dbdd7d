"""The form in which an author writes a question: the fields of every kind, and how a fault
finds its field.

A kind's own form adds fields named as those of its Content. Rows are field lists; a row that
is left blank is no row, so a page offers spare ones and needs no script.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import BaseModel, ValidationError
from wtforms import (
    Field,
    FieldList,
    Form,
    FormField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice

from quizapp.core.scores import number_text
from quizapp.kinds.contract import LONGEST_TEXT, Content, Fault, Kind
from quizapp.kinds.validators import Typed

SKILL_CHOICES = [
    ("retrieve", "Retrieve: it stands in one place"),
    ("infer", "Infer: between the lines"),
    ("integrate", "Integrate: from several places"),
    ("evaluate", "Evaluate: judge the text"),
]
WHERE_CHOICES = [
    ("", "Only where the assignment asks for it"),
    ("two_one_none", "Always: both all points, only the answer half, else none"),
    ("all_or_nothing", "Always: all or nothing"),
    ("separate", "Always: answer and place count half each"),
]


def chosen_from(pairs: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    """Return the choices of a field for pairs of value and words."""
    return [SelectChoice(value, words) for value, words in pairs]


_AS_WRITTEN = {"before": "prefix", "behind": "suffix"}


class QuoteFields(Form):  # type: ignore[misc]
    """A quote that proves the answer, with what stands around it where it stands twice."""

    quote = TextAreaField("Quote from the passage", [Typed(LONGEST_TEXT)])
    # A form of WTForms takes `prefix` for itself.
    before = StringField("Right before it", [Typed(200)])
    behind = StringField("Right behind it", [Typed(200)])


class EditForm(Form):  # type: ignore[misc]
    """What an author fills in for any kind. `written` is the question as a set would hold it."""

    # Spare rows that a page offers in each list, so that it grows without a script.
    spare_rows: ClassVar[dict[str, int]] = {"evidence": 1}

    stem = TextAreaField("Question", [Typed(LONGEST_TEXT)])
    evidence = FieldList(FormField(QuoteFields), "Proof")
    skill = SelectField("Skill", choices=chosen_from(SKILL_CHOICES), default="retrieve")
    points = StringField("Points", [Typed(20)], default="1")
    explanation = TextAreaField("Explanation, shown with the right answer", [Typed(LONGEST_TEXT)])
    tags = StringField("Tags, a comma between them", [Typed(500)])
    show_where = SelectField("Show me where", choices=chosen_from(WHERE_CHOICES), default="")
    hint_costs = StringField("What hints cost, as shares of the points", [Typed(40)])

    def written(self) -> dict[str, Any]:
        """Return the question as its author would write it in a set: blanks left out."""
        said = {field.short_name: _said(field) for field in self}
        said["evidence"] = [
            {_AS_WRITTEN.get(name, name): words for name, words in row.items() if words}
            for row in said["evidence"]
        ]
        for name in ("tags", "hint_costs"):
            said[name] = [part.strip() for part in (self[name].data or "").split(",")]
            said[name] = [part for part in said[name] if part]
        return {name: value for name, value in said.items() if value not in ("", None, [])}

    @classmethod
    def data_for(cls, content: Content) -> dict[str, Any]:
        """Return the fields' data that shows `content`; what a place was found at is left out."""
        data = {name: _shown(value) for name, value in content}
        data["evidence"] = [
            {"quote": place.quote, "before": place.prefix, "behind": place.suffix}
            for place in content.evidence
        ]
        data["tags"] = ", ".join(content.tags)
        data["hint_costs"] = ", ".join(str(cost) for cost in content.hint_costs)
        return data

    @classmethod
    def common_names(cls) -> list[str]:
        """Return the names of the fields that every kind has: the page around them draws these."""
        return list(EditForm().data)

    def add_spare_rows(self) -> None:
        """Offer blank rows at the end of each list, as many as `spare_rows` says."""
        for name, wanted in self.spare_rows.items():
            rows = self[name]
            blank = sum(not _said(entry) for entry in rows)
            room = rows.max_entries or len(rows) + wanted
            for _ in range(min(wanted - blank, room - len(rows))):
                rows.append_entry()

    def read(self, kind: Kind) -> Content | None:
        """Return the content that was filled in; None after putting each fault at its field."""
        if not self.validate():
            return None
        try:
            content = kind.Content.model_validate(self.written())
        except ValidationError as wrong:
            self.tell(_faults(wrong))
            return None
        faults = kind.check(content)
        self.tell(faults)
        return None if faults else content

    def tell(self, faults: Sequence[Fault]) -> None:
        """Put each fault at the field that its path leads to, as near as there is one."""
        for fault in faults:
            field = self._field_at(fault.path)
            # Rows keep their own errors by name, so a word on all of them stands at the list.
            if isinstance(field, FormField):
                field = next(iter(field.form))
            if isinstance(field, FieldList):
                self.of_lists.setdefault(field.short_name, []).append(fault.message)
            else:
                field.errors = [*field.errors, fault.message]

    @property
    def of_lists(self) -> dict[str, list[str]]:
        """What is wrong with a whole list, by its name."""
        found: dict[str, list[str]] = self.__dict__.setdefault("_of_lists", {})
        return found

    def _field_at(self, path: Sequence[str | int]) -> Field:
        field = self[str(path[0])] if path and path[0] in self else self["stem"]
        for step in path[1:]:
            if isinstance(field, FieldList) and isinstance(step, int):
                filled = [entry for entry in field if _said(entry)]
                if step >= len(filled):
                    break
                field = filled[step]
            elif isinstance(field, FormField):
                field = next(
                    (f for f in field.form if _AS_WRITTEN.get(f.short_name, f.short_name) == step),
                    field,
                )
        return field


def _said(field: Field) -> Any:
    """Return what a field says as a set would hold it; '' , None or [] where it says nothing."""
    if isinstance(field, FieldList):
        return [said for entry in field if (said := _said(entry))]
    if isinstance(field, FormField):
        return _said_of_row(field.form)
    # Blanks at the ends of what stands around a quote count.
    is_kept = field.short_name in _AS_WRITTEN or not isinstance(field.data, str)
    return field.data if is_kept else field.data.strip()


def _said_of_row(form: Form) -> dict[str, Any]:
    """Return what a row says: nothing, where nobody typed or ticked anything in it."""
    said = {field.short_name: _said(field) for field in form}
    typed = {name: value for name, value in said.items() if value not in ("", None, [], False)}
    chosen = {field.short_name for field in form if isinstance(field, SelectField)}
    return typed if typed.keys() - chosen else {}


def _shown(value: Any) -> Any:
    """Return a content's value as the fields show it."""
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, BaseModel):
        return {name: _shown(part) for name, part in value}
    if isinstance(value, list | tuple):
        return [_shown(part) for part in value]
    return value


def _faults(wrong: ValidationError) -> list[Fault]:
    """Return pydantic's errors in an author's words, each with the way to its field."""
    faults = []
    for error in wrong.errors(include_url=False):
        path = tuple(step for step in error["loc"] if not str(step).startswith("function-"))
        cause = error.get("ctx", {}).get("error")
        if error["type"] == "missing":
            words = "This is needed."
        elif isinstance(cause, ValueError):
            words = str(cause)
        else:
            words = f"{error['msg']}."
        faults.append(Fault(path, words))
    return faults
