"""One answer judged against every key of its question."""

from collections.abc import Callable, Iterator, Sequence

from quizapp.core.matching.agreement import (
    by_all_terms,
    by_limits,
    by_passage,
    by_question,
    by_same_terms,
    by_unit,
)
from quizapp.core.matching.case import Case, Outcome, Texts, accepted, rejected, unsure
from quizapp.core.matching.ground import Ground, ground_of
from quizapp.core.matching.naming import by_fuller_name, by_other_name, by_short_name
from quizapp.core.matching.normal import is_same, normalise
from quizapp.core.matching.polarity import (
    by_choice,
    by_denial,
    by_number_inside,
    by_opposite,
    by_second,
)
from quizapp.core.matching.quantities import by_date, by_number
from quizapp.core.matching.refusals import echo, without_answer, without_quantity
from quizapp.core.matching.slips import with_number_words
from quizapp.core.matching.terms import Terms, terms_of
from quizapp.core.matching.verdicts import REJECT, Asked, Judgement

VERSION = "rules-1"
LONGEST = 400  # code points: a longer answer is an explanation, and for a teacher

Rule = Callable[[Case], Outcome | None]
# The first that decides is heard: what speaks against an answer before what speaks for it.
RULES: tuple[Rule, ...] = (
    *(by_date, by_opposite, by_denial, by_choice, by_second, by_number, by_number_inside),
    *(
        by_limits,
        by_all_terms,
        by_short_name,
        by_fuller_name,
        by_passage,
        by_question,
        by_unit,
        by_other_name,
    ),
)
# These know no English; whatever else is said in another language is for a teacher.
RULES_ANYWHERE: tuple[Rule, ...] = (by_date, by_number, by_same_terms)
NO_RULE = unsure("unsure", "no rule is certain of this answer", 0.4)


def judge(answer: str, asked: Asked) -> Judgement:
    """Return accept or reject where a rule is certain, and review for everything else."""
    if not normalise(answer):
        return _judgement(rejected("blank", "no answer was given", 0.0), None)
    if same := _same(answer, asked.keys):
        return same
    if len(answer) > LONGEST:
        return _judgement(unsure("long", "a long answer"), None)
    return _by_rules(answer, asked, ground_of(asked))


def _same(answer: str, keys: Sequence[str]) -> Judgement | None:
    """Accept what is one of the keys but for case, accents, marks and blanks."""
    for index, key in enumerate(keys):
        if is_same(answer, key):
            return _judgement(accepted("same", "the same words", 1.0), index)
        if _joined(answer) == _joined(key):
            return _judgement(accepted("joined", "the same letters", 0.97), index)
    return None


def _by_rules(answer: str, asked: Asked, ground: Ground) -> Judgement:
    if not ground.is_english:
        terms = terms_of(answer, asked.language)
        return _most_telling(list(_beside_keys(answer, terms, ground, RULES_ANYWHERE)))
    terms = terms_of(with_number_words(answer), asked.language)
    for rule in (without_answer, echo):
        if outcome := rule(terms, ground):
            return _judgement(outcome, None)
    judged = _most_telling(list(_beside_keys(answer, terms, ground, RULES)))
    if judged.rule == NO_RULE.rule and (outcome := without_quantity(terms, ground)):
        return _judgement(outcome, None)
    return judged


def _joined(text: str) -> str:
    """Return a text without blanks: an ice cream is an icecream. Digits stay apart."""
    words = normalise(text)
    return words if any(map(str.isdigit, words)) else words.replace(" ", "")


def _judgement(outcome: Outcome, key: int | None) -> Judgement:
    return Judgement(outcome.verdict, outcome.p, outcome.reason, outcome.rule, key)


def _beside_keys(
    typed: str, terms: Terms, ground: Ground, rules: Sequence[Rule]
) -> Iterator[Judgement]:
    for index, readings in enumerate(ground.keys):
        for key in readings:
            case = Case(Texts(typed, ground.asked.keys[index]), terms, key, ground)
            outcomes = (rule(case) for rule in rules)
            yield _judgement(next(filter(None, outcomes), NO_RULE), index)


def _most_telling(judged: list[Judgement]) -> Judgement:
    """Return the judgement that counts: an acceptance, a doubt that is near, or a refusal."""
    best = max(judged, key=lambda judgement: judgement.p)
    refused = next((found for found in judged if found.verdict == REJECT), None)
    return refused if refused and best.p < 0.5 else best
