"""How often is the matcher right, beside exact match and token F1 of a half?

    QUIZAPP_DATA=../data .venv/bin/python -m bench.matching [--wrong]

Reads matching/behaviour.jsonl and matching/ae.jsonl in that folder and prints, for the whole
and for each kind of case: rows, accuracy (a row sent to review counts as right, since a person
decides it), decided, wrong accepts, wrong rejects, and how many of the right are accepted; then
milliseconds per answer. --wrong lists each row that was decided wrongly.
"""

import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean, quantiles
from typing import Any, NamedTuple

from quizapp.core.matching import Asked, is_same, judge, normalise

FILES = ("behaviour.jsonl", "ae.jsonl")


class Row(NamedTuple):
    """One answer and whether people call it right."""

    kind: str
    asked: Asked
    answer: str
    is_right: bool


class Figures(NamedTuple):
    """Shares of rows; accepted is a share of the right ones alone."""

    rows: int
    accuracy: float
    decided: float
    right_of_decided: float
    wrong_accepts: float
    wrong_rejects: float
    accepted: float

    def __str__(self) -> str:
        return f"{self.rows:6} " + " ".join(f"{share:8.3f}" for share in self[1:])


HEADING = "  rows  right/r  decided  of these  w.accept w.reject accepted"
Verdict = Callable[[str, Asked], str]


def rows(path: Path) -> list[Row]:
    """Return the rows of a file of cases."""
    with path.open(encoding="utf-8") as lines:
        return [_row(json.loads(line)) for line in lines]


def _row(line: dict[str, Any]) -> Row:
    told = (line.get("evidence") or "", line.get("passage") or "")
    asked = Asked(line["question"], (line["reference"],), *told)
    return Row(line.get("kind", ""), asked, line["candidate"], bool(line["label"]))


def folder() -> Path | None:
    """Return the folder of the cases, if QUIZAPP_DATA names it or one above it."""
    data = Path(os.environ.get("QUIZAPP_DATA") or "/nowhere")
    places = (data / "matching", data / "data" / "matching")
    return next((place for place in places if (place / FILES[0]).is_file()), None)


def figures(rows: Iterable[Row], verdict: Verdict) -> Figures:
    """Return how a way of judging does on rows."""
    counts = Counter((row.is_right, verdict(row.answer, row.asked)) for row in rows)
    every = counts.total()
    wrong_accepts, wrong_rejects = counts[False, "accept"], counts[True, "reject"]
    decided = sum(n for (_, given), n in counts.items() if given != "review")
    right = sum(n for (is_right, _), n in counts.items() if is_right)
    wrong = wrong_accepts + wrong_rejects
    return Figures(
        every,
        1 - wrong / every,
        decided / every,
        1 - wrong / decided if decided else 1.0,
        wrong_accepts / every,
        wrong_rejects / every,
        counts[True, "accept"] / right if right else 1.0,
    )


def by_rules(answer: str, asked: Asked) -> str:
    """Return the verdict of the matcher."""
    return judge(answer, asked).verdict


def by_exact_match(answer: str, asked: Asked) -> str:
    """Return accept for the same words and reject for any others."""
    return "accept" if any(is_same(answer, key) for key in asked.keys) else "reject"


def by_token_f1(answer: str, asked: Asked) -> str:
    """Return accept where half of the words are shared, as the scripts of SQuAD count it."""
    return "accept" if any(_f1(answer, key) >= 0.5 for key in asked.keys) else "reject"


def _f1(answer: str, key: str) -> float:
    ours, theirs = Counter(normalise(answer).split()), Counter(normalise(key).split())
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def by_kind(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the rows of each kind of case."""
    kinds = defaultdict(list)
    for row in rows:
        kinds[row.kind].append(row)
    return dict(sorted(kinds.items()))


def milliseconds(rows: Iterable[Row]) -> list[float]:
    """Return how long each answer takes of a processor, whatever else it is busy with."""
    taken = []
    for row in rows:
        started = time.process_time()
        judge(row.answer, row.asked)
        taken.append(1000 * (time.process_time() - started))
    return taken


def report(name: str, found: list[Row], lists_wrong: bool) -> None:
    """Print what there is to say of one file."""
    print(f"\n{name}\n{'':22}{HEADING}")
    ways = (("rules", by_rules), ("exact match", by_exact_match), ("token F1 ≥ .5", by_token_f1))
    for way, verdict in ways:
        print(f"{way:22}{figures(found, verdict)}")
    kinds = {kind: figures(those, by_rules) for kind, those in by_kind(found).items() if kind}
    for kind, share in kinds.items():
        print(f"  {kind:20}{share}")
    if kinds:
        macro = [mean(share[column] for share in kinds.values()) for column in range(1, 4)]
        print(f"macro: right or review {macro[0]:.3f}, decided {macro[1]:.3f}")
    taken = milliseconds(found)
    print(f"ms per answer: median {quantiles(taken)[1]:.2f}, p95 {quantiles(taken, n=20)[18]:.2f}")
    if lists_wrong:
        _list_wrong(found)


def _list_wrong(found: list[Row]) -> None:
    for row in found:
        judged = judge(row.answer, row.asked)
        if judged.verdict == ("reject" if row.is_right else "accept"):
            told = (row.kind, row.asked.question, row.asked.keys[0], row.answer)
            print(" | ".join((judged.verdict, judged.rule, *told)))


def main() -> None:
    """Print the figures of each file, or say what is missing."""
    place = folder()
    if place is None:
        sys.exit("set QUIZAPP_DATA to the folder that holds matching/behaviour.jsonl")
    for name in FILES:
        report(name, rows(place / name), "--wrong" in sys.argv)


if __name__ == "__main__":
    main()
