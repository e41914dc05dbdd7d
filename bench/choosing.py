"""Which tests to ask about a removal: those that run it, by a map that is drawn once."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.sources import Mutant
from bench.tracing import put_probes
from bench.warm import Warm

# They know of no database and no door, or are very slow.
LEFT_OUT = (
    *("tests/browser", "tests/core", "tests/formats", "tests/kinds", "tests/test_bootstrap.py"),
    *("tests/test_content.py", "tests/taking/test_races.py", "tests/test_floors.py"),
)
# The tests of each part of quizapp, where they are not in a folder of the same name.
NEAR = {
    "core": ("tests/core/test_permissions.py", "tests/access/test_matrix.py"),
    "migrations": ("tests/models/", "tests/test_migrations.py"),
    "cli": ("tests/test_cli",),
    "db.py": ("tests/test_migrations.py", "tests/test_db"),
    "app.py": ("tests/web/",),
    "jobs.py": ("tests/test_jobs",),
}
# Tables are made by the migrations alone: whoever removes a constraint removes it from both.
COMPARING = (
    "tests/test_migrations.py::test_migrations_equal_models",
    "tests/test_migrations.py::test_check_constraints_are_in_the_database",
)
# Nothing but names of other modules leads to what these make when they are loaded.
LOADED_AGAIN = ("views.py", "web/headers.py", "web/sessions.py", "core/permissions.py")
MATRIX = "tests/access/test_matrix.py"
FIRST, MOST = 30, 300  # tests asked at once, and in all
SQLITE_ONLY = ("-k", "not postgresql")


class Asked(NamedTuple):
    """Some tests, and how long they take without a removal."""

    tests: list[str]
    seconds: float


class Map:
    """What each test costs, and which tests run each line."""

    def __init__(self, root: Path, text: str) -> None:
        self.root = root
        drawn = json.loads(text)
        self.costs: dict[str, float] = drawn["costs"]
        self.runs: dict[str, dict[str, list[str]]] = drawn["runs"]
        self.imported: dict[str, list[int]] = drawn["imported"]
        self.failing: set[str] = set(drawn["failing"])
        self.rarity = self._rarity()

    def _rarity(self) -> dict[str, int]:
        """Return of each test how many run the line that it runs and the fewest others do."""
        fewest = dict.fromkeys(self.costs, len(self.costs))
        for tests in (tests for lines in self.runs.values() for tests in lines.values()):
            for test in tests:
                fewest[test] = min(fewest[test], len(tests))
        return fewest

    def asked(self, mutant: Mutant) -> Iterator[Asked]:
        """Yield the tests to ask: a few that are near and cheap, then others that run it, those
        first that run what few others do.

        Where no test alone runs it, such as a table of a module, all that are near are asked,
        and all that run anything of its file.
        """
        near = NEAR.get(_feature(mutant), (f"tests/{_feature(mutant)}/",))
        running = self._running(mutant)
        if running is None:
            running = self._by_line(mutant, self.runs.get(mutant.path, {}))
            running |= {test for test in self.costs if test.startswith(near)}
        elif mutant.kind == "loader":
            # Whom it turns away gets no further, so that the view does not run.
            running |= {test for test in self.costs if test.startswith(near)}
        left_out = self.failing | ({*COMPARING} if mutant.kind == "constraint" else set())
        named = _names(mutant)

        def rank(test: str) -> tuple[bool, bool, float]:
            is_named = any(name in test for name in named)
            return not is_named, not test.startswith(near), self.costs[test]

        def rare(test: str) -> tuple[int, float]:
            return self.rarity[test], self.costs[test]

        able = (test for test in running if not {test, test.split("[")[0]} & left_out)
        tests = sorted(able, key=rank)
        others = sorted(tests[FIRST:], key=lambda test: (not test.startswith(near), rare(test)))
        for some in (tests[:FIRST], others[: MOST - FIRST]):
            if some:
                yield Asked(some, sum(self.costs[test] for test in some))

    def how(self, mutant: Mutant) -> str:
        """Return how `bench.hot` can put a removal in, "" where it cannot."""
        holder = _holder(self.root, mutant)
        if "/migrations/versions/" in mutant.path:
            return "anew"
        if holder is None or mutant.line < holder.lineno:
            return "module" if mutant.path.endswith(LOADED_AGAIN) else ""
        return "" if self._around(holder, mutant)[1] else "code"

    def _around(self, holder: ast.FunctionDef, mutant: Mutant) -> tuple[int | None, bool]:
        """Return the line of the statement that it is in, and whether importing runs that."""
        body = [node for node in ast.walk(holder) if isinstance(node, ast.stmt)]
        around = [node.lineno for node in body if node.lineno <= mutant.line <= node.end_lineno]
        is_early = bool({*around} & {*self.imported.get(mutant.path, ())})
        return (around[-1] if around else None), is_early

    def _running(self, mutant: Mutant) -> set[str] | None:
        """Return the tests that run its statement, or its function; None if no test alone does."""
        holder = _holder(self.root, mutant)
        if holder is None or "/migrations/" in mutant.path:
            return None  # migrations run once, before the first test of all
        line, is_early = self._around(holder, mutant)
        if is_early:
            return None
        lines = range(holder.lineno, holder.end_lineno + 1)
        return self._by_line(mutant, [line]) or self._by_line(mutant, lines) or None

    def _by_line(self, mutant: Mutant, lines: Iterable[object]) -> set[str]:
        """Return the tests that run some lines of its file."""
        runs = self.runs.get(mutant.path, {})
        return {test for line in lines for test in runs.get(f"{line}", ())}


def draw(warm: Warm, mutants: list[Mutant], into: Path) -> str:
    """Run every test that may be asked, once, in a copy; return the map as JSON."""
    for name in sorted({mutant.path for mutant in mutants}):
        put_probes(warm.folder, name)
    files = sorted((warm.folder / "tests").rglob("test_*.py"))
    names = [str(path.relative_to(warm.folder)) for path in files]
    chosen = [name for name in names if not name.startswith(LEFT_OUT)] + [NEAR["core"][0]]
    options = ["-p", "bench.tracing", f"--traced-into={into}", *SQLITE_ONLY]
    _status, output = warm.pytest([*options, *chosen], 7200)
    if not into.exists():
        raise RuntimeError(f"the tests did not run: {output[-2000:]}")
    drawn = json.loads(into.read_text("utf-8"))
    return json.dumps({**drawn, "failing": failures(output)})


def failures(output: str) -> list[str]:
    """Return the tests that failed, by pytest's summary."""
    return re.findall(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", output, re.MULTILINE)


def _feature(mutant: Mutant) -> str:
    return mutant.path.removeprefix("quizapp/").split("/")[0]


def _names(mutant: Mutant) -> list[str]:
    """Return what a test of just this removal has in its name: a route, or a constraint."""
    route = re.search(r": (\w+ /\S*): ", mutant.what)
    found = [route[1]] if route else re.findall(r"'(\w+)'", mutant.what)
    return [f"-{name}{end}" for name in found for end in "]-"]


def _holder(root: Path, mutant: Mutant) -> ast.FunctionDef | None:
    """Return the innermost function that a removal is in, or that it decorates."""
    tree = ast.parse((root / mutant.path).read_bytes())
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and min([node.lineno, *(one.lineno for one in node.decorator_list)]) <= mutant.line
        and mutant.line <= node.end_lineno
    ]
    return around[-1] if around else None
