"""A text with gaps: each typed, picked from a list of its own, or from one bank of words."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from wtforms import SelectField, StringField
from wtforms.validators import Optional

from quizapp.core.marks import UNITS, Mark, award, shares, verdict
from quizapp.kinds.cloze_edit import ClozeEditForm
from quizapp.kinds.cloze_text import ClozeContent, faults_of
from quizapp.kinds.contract import AnswerForm, Example, Fault, Response, Telling, one_line, tells
from quizapp.kinds.edit_form import chosen_from
from quizapp.kinds.gaps import read_gaps
from quizapp.kinds.shuffling import shuffled
from quizapp.kinds.typed import LONGEST_ANSWER, SPELLING_COUNTS, Decision, Key, decide
from quizapp.kinds.validators import Typed

# What a gap came to, in the order in which a student reads it.
_SAID = {
    "waiting": "Waiting for your teacher",
    "right": "Right",
    "partly": "Partly right",
    "wrong": "Not right",
    "blank": "Left blank",
}


class Cloze:
    """Fill gaps. A response is {"gaps": what was typed or picked in each, None where blank}."""

    name = "cloze"
    label = "Fill the gaps"
    shuffles = True
    Content = ClozeContent

    def answer_form(self, content: ClozeContent, seed: int) -> type[AnswerForm]:
        """Return a form with a field for each gap, named gap-1, gap-2 …"""
        names = [f"gap-{number}" for number in range(1, len(content.gaps) + 1)]

        class ClozeForm(AnswerForm):
            def response(self) -> Response:
                said = [self[name].data or "" for name in names]
                given = [text if text.strip() else None for text in said]
                return {"gaps": given} if any(given) else None

            @classmethod
            def data_for(cls, response: Response) -> dict[str, Any]:
                given = response["gaps"] if response else [None] * len(names)
                return {name: text or "" for name, text in zip(names, given, strict=True)}

        for index, name in enumerate(names):
            words = _shown_words(content, index, seed)
            setattr(ClozeForm, name, _field(f"Gap {index + 1}", words))
        return ClozeForm

    def student_view(self, content: ClozeContent, seed: int) -> dict[str, Any]:
        """Return the stem, the text in pieces (a word piece or the number of a gap), what can
        be picked in each gap (None: it is typed), and the bank."""
        lists = [_shown_words(content, index, seed) for index in range(len(content.gaps))]
        return {
            "stem": content.stem,
            "pieces": read_gaps(content.text),
            "lists": lists,
            "bank": _shown_bank(content, seed),
            "how": _how(content, is_typed=None in lists),
            "longest": LONGEST_ANSWER,
        }

    def key_view(
        self, content: ClozeContent, seed: int, telling: Telling | None = None
    ) -> dict[str, Any]:
        """Return for each gap its right word, what else is taken, and what for a part."""
        if not tells(telling, "right_answer"):
            return {"gaps": [{"right": "", "also": [], "partly": []} for _ in content.gaps]}
        return {
            "gaps": [
                {
                    "right": gap.right,
                    "also": [one.shown for one in gap.accept[1:] if one.credit == 1],
                    "partly": [one.shown for one in gap.accept if 0 < one.credit < 1],
                }
                for gap in content.gaps
            ],
        }

    def mark(self, content: ClozeContent, response: Response) -> Mark:
        """Return the sum of the gaps, which share the points equally; points None while one
        of them waits for a teacher. `detail` tells each gap."""
        if response is None:
            return Mark(0, content.out_of, "No gap was filled.")
        parts = shares(content.out_of, len(content.gaps))
        gaps = [
            _told(_decided(content, index, text), text, part)
            for index, (text, part) in enumerate(zip(response["gaps"], parts, strict=True))
        ]
        points = [gap["points"] for gap in gaps]
        total = None if None in points else sum(points)
        return Mark(total, content.out_of, _reason(gaps), detail={"gaps": gaps})

    def text(self, content: ClozeContent, response: Response) -> str:
        """Return what was filled in, each with the number of its gap."""
        given = enumerate(response["gaps"], 1) if response else ()
        return "; ".join(f"{number}: {one_line(text)}" for number, text in given if text)

    def key_text(self, content: ClozeContent) -> str:
        """Return the right words, each with the number of its gap."""
        return "; ".join(f"{number}: {gap.right}" for number, gap in enumerate(content.gaps, 1))

    def right_response(self, content: ClozeContent) -> Response:
        """Return the right word in each gap."""
        return {"gaps": [gap.right for gap in content.gaps]}

    def check(self, content: ClozeContent) -> list[Fault]:
        """Report what is wrong with the text, its gaps and its bank."""
        return faults_of(content)

    def edit_form(self) -> type[ClozeEditForm]:
        """Return the author's form: the text, and what is accepted in each gap."""
        return ClozeEditForm

    def examples(self) -> list[Example]:
        """Return right, partly, wrong, blank and hostile on lamps in fog, typed and picked."""
        content = _example(
            "In {1} the first lamp was no {{more}} than a {2}.",
            ["fog", {"text": "thick *", "credit": "0.5"}, {"text": "sun", "credit": 0}],
            ["smudge"],
        )
        content["gaps"][1]["options"] = ["star", "<b>\u202e\U0001f41f</b>"]
        bank = {
            **_example(
                "{1} paid for {2}.", ["guild", {"text": "keeper", "credit": "0.5"}], ["stone"]
            ),
            "bank": ["keeper"],
            "points": "0.5",
        }
        filled = {
            ("FOG!", "smudge"): Fraction(1),
            ("thick fog", "smudge"): Fraction(3, 4),
            ("fog", None): Fraction(1, 2),
            ("sun", "star"): Fraction(0),
            ("\u202e\U0001f41f", "<b>\u202e\U0001f41f</b>"): Fraction(0),
        }
        picked = {("guild", "stone"): Fraction(1), ("keeper", "guild"): Fraction(1, 4)}
        return [
            Example(content, None, Fraction(0)),
            *(Example(content, {"gaps": list(gaps)}, share) for gaps, share in filled.items()),
            *(Example(bank, {"gaps": list(gaps)}, share) for gaps, share in picked.items()),
        ]


