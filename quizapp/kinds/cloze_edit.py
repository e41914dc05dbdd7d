"""What an author fills in for a text with gaps."""

from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, StringField, TextAreaField
from wtforms.validators import ValidationError

from quizapp.core.text import RefusedText, canonical, check_typed
from quizapp.kinds.cloze_text import MOST_GAPS
from quizapp.kinds.contract import LONGEST_TEXT, Content
from quizapp.kinds.edit_form import EditForm
from quizapp.kinds.typed import MOST_ACCEPTED, AcceptedFields
from quizapp.kinds.validators import Typed

LONGEST_LIST = 10_000  # code points of a list of words


class WordsField(TextAreaField):  # type: ignore[misc]
    """A list of words, one on a line."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the lines that hold something."""
        if valuelist:
            lines = str(valuelist[0]).splitlines()
            self.data = [line.strip() for line in lines if line.strip()]

    def pre_validate(self, form: Form) -> None:
        """Raise ValidationError for what no database would keep, without it from then on."""
        try:
            check_typed(self.lines, LONGEST_LIST)
        except RefusedText as refusal:
            self.data = [canonical(word) for word in self.data or []]
            raise ValidationError(str(refusal)) from refusal

    @property
    def lines(self) -> str:
        """The words as the page shows them again."""
        return "\n".join(self.data or [])

    def _value(self) -> str:
        return self.lines


class GapFields(Form):  # type: ignore[misc]
    """One gap as an author fills it in."""

    accept = FieldList(FormField(AcceptedFields), "Right words", max_entries=MOST_ACCEPTED)
    options = WordsField("Wrong words to choose from")


class ClozeEditForm(EditForm):
    """What an author fills in for a text with gaps.

    `use_bank` is no field of the content: a bank without a wrong word is one all the same.
    """

    spare_rows = {**EditForm.spare_rows, "gaps": 3}

    points = StringField("Points, one for each gap when left empty", [Typed(20)])
    text = TextAreaField("Text", [Typed(LONGEST_TEXT)])
    gaps = FieldList(FormField(GapFields), "Gaps", max_entries=MOST_GAPS)
    use_bank = BooleanField("One list of words for all gaps")
    bank = WordsField("Wrong words in it")
    bank_once = BooleanField("Each word is used once", default=True)
    free_text = BooleanField("The text is not copied from the passage")
    strict = BooleanField("Only the accepted words, as they are written")

    def written(self) -> dict[str, Any]:
        """Return the question as its author would write it in a set."""
        said = super().written()
        if said.pop("use_bank"):
            said.setdefault("bank", [])
        return said

    @classmethod
    def data_for(cls, content: Content) -> dict[str, Any]:
        """Return the fields' data that shows `content`."""
        data = super().data_for(content)
        data["use_bank"] = data["bank"] is not None
        return data

    def add_spare_rows(self) -> None:
        """Offer blank gaps, and in each gap a line for one more right word."""
        super().add_spare_rows()
        for row in self.gaps:
            accept = row.form.accept
            if not accept.entries or accept.entries[-1].form.text.data:
                accept.append_entry()
