"""Which test runs which statements: probes put into a copy, and a plugin of pytest that reads
them. `put_probes` does the one, `-p bench.tracing --traced-into FILE` the other.

The map is written as JSON: "costs" has the processor seconds of each test by its id, "runs"
the ids of the tests by file and line, "imported" the lines of functions that ran before any
test did, such as those that register a route.
"""

import ast
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

_now: set[tuple[str, int]] = set()


def ran(name: str, line: int) -> None:
    """Note that a statement ran: what a probe calls."""
    _now.add((name, line))


def put_probes(root: Path, name: str) -> None:
    """Rewrite a file so that each statement of a function says that it runs."""
    path = root / name
    tree = ast.parse(path.read_text("utf-8"))
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        for node in ast.walk(function):
            for field in ("body", "orelse", "finalbody"):
                _put(node, field, name)
    path.write_text(ast.unparse(tree), "utf-8")


def _put(node: ast.AST, field: str, name: str) -> None:
    lines = getattr(node, field, None)
    if not isinstance(lines, list) or isinstance(node, ast.ClassDef):
        return
    if any(ast.unparse(line).startswith(_PROBE) for line in lines[:2]):
        return  # it is inside another function, whose turn was before
    probed = []
    for line in lines:
        is_docstring = isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
        probe = ast.parse(f"{_PROBE}({name!r}, {line.lineno})").body
        probed += [line] if is_docstring or isinstance(line, ast.Nonlocal) else [*probe, line]
    setattr(node, field, probed)


_PROBE = "__import__('bench.tracing').tracing.ran"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take where to write."""
    parser.addoption("--traced-into", help="where to write which tests run which line")


def pytest_configure(config: pytest.Config) -> None:
    """Look at every test that will run."""
    if into := config.getoption("--traced-into"):
        config.pluginmanager.register(_Tracer(Path(into)))


class _Tracer:
    def __init__(self, into: Path) -> None:
        self.into = into
        self.costs: dict[str, float] = {}
        self.runs: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.imported: dict[str, list[int]] = defaultdict(list)

    def pytest_collection_finish(self) -> None:
        for name, line in sorted(_now):
            self.imported[name].append(line)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        _now.clear()
        began = time.process_time()
        result = yield
        self.costs[item.nodeid] = time.process_time() - began
        for name, line in sorted(_now):
            self.runs[name][line].append(item.nodeid)
        return result

    def pytest_sessionfinish(self) -> None:
        drawn = {"costs": self.costs, "runs": self.runs, "imported": self.imported}
        self.into.write_text(json.dumps(drawn), "utf-8")
