"""Would the tests notice a wrong mark? mutmut breaks what decides a mark, one place at a time.

    ./quiz setup bench
    .venv/bin/python -m bench.marking_mutants [--only marks|matching|kinds] [--show] [--jobs 2]

Works on a copy of the project: `core/marks.py`, `core/matching/` and `core/numbers.py` whole, and
of the kinds all that `mark` calls. Prints for each file how many mutants there are, how many the
tests noticed, and which survived; `--show` prints what each of these changes. A survivor that is
as it should be is explained in bench/explained_marks.py. Judges nothing: it ends with status 0.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from bench.explained_marks import EXPLAINED
from bench.mutants import LEFT_BEHIND, ROOT

# Of the kinds: what marks, and what only that calls; the rest makes forms and pages.
MARKING = ("mark", "share", "reason", "picked", "place", "touched", "found", "cost", "less_hints")
MARKING += ("credit", "judge", "points", "agree", "unit", "within", "near", "gaps", "longest")
MARKING += ("adjacent", "exact", "overlap", "quoted", "evidence_in")


class Part(NamedTuple):
    """What is broken, and the tests that are asked."""

    files: list[str]
    tests: list[str]


PARTS = {
    "marks": Part(["quizapp/core/marks.py"], ["tests/core/test_marks.py"]),
    "matching": Part(
        ["quizapp/core/matching/*", "quizapp/core/numbers*"],
        ["tests/core", "tests/kinds/test_short_answer.py", "tests/kinds/test_typed.py"],
    ),
    "kinds": Part(["quizapp/kinds/*"], ["tests/kinds"]),
}
CONFIG = """
[tool.mutmut]
source_paths = ["quizapp"]
also_copy = ["templates", "static", "questions", "seeds", "docs", "bench"]
only_mutate = {files}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-p", "no:cacheprovider", "-k", "not browser"]
"""


def run_part(name: str, jobs: int) -> tuple[Path, dict[str, str]]:
    """Return the folder in which a part was tried, and what became of each of its mutants."""
    part, folder = PARTS[name], Path(tempfile.mkdtemp(prefix=f"quizapp-{name}-")) / "copy"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as config:
        config.write(CONFIG.format(files=part.files, tests=part.tests))
    wanted = [f"*{word}*" for word in MARKING] if name == "kinds" else []
    with (folder / "mutmut.log").open("w", encoding="utf-8") as log:
        command = ["run", "--max-children", str(jobs), *wanted]
        subprocess.run([*_mutmut(), *command], cwd=folder, stdout=log, stderr=log, check=False)
    told = _said(folder, "results", "--all", "true")
    rows = (line.strip().rsplit(": ", 1) for line in told.splitlines() if "__mutmut_" in line)
    return folder, {row[0]: row[1] for row in rows if row[1] != "not checked"}


def _mutmut() -> list[str]:
    return [str(Path(sys.executable).with_name("mutmut"))]


def _said(folder: Path, *arguments: str) -> str:
    command = [*_mutmut(), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def report(outcomes: dict[str, str]) -> list[str]:
    """Print the score of each file, and return the names of what survived unexplained."""
    by_file: dict[str, Counter[str]] = defaultdict(Counter)
    left = []
    for mutant, outcome in outcomes.items():
        is_noticed = outcome in {"killed", "timeout", "caught by type check", "segfault"}
        word = "noticed" if is_noticed else "explained" if mutant in EXPLAINED else "survived"
        by_file[mutant.rsplit(".", 1)[0]][word] += 1
        left += [mutant] if word == "survived" else []
    print(f"{'file':<34} mutants  noticed  explained  survived   score")
    for file, counts in [*sorted(by_file.items()), ("all", sum(by_file.values(), Counter()))]:
        total = counts.total()
        score = counts["noticed"] / total if total else 1
        figures = f"{counts['noticed']:8} {counts['explained']:10} {counts['survived']:9}"
        print(f"{file.removeprefix('quizapp.'):<34} {total:7} {figures}  {score:6.1%}")
    return left


def main() -> None:
    """Try what the options choose, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", action="append", choices=list(PARTS), help="may be repeated")
    parser.add_argument("--show", action="store_true", help="print what each survivor changes")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    for name in options.only or PARTS:
        began = time.monotonic()
        folder, outcomes = run_part(name, options.jobs)
        if not outcomes:
            print(f"{name}: mutmut tried nothing; see {folder / 'mutmut.log'}")
            continue
        print(f"\n{name}: {time.monotonic() - began:.0f} s")
        for mutant in report(outcomes):
            print(f"SURVIVED {mutant} ({outcomes[mutant]})")
            if options.show:
                print(_said(folder, "show", mutant))
        shutil.rmtree(folder.parent)


if __name__ == "__main__":
    main()
