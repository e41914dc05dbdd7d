"""Is this short answer the same as that key, and how sure is that?

By rules alone: nothing here guesses. What no rule is certain of is sent to a teacher.
"""

from quizapp.core.matching.judging import VERSION, judge
from quizapp.core.matching.normal import is_same, normalise
from quizapp.core.matching.verdicts import Asked, Judgement

__all__ = ["VERSION", "Asked", "Judgement", "is_same", "judge", "normalise"]
