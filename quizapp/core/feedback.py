"""What a student may be told of their answers, and when: the feedback rules of an assignment."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

# When: while answering, just after handing in, later while the quiz is open, after it closed.
PHASES: dict[str, str] = {
    "during": "while answering",
    "after": "right after handing in",
    "later": "later, while the quiz is open",
    "closed": "after the quiz has closed",
}
# What may be told.
ITEMS: dict[str, str] = {
    "answers": "own answers",
    "correctness": "right or wrong",
    "marks": "points",
    "option_feedback": "words on the option chosen",
    "explanation": "explanation",
    "evidence": "where the text says so",
    "right_answer": "right answer",
    "overall": "points in all, and the teacher's words",
}
# How long after handing in is right after.
RIGHT_AFTER = timedelta(minutes=2)

# By phase, what is told.
Rules = Mapping[str, Iterable[str]]

_ALL = tuple(ITEMS)
PRESETS: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "practice": (
        "Practice: at once",
        {
            "during": tuple(item for item in ITEMS if item != "overall"),
            **dict.fromkeys(("after", "later", "closed"), _ALL),
        },
    ),
    "homework": (
        "Homework: after submitting",
        {"during": (), **dict.fromkeys(("after", "later", "closed"), _ALL)},
    ),
    "test": (
        "Test: after closing",
        {"during": (), "after": ("answers",), "later": ("answers",), "closed": _ALL},
    ),
}


def preset(name: str) -> dict[str, list[str]]:
    """Return the rules of a preset as they are stored; KeyError where there is none."""
    return {phase: list(items) for phase, items in PRESETS[name][1].items()}


def preset_of(rules: Rules) -> str | None:
    """Return the name of the preset that these rules are, None where they are a teacher's own."""
    told = {phase: frozenset(rules.get(phase, ())) for phase in PHASES}
    for name, (_, known) in PRESETS.items():
        if told == {phase: frozenset(items) for phase, items in known.items()}:
            return name
    return None


def phase_of(submitted_at: datetime | None, closes_at: datetime | None, now: datetime) -> str:
    """Return the phase that an attempt is in; one that was never handed in is `during`.

    A quiz without an end never closes. `closes_at` is when nobody's answers count any more.
    """
    if submitted_at is None:
        return "during"
    if closes_at is not None and now >= closes_at:
        return "closed"
    return "after" if now - submitted_at < RIGHT_AFTER else "later"


def told(rules: Rules, phase: str) -> frozenset[str]:
    """Return what may be told in a phase. What nobody has heard of is not told."""
    return frozenset(rules.get(phase, ())) & frozenset(ITEMS)


def told_next(
    rules: Rules, submitted_at: datetime, closes_at: datetime | None, now: datetime
) -> tuple[datetime, frozenset[str]] | None:
    """Return when more is told than now of what was handed in, and what; None: never."""
    moments = [submitted_at + RIGHT_AFTER, *([closes_at] if closes_at else [])]
    so_far = told(rules, phase_of(submitted_at, closes_at, now))
    for moment in sorted(moment for moment in moments if moment > now):
        more = told(rules, phase_of(submitted_at, closes_at, moment)) - so_far
        if more:
            return moment, more
    return None
