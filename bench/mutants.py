"""Which removal does no test notice? Each commit, loader, audience, policy line, constraint
and guard is taken out in turn of a copy of the project, and the tests are run on it.

    .venv/bin/python -m bench.mutants [--only KIND] [--match WORDS] [--list] [--both] [--jobs 2]

Prints each removal with the first test that failed by it, or NOT NOTICED, or why that is as
it should be (see bench/explained.py), then the counts. Judges nothing: it ends with status 0.

Tables are made by the migrations alone, so a constraint is taken out of these, and the two
tests that compare them with the models are left out: whoever removes one removes it from both.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import NamedTuple

from bench.explained import EXPLAINED
from bench.mutations import FINDERS, find_all
from bench.sources import Mutant
from tests.postgres import why_not

ROOT = Path(__file__).resolve().parent.parent
LEFT_BEHIND = (".git", ".venv*", "__pycache__", ".hypothesis", ".*_cache", "instance", ".env")
LONGEST_RUN = 900  # seconds, many times what any takes: one that takes longer hangs
# Asked only when nothing nearer noticed: they know of no database, or are slow.
FAR = (
    *("tests/core", "tests/formats", "tests/kinds", "tests/test_bootstrap.py"),
    *("tests/test_content.py", "tests/taking/test_races.py"),
)
NOTHING_RAN = 5  # pytest's status when every test was left out
# The tests of each part of quizapp, where they are not in a folder of the same name.
NEAR = {
    "core": ["tests/core/test_permissions.py"],
    "migrations": ["tests/models", "tests/test_migrations.py"],
    "cli": ["tests/test_cli"],
    "db.py": ["tests/test_migrations.py", "tests/test_db"],
    "app.py": ["tests/web"],
    "jobs.py": ["tests/test_jobs"],
}
COMPARING = [
    "--deselect=tests/test_migrations.py::test_migrations_equal_models",
    "--deselect=tests/test_migrations.py::test_check_constraints_are_in_the_database",
]
SQLITE_ONLY = ["-k", "not postgresql"]
MATRIX = "tests/access/test_matrix.py"
UNNOTICED = "NOT NOTICED"


class Found(NamedTuple):
    """What became of one mutant: the test that noticed it, if any did."""

    mutant: Mutant
    noticed_by: str
    seconds: float

    @property
    def verdict(self) -> str:
        """Return noticed, explained, or unnoticed."""
        if self.noticed_by != UNNOTICED:
            return "noticed"
        return "explained" if self.mutant.name in EXPLAINED else "unnoticed"


class Bench:
    """Copies of the project, in which one mutant at a time is tried."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.options = options
        self.copies: Queue[Path] = Queue()
        for number in range(options.jobs):
            self.copies.put(_copy(ROOT if number == 0 else folder / "0", folder / str(number)))
        self.mutants = _wanted(find_all(folder / "0", options.only or list(FINDERS)), options)
        self.clean = _copy(folder / "0", folder / "clean")
        self.failing: dict[str, bool] = {}  # does a test fail without any removal?

    def uses_postgres(self, mutant: Mutant) -> bool:
        """Is this mutant tried on PostgreSQL too?"""
        is_wanted = mutant.needs_postgres or (self.options.both and mutant.kind == "constraint")
        return is_wanted and not why_not()

    def attempt(self, mutant: Mutant) -> Found:
        """Try a mutant in a copy of its own, near tests first."""
        began = time.monotonic()
        copy = self.copies.get()
        path = copy / mutant.path
        whole = path.read_bytes()
        path.write_bytes(whole[: mutant.start] + mutant.put.encode() + whole[mutant.end :])
        try:
            told = (self._ask(copy, mutant, tests) for tests in _groups(copy, mutant))
            noticed_by = next((test for test in told if test != UNNOTICED), UNNOTICED)
        finally:
            path.write_bytes(whole)
            self.copies.put(copy)
        found = Found(mutant, noticed_by, time.monotonic() - began)
        _print(found)
        return found

    def _ask(self, copy: Path, mutant: Mutant, tests: list[str]) -> str:
        """Return the first test that fails by this mutant, and does not fail without it."""
        databases = [] if self.uses_postgres(mutant) else SQLITE_ONLY
        comparing = COMPARING if mutant.kind == "constraint" else []
        while True:
            left_out = [f"--deselect={test}" for test, fails in self.failing.items() if fails]
            options = ["-x", *databases, *comparing, *left_out]
            status, output = _pytest(copy, [*options, *tests])
            if status in {0, NOTHING_RAN}:
                return UNNOTICED
            test = next(iter(_failures(output)), f"pytest ended with {status}: {output[-300:]}")
            if "::" not in test or not self._fails_anyway(test):
                return test

    def _fails_anyway(self, test: str) -> bool:
        if test not in self.failing:
            self.failing[test] = _pytest(self.clean, [test])[0] != 0
            if self.failing[test]:
                print(f"{test} fails without any removal and is left out", flush=True)
        return self.failing[test]


