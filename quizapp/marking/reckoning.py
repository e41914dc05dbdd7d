"""What a mark comes to when a person has given points for an answer."""

from fractions import Fraction
from typing import Any

from quizapp.core import marks
from quizapp.kinds.contract import Content
from quizapp.kinds.hints import less_hints
from quizapp.kinds.picking import evidence_in, is_found, pick_share, sentence_units
from quizapp.kinds.where import split, two_part_share
from quizapp.marking.answers import HandedIn
from quizapp.models import Mark

# What the detail of a mark holds of a person's decision.
_DECIDED = ("given", "hints_cost", "levels")


def reckoned(answer: HandedIn, content: Content, given: int, standing: Mark) -> marks.Mark:
    """Return the mark that units of points `given` for the answer come to.

    Where the place was asked for too, the points are for the answer alone: the scheme of the
    sitting puts both together, with the place as right as the standing mark says. Then what
    the hints cost goes off. Where that makes another number of it, `detail` tells both.
    """
    whole = _with_place(answer, content, given, standing)
    mark = less_hints(whole, content, answer.hints)
    points, cost = mark.points or 0, (whole.points or 0) - (mark.points or 0)
    told = {"given": given} if given != points else {}
    if cost:
        told["hints_cost"] = cost
    return whole._replace(points=points, detail={**_kept(standing.detail or {}), **told})


def hints_cost(answer: HandedIn, content: Content) -> int:
    """Return the units that the hints take off a right answer."""
    best = marks.Mark(content.out_of, content.out_of, "")
    return content.out_of - (less_hints(best, content, answer.hints).points or 0)


def _with_place(answer: HandedIn, content: Content, given: int, standing: Mark) -> marks.Mark:
    out_of, scheme = standing.out_of, answer.served.show_where
    if not scheme:
        return marks.Mark(given, out_of, "")
    found = bool(standing.evidence_right)
    share = Fraction(given, out_of) if out_of else Fraction(0)
    whole = two_part_share(scheme, share, found, _place(answer, content, found))
    is_right = given == out_of and split(answer.value)[0] is not None
    return marks.Mark(marks.award(whole, out_of), out_of, "", is_right, found)


def given_for(mark: Mark) -> int | None:
    """Return the units that a teacher gave for the answer, before anything else was reckoned."""
    given: int | None = (mark.detail or {}).get("given", mark.points)
    return given


def _place(answer: HandedIn, content: Content, found: bool) -> Fraction:
    """Return the share that the picked place earns; by whether it was found, where another
    version of the question has judged that."""
    picked = set(split(answer.value)[1])
    places = evidence_in(content, sentence_units(content))
    if is_found(picked, places) != found:
        return Fraction(int(found))
    return pick_share(picked, places, "any", "net_correct")


def _kept(detail: dict[str, Any]) -> dict[str, Any]:
    """Return what a mark rests on without what the person before it decided.

    Parts that waited for a person wait no more: the points of the whole were given.
    """
    kept = {name: value for name, value in detail.items() if name not in _DECIDED}
    if "gaps" in kept:
        kept["gaps"] = [_told_no_more(gap) for gap in kept["gaps"]]
    return kept


def _told_no_more(gap: dict[str, Any]) -> dict[str, Any]:
    if gap["verdict"] != "waiting":
        return gap
    return {**{name: gap[name] for name in gap if name != "judged"}, "verdict": "", "reason": ""}