def _example(text: str, *accept: list[Any]) -> dict[str, Any]:
    return {
        "stem": "Fill the gaps.",
        "text": text,
        "gaps": [{"accept": words} for words in accept],
        "evidence": ["In fog the first lamp was no more than a smudge."],
        "skill": "retrieve",
    }


def _field(label: str, words: Sequence[str] | None) -> StringField | SelectField:
    if words is None:
        return StringField(label, validators=[Typed(LONGEST_ANSWER)])
    choices = chosen_from([("", "Choose"), *((word, word) for word in words)])
    # Blanks alone are no way of leaving it out: no browser sends them.
    return SelectField(label, [Optional(strip_whitespace=False)], choices=choices, default="")


def _shown_words(content: ClozeContent, index: int, seed: int) -> list[str] | None:
    """Return what can be picked in a gap, in shown order; the same for all gaps of the bank."""
    words, bank = content.offered(index), _shown_bank(content, seed)
    if bank is not None and not content.gaps[index].options:
        return list(dict.fromkeys(bank))
    if words is None:
        return None
    return [words[place] for place in shuffled(len(words), seed, f"{content.stem}:{index}")]


def _shown_bank(content: ClozeContent, seed: int) -> list[str] | None:
    """Return the bank in shown order: each word as often as it is used, if that is told."""
    if content.bank is None:
        return None
    words = content.bank_words() if content.bank_once else sorted(set(content.bank_words()))
    return [words[place] for place in shuffled(len(words), seed, content.stem)]


def _how(content: ClozeContent, *, is_typed: bool) -> str:
    told = []
    if content.bank is not None:
        once = "Use each word at most once." if content.bank_once else ""
        told.append(once or "A word may be used more than once.")
    if content.strict and is_typed:
        told.append(SPELLING_COUNTS)
    return " ".join(told)


def _decided(content: ClozeContent, index: int, text: str | None) -> Decision:
    """Return what one gap earns: by its list, else as something typed is marked."""
    if text is None:
        return Decision(Fraction(0), "It was left blank.")
    gap = content.gaps[index]
    if content.offered(index) is None:
        key = Key(content.stem, gap.accept, content, is_strict=content.strict)
        return decide(text, key)
    credit = gap.credit_of(text)
    reason = "This is the right word." if credit == 1 else "Another word is right."
    if 0 < credit < 1:
        reason = "Another word is right; this one earns part of the points."
    return Decision(credit, reason)


def _told(decision: Decision, text: str | None, out_of: int) -> dict[str, Any]:
    """Return one gap as the detail of the mark holds it."""
    share = decision.share
    points = None if share is None else award(share, out_of)
    # A gap of a cheap question can be out of nothing, so the verdict is that of a whole point.
    whole = None if share is None else award(share, UNITS)
    return {
        "verdict": verdict(whole, UNITS, is_blank=text is None),
        "points": points,
        "out_of": out_of,
        "reason": decision.reason,
        **({"judged": decision.detail} if decision.detail else {}),
    }


def _reason(gaps: Sequence[dict[str, Any]]) -> str:
    """Return which gaps came to what: Right: gaps 1 and 3. Not right: gap 2."""
    told = []
    for name, words in _SAID.items():
        numbers = [str(n) for n, gap in enumerate(gaps, 1) if gap["verdict"] == name]
        if len(numbers) == 1:
            told.append(f"{words}: gap {numbers[0]}.")
        elif numbers:
            told.append(f"{words}: gaps {', '.join(numbers[:-1])} and {numbers[-1]}.")
    return " ".join(told)
