"""Pick the place, or the places, that show something: the place is the answer."""

from fractions import Fraction
from typing import Any, Literal

from wtforms import RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice

from quizapp.core.marks import SCHEMES, Mark, award
from quizapp.core.spans import overlaps
from quizapp.kinds import words_picked
from quizapp.kinds.contract import (
    AnswerForm,
    Content,
    Example,
    Fault,
    Response,
    Telling,
    one_line,
    tells,
)
from quizapp.kinds.edit_form import EditForm, chosen_from
from quizapp.kinds.picking import (
    evidence_in,
    numbered_sentences,
    pick_share,
    sentence_units,
    word_units,
)

MOST_PICKED = 20  # sentences; whoever picks more has not picked
_UNITS = {"sentence": "Sentences", "paragraph": "Paragraphs", "words": "Words"}
_SCHEMES = ("overlap", "net_correct", "all_or_nothing")


class EvidenceContent(Content):
    """A stem whose evidence is its key.

    `unit` is what is picked. `need` any: one of the places suffices; all: each of them must
    be picked. `scheme` is one of core.marks.SCHEMES.
    """

    unit: Literal["sentence", "paragraph", "words"] = "sentence"
    need: Literal["any", "all"] = "any"
    scheme: Literal["overlap", "net_correct", "all_or_nothing"] = "overlap"


class EvidenceEditForm(EditForm):
    """What an author fills in for a place to be found."""

    unit = SelectField(
        "What is picked", choices=chosen_from(list(_UNITS.items())), default="sentence"
    )
    need = RadioField(
        "What is to be found",
        choices=chosen_from(
            [("any", "Any one of the places suffices"), ("all", "All of the places")]
        ),
        default="any",
    )
    scheme = SelectField(
        "How a pick is marked",
        choices=[SelectChoice(name, SCHEMES[name].label) for name in _SCHEMES],
        default="overlap",
    )


