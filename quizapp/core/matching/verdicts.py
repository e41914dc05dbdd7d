"""What matching is given, and what it gives back."""

from typing import NamedTuple

ACCEPT, REVIEW, REJECT = "accept", "review", "reject"


class Asked(NamedTuple):
    """What matching needs of a question; all of it is pinned with the question."""

    question: str
    keys: tuple[str, ...]  # the accepted answers, any of which suffices
    evidence: str = ""  # the quotes that prove the answer, joined by a blank
    passage: str = ""  # empty where it is not known
    language: str = "en"  # BCP 47


class Judgement(NamedTuple):
    """What becomes of an answer: accepted, rejected, or sent to a teacher for review."""

    verdict: str  # "accept", "review" or "reject"
    p: float  # how sure it is that the answer is right, 0 to 1
    reason: str  # words for a teacher and a student
    rule: str  # stable name of the rule that decided
    key: int | None  # index of the key that it was judged against, where one was
