"""Which removal does no test notice? Each commit, loader, audience, policy line, constraint
and guard is taken out in turn of a copy of the project, and the tests that run it are asked.

    .venv/bin/python -m bench.mutants [--only KIND] [--match WORDS] [--list] [--map FILE]

Prints each removal with the first test that failed by it, or NOT NOTICED, or why that is as
it should be (see bench/explained.py), then the counts. Judges nothing: it ends with status 0.
First every test is run once, to draw a map of which runs what; --map keeps it for the next
time, and holds as long as neither the code nor a test changes. A removal is put into a child
of a process that has loaded everything (see bench/hot.py), and where no test notices it there,
into a run of its own.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import Queue
from typing import NamedTuple

from bench import choosing
from bench.explained import EXPLAINED
from bench.mutations import FINDERS, find_all
from bench.sources import Mutant
from bench.warm import TOO_LONG, Hot, Warm
from tests.postgres import why_not

ROOT = Path(__file__).resolve().parent.parent
LEFT_BEHIND = (".git", ".venv*", "__pycache__", ".hypothesis", ".*_cache", "instance", ".env")
NOTHING_RAN = 5  # pytest's status when every test was left out
ANY = "quizapp/app.py"
UNNOTICED = "NOT NOTICED"


class Found(NamedTuple):
    """What became of one mutant: the test that noticed it, if any did."""

    mutant: Mutant
    noticed_by: str
    asked: int  # tests
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
        self.folder, self.options = folder, options
        self.clean = _copy(ROOT, folder / "clean")
        every = find_all(self.clean, options.only or list(FINDERS))
        self.mutants = [one for one in every if all(word in one.name for word in options.match)]

    def attempt_all(self) -> list[Found]:
        """Try each mutant, and again what only a test noticed that fails anyway."""
        with ExitStack() as stack:
            self.map = choosing.Map(self.clean, self._drawn())
            files = sorted({test.split("::")[0] for test in self.map.costs})
            self.ready: Queue[tuple[Warm, Hot]] = Queue()
            for number in range(self.options.jobs):
                copy = _copy(self.clean, self.folder / str(number))
                hot = stack.enter_context(Hot(copy, files))
                self.ready.put((stack.enter_context(Warm(copy)), hot))
            pool = stack.enter_context(ThreadPoolExecutor(self.options.jobs))
            found = list(pool.map(self.attempt, self.mutants))
            while failing := self._failing_anyway(found):
                print("fail without any removal, and are left out:", *failing, flush=True)
                self.map.failing |= failing
                again = [one.mutant for one in found if one.noticed_by in failing]
                kept = [one for one in found if one.noticed_by not in failing]
                found = kept + list(pool.map(self.attempt, again))
        return found

    def _drawn(self) -> str:
        kept: Path = self.options.map or self.folder / "map.json"
        if not kept.exists():
            every = find_all(self.clean, list(FINDERS))
            with Warm(_copy(self.clean, self.folder / "probed")) as warm:
                kept.write_text(choosing.draw(warm, every, self.folder / "drawn.json"), "utf-8")
        return kept.read_text("utf-8")

    def _failing_anyway(self, found: list[Found]) -> set[str]:
        """Return which tests that noticed something notice nothing being done, too."""
        noticing: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in found:
            if "::" in one.noticed_by:
                how = self.map.how(one.mutant)
                noticing[one.mutant.path if how == "module" else ANY, how].add(one.noticed_by)
        warm, hot = self.ready.get()
        told = [hot.ask(path, how, sorted(tests), 3600) for (path, how), tests in noticing.items()]
        self.ready.put((warm, hot))
        return {test for test in told if "::" in test}

    def attempt(self, mutant: Mutant) -> Found:
        """Try a mutant in a copy of its own, near tests first."""
        began, (warm, hot) = time.monotonic(), self.ready.get()
        path = warm.folder / mutant.path
        whole = path.read_bytes()
        path.write_bytes(whole[: mutant.start] + mutant.put.encode() + whole[mutant.end :])
        try:
            asked, noticed_by = self._ask_hot(hot, mutant)
            if noticed_by == UNNOTICED:
                more, noticed_by = self._ask_warm(warm, mutant, is_asked=asked > 0)
                asked = max(asked, more)
        finally:
            path.write_bytes(whole)
            self.ready.put((warm, hot))
        found = Found(mutant, noticed_by, asked, time.monotonic() - began)
        _print(found)
        return found

    def _ask_hot(self, hot: Hot, mutant: Mutant) -> tuple[int, str]:
        """Ask in a child of a process that has loaded all: quick, but it cannot always tell."""
        how, asked = self.map.how(mutant), 0
        for some in self.map.asked(mutant) if how else ():
            asked += len(some.tests)
            noticed_by = hot.ask(mutant.path, how, some.tests, _limit(some))
            if noticed_by.startswith("?"):
                return 0, UNNOTICED
            if noticed_by:
                return asked, noticed_by
        return asked, UNNOTICED

    def _ask_warm(self, warm: Warm, mutant: Mutant, *, is_asked: bool) -> tuple[int, str]:
        """Ask in a run of its own, on PostgreSQL too where SQLite cannot tell.

        What many tests were asked about already is asked of the nearest only.
        """
        asked, is_enough = 0, is_asked and not mutant.needs_postgres
        for some in list(self.map.asked(mutant))[: 1 if is_enough else None]:
            runs = [some.tests]
            if mutant.needs_postgres and not why_not():
                runs.append([test.replace("[sqlite", "[postgresql") for test in some.tests])
            for tests in runs:
                asked += len(tests)
                noticed_by = _ask(warm, tests, _limit(some))
                if noticed_by != UNNOTICED:
                    return asked, noticed_by
        return asked, UNNOTICED


def _limit(some: choosing.Asked) -> int:
    """Return after how many seconds of the processor some tests have gone astray."""
    return 120 + 10 * int(some.seconds)


def _ask(warm: Warm, tests: list[str], seconds: int) -> str:
    """Return the first of some tests that fails."""
    status, output = warm.pytest(["-x", *tests], seconds)
    if status in {0, NOTHING_RAN, TOO_LONG}:
        return UNNOTICED
    ended = f"pytest ended with {status}: {output[-300:]}"
    return next(iter(choosing.failures(output)), ended)


def _copy(source: Path, target: Path) -> Path:
    """Copy a project; compiled files are checked by content, since edits come within a second."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    command = ["-m", "compileall", "-q", "--invalidation-mode=checked-hash", "quizapp", "bench"]
    subprocess.run([sys.executable, *command], cwd=target, check=True)
    return target


def _print(found: Found) -> None:
    mutant = found.mutant
    told = found.noticed_by
    if found.verdict != "noticed":
        told = f"{UNNOTICED} by {found.asked} tests that run it"
    if found.verdict == "explained":
        told = f"EXPLAINED: {EXPLAINED[mutant.name]}"
    print(
        f"{mutant.kind:<10} {mutant.path}:{mutant.line} {mutant.what}\n"
        f"{found.seconds:>9.1f}s {told}",
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
    parser.add_argument("--map", type=Path, help="where the map of the tests is kept")
    parser.add_argument("--jobs", type=int, default=2, help="removals tried at once")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="quizapp-mutants-") as folder:
        bench = Bench(Path(folder), options)
        if options.list:
            print(*(f"{one.kind:<10} {one.name}" for one in bench.mutants), sep="\n")
            return
        found = bench.attempt_all()
    _print_counts(found, time.monotonic() - began)


if __name__ == "__main__":
    main()
