"""One answer judged against every key of its question."""

from quizapp.core.matching.normal import is_same, normalise
from quizapp.core.matching.verdicts import ACCEPT, REJECT, REVIEW, Asked, Judgement

VERSION = "rules-1"


def judge(answer: str, asked: Asked) -> Judgement:
    """Return accept or reject where a rule is certain, and review for everything else."""
    if not normalise(answer):
        return Judgement(REJECT, 0.0, "no answer was given", "blank", None)
    for index, key in enumerate(asked.keys):
        if is_same(answer, key):
            return Judgement(ACCEPT, 1.0, "the same words", "same", index)
    return Judgement(REVIEW, 0.5, "no rule is certain of this answer", "unsure", None)
