"""Pick the sentence, or the sentences, that show something: the place is the answer."""

from fractions import Fraction
from typing import Any, Literal

from wtforms import RadioField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice

from quizapp.core.marks import Mark, award
from quizapp.core.spans import overlaps
from quizapp.kinds.contract import AnswerForm, Content, Example, Fault, Response, one_line
from quizapp.kinds.edit_form import EditForm, chosen_from

MOST_PICKED = 20  # sentences; whoever picks more has not picked


class EvidenceContent(Content):
    """A stem whose evidence is its key.

    `need` any: one of the places suffices; all: each of them must be picked.
    """

    need: Literal["any", "all"] = "any"


class EvidenceEditForm(EditForm):
    """What an author fills in for a place to be found."""

    need = RadioField(
        "What is to be found",
        choices=chosen_from(
            [("any", "Any one of the places suffices"), ("all", "All of the places")]
        ),
        default="any",
    )


class EvidenceKind:
    """Pick sentences. A response is {"sentences": their numbers in the passage, from 1}."""

    name = "evidence"
    label = "Find the sentence"
    shuffles = False
    Content = EvidenceContent

    def answer_form(self, content: EvidenceContent, seed: int) -> type[AnswerForm]:
        """Return a form that takes the numbers of sentences."""

        class EvidenceForm(AnswerForm):
            sentences = SelectMultipleField(
                content.stem,
                choices=[SelectChoice(str(n), text) for n, text in _numbered(content)],
            )

            def validate_sentences(self, field: SelectMultipleField) -> None:
                if len(field.data or []) > MOST_PICKED:
                    raise ValidationError(f"Pick at most {MOST_PICKED} sentences.")

            def response(self) -> Response:
                picked = sorted({int(number) for number in self.sentences.data or []})
                return {"sentences": picked} if picked else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                picked = response["sentences"] if response else []
                return {"sentences": [str(number) for number in picked]}

        return EvidenceForm

    def student_view(self, content: EvidenceContent, seed: int) -> dict[str, Any]:
        """Return the stem and all sentences of the text, numbered from 1."""
        return {"stem": content.stem, "sentences": _numbered(content)}

    def key_view(self, content: EvidenceContent, seed: int) -> dict[str, Any]:
        """Return what is needed, and the sentences that each place of evidence touches."""
        texts = dict(_numbered(content))
        return {
            "need": content.need,
            "places": [[(n, texts[n]) for n in sorted(place)] for place in _places(content)],
        }

    def mark(self, content: EvidenceContent, response: Response) -> Mark:
        """Return the overlap (F1) of what was picked with what is needed.

        F1 is twice the right picks over all picks and all needed. With `any`, one place is
        needed and picking a second sufficient one costs nothing. A sentence too many is
        over-selection: it costs part of the points, not all.
        """
        if response is None:
            return Mark(0, content.out_of, "No sentence was picked.")
        picked, places = set(response["sentences"]), _places(content)
        if content.need == "all":
            needed = set().union(*places)
            share = _overlap(picked, needed)
        else:
            spare = set().union(*places)
            share = max(_overlap(picked - (spare - place), place) for place in places)
        return Mark(award(share, content.out_of), content.out_of, _reason(share, content.need))

    def text(self, content: EvidenceContent, response: Response) -> str:
        """Return the sentences picked, in the order of the passage."""
        texts = dict(_numbered(content))
        return " ".join(texts[number] for number in response["sentences"]) if response else ""

    def key_text(self, content: EvidenceContent) -> str:
        """Return the quotes, joined by what is needed of them."""
        word = " and " if content.need == "all" else " or "
        return word.join(f"“{one_line(place.quote)}”" for place in content.evidence)

    def right_response(self, content: EvidenceContent) -> Response:
        """Return the sentences of the first place, or of all where all are needed."""
        places = _places(content)
        needed = places if content.need == "all" else places[:1]
        return {"sentences": sorted(set().union(*needed))}

    def check(self, content: EvidenceContent) -> list[Fault]:
        """Report what is needed in one place only, and, once placed, what nobody can pick."""
        faults = []
        if content.need == "all" and len(content.evidence) < 2:
            wrong = "`need: all` takes two or more quotes under `evidence:`"
            faults.append(Fault(("need",), wrong))
        elif content.need == "all" and content.sentences and _number_of_sentences(content) < 2:
            wrong = "`need: all` takes quotes from two sentences or more; these stand in one"
            faults.append(Fault(("need",), wrong))
        if content.sentences:
            faults.extend(
                Fault(
                    ("evidence", index),
                    f"the quote “{place.quote}” stands in no sentence that can be picked",
                )
                for index, (place, touched) in enumerate(
                    zip(content.evidence, _places(content), strict=True)
                )
                if not touched
            )
        return faults

    def edit_form(self) -> type[EvidenceEditForm]:
        """Return the author's form: the stem, the places and how many of them are needed."""
        return EvidenceEditForm

    def examples(self) -> list[Example]:
        """Return right, over-selected, wrong and blank on four sentences of ten characters."""
        content: dict[str, Any] = {
            "stem": "Which sentence shows that the keeper was tired?",
            "evidence": [
                {"quote": "bbbb", "start": 12, "end": 16},
                {"quote": "dddd", "start": 34, "end": 38},
            ],
            "sentences": [
                [0, 9, "aaaaaaaa."],
                [10, 19, "bbbbbbbb."],
                [20, 29, "cccccccc."],
                [30, 39, "dddddddd."],
            ],
            "skill": "infer",
        }
        both = {**content, "need": "all"}
        return [
            Example(content, None, Fraction(0)),
            Example(content, {"sentences": [2]}, Fraction(1)),
            Example(content, {"sentences": [2, 4]}, Fraction(1)),
            Example(content, {"sentences": [1, 2]}, Fraction(2, 3)),
            Example(content, {"sentences": [1]}, Fraction(0)),
            Example(both, {"sentences": [2]}, Fraction(2, 3)),
            Example(both, {"sentences": [2, 4]}, Fraction(1)),
            Example(both, {"sentences": [1, 3]}, Fraction(0)),
        ]


def _places(content: EvidenceContent) -> list[set[int]]:
    """Return, for each place of evidence, the numbers of the sentences that it touches."""
    return [
        {
            number
            for number, sentence in enumerate(content.sentences, 1)
            if overlaps(sentence[:2], (place.start or 0, place.end or 0))
        }
        for place in content.evidence
    ]


def _number_of_sentences(content: EvidenceContent) -> int:
    return len(set().union(*_places(content)))


def _numbered(content: EvidenceContent) -> list[tuple[int, str]]:
    return [
        (number, " ".join(text.split())) for number, (_, _, text) in enumerate(content.sentences, 1)
    ]


def _overlap(picked: set[int], needed: set[int]) -> Fraction:
    if not picked or not needed:
        return Fraction(0)
    return Fraction(2 * len(picked & needed), len(picked) + len(needed))


def _reason(share: Fraction, need: str) -> str:
    if share == 1:
        return "This is the place." if need == "any" else "These are the places."
    if share:
        return "The place is among them, with more or fewer sentences than needed."
    return "The proof stands elsewhere."
