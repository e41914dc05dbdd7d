"""Statements to be sorted into groups: fact or opinion, cause or effect, who said it."""

from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field
from wtforms import BooleanField, FieldList, Form, FormField, RadioField, SelectField, StringField

from quizapp.core.marks import Mark
from quizapp.kinds.contract import (
    LONGEST_TEXT,
    AnswerForm,
    Content,
    Example,
    Fault,
    Response,
    Strict,
    Telling,
    one_line,
    tells,
)
from quizapp.kinds.edit_form import EditForm, chosen_from
from quizapp.kinds.parts import Offer, Parts, alike, part_verdict, parts_form, parts_mark, picks
from quizapp.kinds.shuffling import shuffled
from quizapp.kinds.validators import Typed

MOST_GROUPS, MOST_STATEMENTS = 5, 12
LONGEST_NAME = 100  # code points of a group's name: it stands beside every statement


class Statement(Strict):
    """A statement, the name of the group that it belongs to, and a word on why."""

    text: str = Field(min_length=1)
    group: str = Field(min_length=1)
    feedback: str = ""


class CategoriseContent(Content):
    """A stem with two to five groups, in the order shown, and two to twelve statements."""

    groups: tuple[Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)], ...] = Field(
        min_length=2, max_length=MOST_GROUPS
    )
    statements: tuple[Statement, ...] = Field(min_length=2, max_length=MOST_STATEMENTS)
    shuffle: bool = True

    @property
    def key(self) -> list[int]:
        """The index of each statement's group."""
        return [self.groups.index(statement.group) for statement in self.statements]


class StatementFields(Form):  # type: ignore[misc]
    """One statement as an author fills it in; its group by number, for names may change."""

    text = StringField("Statement", [Typed(LONGEST_TEXT)])
    group = SelectField(
        "Belongs to",
        choices=chosen_from(
            [("", "Choose"), *((str(n), f"Group {n}") for n in range(1, MOST_GROUPS + 1))]
        ),
        default="",
    )
    feedback = StringField("A word on it, shown in review", [Typed(LONGEST_TEXT)])


class CategoriseEditForm(EditForm):
    """What an author fills in for statements to be sorted."""

    spare_rows = {**EditForm.spare_rows, "groups": 1, "statements": 2}

    groups = FieldList(StringField(validators=[Typed(LONGEST_NAME)]), max_entries=MOST_GROUPS)
    statements = FieldList(FormField(StatementFields), "Statements", max_entries=MOST_STATEMENTS)
    shuffle = BooleanField("Show the statements in another order to each student", default=True)

    def written(self) -> dict[str, Any]:
        """Return the question as a set would hold it: each statement's group by its name."""
        said = super().written()
        names = [(entry.data or "").strip() for entry in self.groups]
        names += [""] * (MOST_GROUPS - len(names))
        for row in said.get("statements", []):
            if "group" in row:
                row["group"] = names[int(row["group"]) - 1] or f"Group {row['group']}"
        return said

    @classmethod
    def data_for(cls, content: Content) -> dict[str, Any]:
        """Return the fields' data that shows `content`, groups by their number."""
        data = super().data_for(content)
        for row in data["statements"]:
            row["group"] = str(data["groups"].index(row["group"]) + 1)
        return data