class EvidenceKind:
    """Pick places. A response is {"sentences": their numbers in the passage, from 1}, or
    {"paragraphs": …}, or of words what `words_picked` says."""

    name = "evidence"
    label = "Find the place"
    shuffles = False
    Content = EvidenceContent

    def answer_form(self, content: EvidenceContent, seed: int) -> type[AnswerForm]:
        """Return a form that takes the numbers of sentences or paragraphs, or words."""
        if content.unit == "words":
            return words_picked.answer_form(content)
        key = f"{content.unit}s"

        class EvidenceForm(AnswerForm):
            sentences = SelectMultipleField(
                content.stem,
                choices=[SelectChoice(str(n), text) for n, text, _ in _options(content)],
            )

            def validate_sentences(self, field: SelectMultipleField) -> None:
                if len(field.data or []) > MOST_PICKED:
                    raise ValidationError(f"Pick at most {MOST_PICKED} {key}.")

            def response(self) -> Response:
                picked = sorted({int(number) for number in self.sentences.data or []})
                return {key: picked} if picked else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                picked = response[key] if response else []
                return {"sentences": [str(number) for number in picked]}

        return EvidenceForm

    def student_view(self, content: EvidenceContent, seed: int) -> dict[str, Any]:
        """Return the stem, and what can be picked: number, text, and its sentences."""
        view: dict[str, Any] = {"stem": content.stem, "unit": content.unit}
        view["how"] = SCHEMES[content.scheme].words
        if content.unit != "words":
            view["options"] = _options(content)
        return view

    def key_view(
        self, content: EvidenceContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return what is needed, and the text of each place of evidence, in sentences."""
        if not tells(telling, "right_answer", "evidence"):
            return {"need": content.need, "places": []}
        texts = dict(numbered_sentences(content))
        if content.unit == "words":
            places = [one_line(place.quote) for place in content.evidence]
        else:
            touched = evidence_in(content, sentence_units(content))
            places = [" ".join(texts[number] for number in sorted(place)) for place in touched]
        return {"need": content.need, "places": places}

    def mark(self, content: EvidenceContent, response: Response) -> Mark:
        """Return what the pick earns by the scheme; a part of the points for over-selection."""
        if response is None:
            return Mark(0, content.out_of, "Nothing was picked.")
        picked, places = _picked(content, response), _places(content)
        share = pick_share(picked, places, content.need, content.scheme)
        reason = _reason(picked, places, share, content.need)
        return Mark(award(share, content.out_of), content.out_of, reason)

    def text(self, content: EvidenceContent, response: Response) -> str:
        """Return what was picked, in the order of the passage."""
        if response is None:
            return ""
        if content.unit == "words":
            return words_picked.text(content, response)
        texts = {number: text for number, text, _ in _options(content)}
        return " ".join(texts[number] for number in response[f"{content.unit}s"])

    def key_text(self, content: EvidenceContent) -> str:
        """Return the quotes, joined by what is needed of them."""
        word = " and " if content.need == "all" else " or "
        return word.join(f"“{one_line(place.quote)}”" for place in content.evidence)

    def right_response(self, content: EvidenceContent) -> Response:
        """Return the first place, or where all are needed all of them."""
        places = content.evidence if content.need == "all" else content.evidence[:1]
        if content.unit == "words":
            spans = [(one.start or 0, one.end or 0) for one in places]
            return words_picked.right_response(content, spans)
        numbers = _places(content)[: len(places)]
        return {f"{content.unit}s": sorted(set[int]().union(*numbers))}

    def check(self, content: EvidenceContent) -> list[Fault]:
        """Report what is needed in one place only, and, once placed, what nobody can pick."""
        wrong = ""
        if content.need == "all" and len(content.evidence) < 2:
            wrong = "`need: all` takes two or more quotes under `evidence:`"
        elif content.need == "all" and content.sentences and _is_in_one(content):
            wrong = f"`need: all` takes quotes from two {content.unit}s or more; these stand in one"
        faults = [Fault(("need",), wrong)] if wrong else []
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
        """Return right, over-selected, wrong and blank on four sentences in two paragraphs."""
        content: dict[str, Any] = {
            "stem": "Which sentence shows that the keeper was tired?",
            "evidence": [
                {"quote": "bbb bbb", "start": 11, "end": 18},
                {"quote": "ddd", "start": 35, "end": 38},
            ],
            "sentences": [
                [0, 9, "aaaaaaaa."],
                [10, 19, "bbbb bbb."],
                [20, 29, "<b>\u202e\U0001f41f c."],
                [30, 39, "dddd ddd."],
            ],
            "paragraphs": [[0, 29], [30, 39]],
            "skill": "infer",
        }
        both, net = {**content, "need": "all"}, {**content, "scheme": "net_correct"}
        blocks = {**content, "unit": "paragraph", "scheme": "all_or_nothing"}
        words = {**content, "unit": "words"}
        return [
            Example(content, None, Fraction(0)),
            Example(content, {"sentences": [2]}, Fraction(1)),
            Example(content, {"sentences": [2, 4]}, Fraction(1)),
            Example(content, {"sentences": [1, 2]}, Fraction(2, 3)),
            Example(content, {"sentences": [1]}, Fraction(0)),
            Example(both, {"sentences": [2]}, Fraction(2, 3)),
            Example(both, {"sentences": [2, 4]}, Fraction(1)),
            Example(both, {"sentences": [1, 3]}, Fraction(0)),
            Example(net, {"sentences": [1, 2, 3]}, Fraction(1, 3)),
            Example(blocks, {"paragraphs": [1]}, Fraction(1)),
            Example(words, {"spans": [[10, 18]], "unplaced": []}, Fraction(1)),
            Example(words, {"spans": [[0, 14]], "unplaced": ["<b>nowhere"]}, Fraction(1, 2)),
            Example(words, {"spans": [], "unplaced": ["ddd aaaa"]}, Fraction(0)),
        ]


def _options(content: EvidenceContent) -> list[tuple[int, str, str]]:
    """Return number, text and sentences ("3 4 5") of each thing that can be picked."""
    texts = numbered_sentences(content)
    if content.unit == "sentence":
        return [(number, text, str(number)) for number, text in texts]
    options = []
    for number, block in enumerate(content.paragraphs, 1):
        inside = [
            (n, text)
            for (n, text), sentence in zip(texts, content.sentences, strict=True)
            if overlaps(block, sentence[:2])
        ]
        numbers = " ".join(str(n) for n, _ in inside)
        options.append((number, " ".join(text for _, text in inside), numbers))
    return options


def _units(content: EvidenceContent) -> list[tuple[int, int]]:
    if content.unit == "words":
        return word_units(content)
    return list(content.paragraphs) if content.unit == "paragraph" else sentence_units(content)


def _places(content: EvidenceContent) -> list[set[int]]:
    return evidence_in(content, _units(content))


def _is_in_one(content: EvidenceContent) -> bool:
    return len(set[int]().union(*_places(content))) < 2


def _picked(content: EvidenceContent, response: dict[str, Any]) -> set[int]:
    if content.unit == "words":
        return words_picked.numbers(content, response)
    return set(response[f"{content.unit}s"])


def _reason(picked: set[int], places: list[set[int]], share: Fraction, need: str) -> str:
    if share == 1:
        return "This is the place." if need == "any" else "These are the places."
    every = set[int]().union(*places)
    wanted = [every] if need == "all" else places
    if any(place and place <= picked for place in wanted):
        return "The place is in what you picked, with more than is needed."
    return "A part of it is there." if share or picked & every else "The proof stands elsewhere."
