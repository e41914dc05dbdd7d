"""Rules about an answer alone, whatever the key: nothing, "don't know", the question again."""

from quizapp.core.matching.case import Outcome, rejected
from quizapp.core.matching.ground import Ground, content, has_quantity
from quizapp.core.matching.terms import Terms
from quizapp.core.matching.words import DONT_KNOW, NOT_SAID

_MANY = ("how many", "what percentage", "what year", "which year", "what number")
_TRIFLES = frozenset("so well um er sorry but honestly really i think".split())


def without_answer(terms: Terms, ground: Ground) -> Outcome | None:
    """Reject what says that no answer is known."""
    words = [term.text for term in terms]
    while words and words[0] in _TRIFLES and " ".join(words) not in DONT_KNOW:
        words = words[1:]
    line = " ".join(words)
    if line in DONT_KNOW or (len(words) < 9 and any(phrase in line for phrase in NOT_SAID)):
        return rejected("dont_know", "it says that the answer is not known", 0.0)
    return None


def echo(terms: Terms, ground: Ground) -> Outcome | None:
    """Reject what only repeats the question and has nothing of any key."""
    said = content(terms) or list(terms)
    if any(term.plain not in ground.question_words for term in said):
        return None
    keys = {term.plain for readings in ground.keys for key in readings for term in content(key)}
    if any(term.plain in keys for term in said) or keys <= {"no", "true", "false"}:
        return None
    return rejected("echo", "it only repeats the question")


def without_quantity(terms: Terms, ground: Ground) -> Outcome | None:
    """Reject what holds no quantity where every key is a number."""
    if not ground.asks(*_MANY) or has_quantity(terms) or len(terms) > 5:
        return None
    if any(not any(t.value is not None for t in key) for keys in ground.keys for key in keys):
        return None
    if any(term.text in ("year", "years", "percent") for term in terms):
        return None
    return rejected("no_number", "a number was asked for")