class Categorise:
    """Sort. A response is {"groups": the index of a group or None, per statement}."""

    name = "categorise"
    label = "Sort into groups"
    shuffles = True
    Content = CategoriseContent

    def answer_form(self, content: CategoriseContent, seed: int) -> type[AnswerForm]:
        """Return a form with the groups as radio buttons for each statement as shown."""
        texts = [statement.text for statement in content.statements]
        offers = [Offer(str(n), name, n - 1) for n, name in enumerate(content.groups, 1)]
        return parts_form(Parts("groups", texts, _order(content, seed)), offers, RadioField)

    def student_view(self, content: CategoriseContent, seed: int) -> dict[str, Any]:
        """Return the stem, the groups, and the statements in shown order."""
        order = _order(content, seed)
        return {
            "stem": content.stem,
            "how": "Every statement counts the same.",
            "groups": list(content.groups),
            "statements": [content.statements[index].text for index in order],
        }

    def key_view(
        self, content: CategoriseContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return each statement in shown order: the group it was sorted into, whether that is
        right, the one it belongs to, and why."""
        key, groups = content.key, content.groups
        picked = picks(telling, "groups", len(key))
        return {
            "statements": [
                {
                    "text": content.statements[index].text,
                    "given": None if picked[index] is None else groups[picked[index] or 0],
                    "verdict": part_verdict(picked[index], key[index], telling),
                    "right": groups[key[index]] if tells(telling, "right_answer") else "",
                    # It says where the statement belongs, whatever was picked.
                    "feedback": content.statements[index].feedback
                    if tells(telling, "explanation", "right_answer")
                    else "",
                }
                for index in _order(content, seed)
            ]
        }

    def mark(self, content: CategoriseContent, response: Response) -> Mark:
        """Return an equal share of the points for each statement in its group."""
        if response is None:
            return Mark(0, content.out_of, "No answer was given.")
        return parts_mark(response["groups"], content.key, content.out_of, "statement")

    def text(self, content: CategoriseContent, response: Response) -> str:
        """Return each group with the statements that were sorted into it."""
        return _in_line(content, response["groups"]) if response else ""

    def key_text(self, content: CategoriseContent) -> str:
        """Return each group with its statements."""
        return _in_line(content, content.key)

    def right_response(self, content: CategoriseContent) -> Response:
        """Return the response that sorts every statement into its group."""
        return {"groups": content.key}

    def check(self, content: CategoriseContent) -> list[Fault]:
        """Report groups and statements that read alike, and a group that there is not."""
        groups = [(("groups", index), name) for index, name in enumerate(content.groups)]
        texts = [
            (("statements", index, "text"), statement.text)
            for index, statement in enumerate(content.statements)
        ]
        known = ", ".join(f"“{name}”" for name in content.groups)
        return [
            *alike(groups, "groups"),
            *alike(texts, "statements"),
            *(
                Fault(
                    ("statements", index, "group"),
                    f"there is no group “{statement.group}”; the groups are {known}",
                )
                for index, statement in enumerate(content.statements)
                if statement.group not in content.groups
            ),
        ]

    def edit_form(self) -> type[CategoriseEditForm]:
        """Return the author's form: the stem, the groups, and the statements of each."""
        return CategoriseEditForm

    def examples(self) -> list[Example]:
        """Return right, partly, wrong and blank on four statements, shuffled or not."""
        content: dict[str, Any] = {
            "stem": "Is it a fact or an opinion?",
            "groups": ["Fact", "Opinion"],
            "statements": [
                {"text": "The guild paid for the stone.", "group": "Fact"},
                {"text": "The guild was <too> proud & “vain”.", "group": "Opinion"},
                {"text": "There were two lamps.", "group": "Fact", "feedback": "It is counted."},
                {"text": "Two lamps are nicer than one.", "group": "Opinion"},
            ],
            "evidence": ["the guild paid for every stone"],
            "skill": "evaluate",
        }
        said: dict[str, Any] = {
            **content,
            "stem": "Who said it?",
            "groups": ["Ann", "\u202eשלום", "\U0001f41f", "Nobody"],
            "statements": [
                {"text": "“I paid,\nevery stone.”", "group": "Ann"},
                {"text": "<script>alert(1)</script>", "group": "\U0001f41f"},
            ],
            "points": "0.5",
            "shuffle": False,
        }
        return [
            Example(content, None, Fraction(0)),
            Example(content, {"groups": [0, 1, 0, 1]}, Fraction(1)),
            Example(content, {"groups": [0, 0, 0, 0]}, Fraction(1, 2)),
            Example(content, {"groups": [None, 1, None, None]}, Fraction(1, 4)),
            Example(content, {"groups": [1, 0, 1, 0]}, Fraction(0)),
            Example(said, {"groups": [0, 2]}, Fraction(1)),
            Example(said, {"groups": [3, 2]}, Fraction(1, 2)),
        ]


def _order(content: CategoriseContent, seed: int) -> list[int]:
    """Return the author's indexes of the statements in shown order."""
    if not content.shuffle:
        return list(range(len(content.statements)))
    return shuffled(len(content.statements), seed, content.stem)


def _in_line(content: CategoriseContent, picked: list[int | None] | list[int]) -> str:
    sorted_ = []
    for group, name in [*enumerate(content.groups), (None, "Blank")]:
        texts = [
            one_line(statement.text)
            for statement, mine in zip(content.statements, picked, strict=True)
            if mine == group
        ]
        if texts:
            sorted_.append(f"{one_line(name)}: {' / '.join(texts)}")
    return "; ".join(sorted_)
