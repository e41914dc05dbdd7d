"""Would the tests notice a wrong mark? mutmut breaks what decides a mark, one place at a time.

    ./quiz setup bench
    .venv/bin/python -m bench.marking_mutants [--only marks|matching|kinds] [--show]

Works on a copy of the project: `core/marks.py`, `core/matching/` and `core/numbers.py` whole, and
of the kinds all that `mark` calls. Prints for each file how many mutants there are, how many the
tests noticed, and which survived; `--show` prints what each of these changes. A survivor that is
as it should be is explained in bench/explained_marks.py. Judges nothing: it ends with status 0.
"""

import argparse
import json
import os
import re
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
MARKING = {
    "categorise": "Categorise.mark CategoriseContent.key",
    "choice": "Choice.mark",
    "choices": "Choices.mark _key _reason",
    "cloze": "Cloze.mark _decided _told _reason",
    "cloze_text": "Gap.credit_of ClozeContent.offered _on_one_line",
    "contract": "Content.out_of one_line",
    "evidence": "EvidenceKind.mark _units _places _picked _reason",
    "hints": "less_hints _cost",
    "information": "Information.mark InformationContent.out_of",
    "matching": "Matching.mark MatchingContent.key MatchingContent.rights",
    "numeric": "Numeric.mark",
    "numeric_key": "credit_of tolerance_of with_unit _bare _unit words_for",
    "ordering": "Ordering.mark _own_places _follows _exact _adjacent_pairs _longest_run",
    "parts": "parts_mark",
    "picking": "sentence_units word_units touched evidence_in pick_share _share is_found",
    "short_answer": "ShortAnswer.mark",
    "shuffling": "by_text",
    "true_false": "TrueFalse.mark",
    "typed": "AcceptedAnswer.shown Decision.mark decide _listed _words _judged _asked _decision",
    "where": "TwoPart.mark two_part_share split _places",
    "words_picked": "numbers",
    "written": "Written.mark",
}


NO_MARKS = ("pages", "hostile_posts", "cloze_authors")  # tests that are slow, and of no mark


class Part(NamedTuple):
    """What is broken, and the tests that are asked."""

    files: list[str]
    tests: list[str]


PARTS = {
    "marks": Part(["quizapp/core/marks.py"], ["tests/core/test_marks.py"]),
    "matching": Part(
        ["quizapp/core/matching/*", "quizapp/core/numbers*"],
        [
            *sorted(
                str(path.relative_to(ROOT)) for path in ROOT.glob("tests/core/test_matching*.py")
            ),
            "tests/core/test_numbers.py",
        ],
    ),
    "kinds": Part(
        [f"quizapp/kinds/{name}.py" for name in MARKING],
        ["tests/kinds", *(f"--ignore=tests/kinds/test_{name}.py" for name in NO_MARKS)],
    ),
}
CONFIG = """
[tool.mutmut]
source_paths = ["quizapp"]
also_copy = ["templates", "static", "questions", "seeds", "docs", "bench"]
only_mutate = {files}
"""
# Of mutmut, only what makes the mutants; bench/forked_mutants.py tries them.
MAKE = """
import mutmut.__main__ as mutmut
mutmut.copy_src_dir()
mutmut.copy_also_copy_files()
mutmut.setup_source_paths()
mutmut.create_mutants(1)
"""
# A cache would hide which tests come to a function: only the first would.
_CACHE = re.compile(r"^ *@(?:lru_cache.*|cache)\n", re.MULTILINE)
LEFT_OUT = (
    "browser",
    *("a_long_passage_is_read_once", "it_is_the_kind_itself"),  # which hold that there are caches
    *("every_line_of_the_list_is_said", "are_answers_of_many_sorts"),  # which repeat what others do
)


def run_part(name: str) -> tuple[Path, dict[str, str]]:
    """Return the folder in which a part was tried, and what became of each of its mutants."""
    part, folder = PARTS[name], Path(tempfile.mkdtemp(prefix=f"quizapp-{name}-")) / "copy"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as config:
        config.write(CONFIG.format(files=part.files))
    for path in (folder / "quizapp").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        if _CACHE.search(code):
            path.write_text(_CACHE.sub("", code), encoding="utf-8")
    _run_in(folder, sys.executable, "-c", MAKE)
    metas = sorted((folder / "mutants").rglob("*.meta"))
    made = [list(json.loads(meta.read_text())["exit_code_by_key"]) for meta in metas]
    names = [mutant for found in made for mutant in found if is_asked(name, mutant)]
    (folder / "names.json").write_text(json.dumps(names))
    without = " and ".join(f"not {words}" for words in LEFT_OUT)
    _run_in(
        folder / "mutants",
        *(sys.executable, "-m", "pytest", "-p", "bench.forked_mutants", "-p", "no:cacheprovider"),
        *("-q", "-n0", "--tb=no", "--noconftest", "-p", "no:flask", "-k", without, *part.tests),
    )
    told = folder / "outcomes.json"
    return folder, json.loads(told.read_text()) if told.exists() else {}


def is_asked(part: str, mutant: str) -> bool:
    """Is it a mutant of what this part is about?"""
    if part != "kinds":
        return True
    module, function = mutant.rsplit("__mutmut_", 1)[0].rsplit(".", 1)
    name = function.replace("xǁ", "").replace("ǁ", ".") if "ǁ" in function else function[2:]
    return name in MARKING.get(module.rsplit(".", 1)[1], "").split()


def _run_in(folder: Path, *command: str) -> None:
    """Run a command in a folder, its words to a file beside the copy."""
    made = folder.parent if folder.name == "mutants" else folder
    files = {"MUTANTS": str(made / "names.json"), "OUTCOMES": str(made / "outcomes.json")}
    environment = {**os.environ, "QUIZAPP_EXAMPLES": "10", "PYTHONPATH": str(folder), **files}
    with (made / "bench.log").open("a", encoding="utf-8") as log:
        subprocess.run(command, cwd=folder, env=environment, stdout=log, stderr=log, check=False)


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
    options = parser.parse_args()
    for name in options.only or PARTS:
        began = time.monotonic()
        folder, outcomes = run_part(name)
        if not outcomes:
            print(f"{name}: mutmut tried nothing; see {folder / 'bench.log'}")
            continue
        print(f"\n{name}: {time.monotonic() - began:.0f} s")
        for mutant in report(outcomes):
            print(f"SURVIVED {mutant} ({outcomes[mutant]})")
            if options.show:
                print(_said(folder, "show", mutant))
        shutil.rmtree(folder.parent)


if __name__ == "__main__":
    main()