def _copy(source: Path, target: Path) -> Path:
    """Copy a project; compiled files are checked by content, since edits come within a second."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    command = ["-m", "compileall", "-q", "--invalidation-mode=checked-hash", "quizapp", "bench"]
    subprocess.run([sys.executable, *command], cwd=target, check=True)
    return target


def _wanted(mutants: list[Mutant], options: argparse.Namespace) -> list[Mutant]:
    return [mutant for mutant in mutants if all(word in mutant.name for word in options.match)]


def _groups(copy: Path, mutant: Mutant) -> list[list[str]]:
    """Return the test files in the order to ask them: nearest, near, far; none with a browser."""
    paths = [str(path.relative_to(copy)) for path in sorted((copy / "tests").rglob("test_*.py"))]
    feature = mutant.path.removeprefix("quizapp/").split("/")[0]
    nearest = tuple(NEAR.get(feature, [f"tests/{feature}/"]))
    groups: list[list[str]] = [[], [], [], []]
    for path in paths:
        if not path.startswith("tests/browser"):
            is_far = path.startswith(FAR) and path not in nearest
            number = 3 if is_far else 0 if path.startswith(nearest) else 2
            # Who gets in where is what the matrix asks of every route.
            is_matrix = path == MATRIX and mutant.kind in {"loader", "audience"}
            groups[1 if is_matrix else number].append(path)
    return [group for group in groups if group]


def _pytest(copy: Path, arguments: Sequence[str]) -> tuple[int, str]:
    """Run tests in a copy; return pytest's exit status and what it printed."""
    common = ["-p", "no:cacheprovider", "-m", "not long", "--tb=no", "-rfE", "-n0"]
    command = [sys.executable, "-m", "pytest", *common, *arguments]
    with subprocess.Popen(
        command, cwd=copy, env=_environ(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            output = process.communicate(timeout=LONGEST_RUN)[0]
        except subprocess.TimeoutExpired:
            # As Ctrl-C does, so that fixtures put away the databases that they started.
            process.send_signal(signal.SIGINT)
            process.communicate()
            return 1, f"FAILED it took more than {LONGEST_RUN} s"
    return process.returncode, output.decode("utf-8", "replace")


def _environ() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "CI"}


def _failures(output: str) -> list[str]:
    """Return the tests that failed, by pytest's summary."""
    return re.findall(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", output, re.MULTILINE)


def _print(found: Found) -> None:
    mutant = found.mutant
    told = f"EXPLAINED: {EXPLAINED[mutant.name]}" if found.verdict == "explained" else ""
    print(
        f"{mutant.kind:<10} {mutant.path}:{mutant.line} {mutant.what}\n"
        f"{found.seconds:>9.1f}s {told or found.noticed_by}",
        flush=True,
    )


def _print_counts(found: list[Found], seconds: float) -> None:
    print(f"\n{'kind':<12} removals  noticed  explained  NOT NOTICED")
    for kind in (*FINDERS, ""):
        counts = Counter(one.verdict for one in found if kind in {one.mutant.kind, ""})
        columns = f"{counts['noticed']:7}  {counts['explained']:9}  {counts['unnoticed']:11}"
        print(f"{kind or 'all':<12} {counts.total():8}  {columns}")
    for one in found:
        if one.verdict == "unnoticed":
            print(f"{UNNOTICED}: {one.mutant.name}")
    print(f"{seconds / 60:.0f} minutes; PostgreSQL: {why_not() or 'there'}")


def main() -> None:
    """Try what the options choose, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", action="append", choices=list(FINDERS), help="may be repeated")
    parser.add_argument("--match", action="append", default=[], help="words in the removal's name")
    parser.add_argument("--list", action="store_true", help="print the removals and try none")
    parser.add_argument("--both", action="store_true", help="constraints on PostgreSQL too")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="quizapp-mutants-") as folder:
        bench = Bench(Path(folder), options)
        if options.list:
            print(*(f"{one.kind:<10} {one.name}" for one in bench.mutants), sep="\n")
            return
        with ThreadPoolExecutor(options.jobs) as pool:
            found = list(pool.map(bench.attempt, bench.mutants))
    _print_counts(found, time.monotonic() - began)


if __name__ == "__main__":
    main()
