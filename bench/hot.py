"""A plugin of pytest that tries removals without starting anew: everything is loaded, the
fixtures of the session are made, and each removal is put into a child of that process.

`-p bench.hot --orders FD --answers FD` reads an order a line: {"path", "how", "tests",
"seconds"}. The file at `path` holds the removal already. `how` is "code" (put its functions in
the place of those that run), "module" (load it again, and hand what it makes to whoever took it
from the old one) or "anew" (make the session's databases again). The answer is the id of the
first test that fails, "" if none does, or "?" and why the child cannot tell. The first answer
comes without an order, when it is ready.
"""

import gc
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, NoReturn

import pytest

PATIENCE = 600  # seconds by the clock: whatever sleeps longer will never end
DATABASES = ("sqlite_template", "sqlite_school", "sqlite_told", "sqlite_everybody", "built")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take where orders come from and answers go."""
    parser.addoption("--orders", type=int)
    parser.addoption("--answers", type=int)


def pytest_configure(config: pytest.Config) -> None:
    """Take the place of the loop over the tests."""
    if config.getoption("--orders") is not None:
        config.pluginmanager.register(_Loop())


class _Loop:
    failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self.last = session.items[-1]
        # Whoever runs a test makes the session's fixtures; they stay while another is to come.
        first = next(item for item in session.items if "alice" in item.fixturenames)
        self._run(first)
        self.failed = ""
        orders, answers = (session.config.getoption(name) for name in ("--orders", "--answers"))
        sources = {path: path.read_bytes() for path in Path("quizapp").rglob("*.py")}
        with os.fdopen(orders) as lines, os.fdopen(answers, "w") as told:
            print(json.dumps("ready"), file=told, flush=True)
            for line in lines:
                print(json.dumps(self._ask(json.loads(line), sources)), file=told, flush=True)
        return True

    def _run(self, item: pytest.Item) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=self.last)

    def _ask(self, order: dict[str, Any], sources: dict[Path, bytes]) -> str:
        source, target = os.pipe()
        child = os.fork()
        if child == 0:
            self._answer(order, sources, target)
        os.close(target)
        began = time.monotonic()
        while not os.waitpid(child, os.WNOHANG)[0]:
            if time.monotonic() - began > PATIENCE:
                os.kill(child, signal.SIGKILL)
            time.sleep(0.01)
        with os.fdopen(source) as told:
            return told.read() or "? it was ended"

    def _answer(self, order: dict[str, Any], sources: dict[Path, bytes], target: int) -> NoReturn:
        resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"] + 10))
        path, answer = Path(order["path"]), "? it could not be put in"
        try:
            _put(path, sources[path], order["how"])
            if order["how"] == "anew":
                _forget(next(iter(self.items.values())))
            for test in order["tests"]:
                self._run(self.items[test])
                if self.failed:
                    break
            answer = self.failed
        finally:
            os.write(target, answer.encode())
            os._exit(0)


def _put(path: Path, before: bytes, how: str) -> None:
    after = path.read_bytes()
    if how == "code":
        put_code(path, before, after)
    elif how == "module":
        put_module(".".join(path.with_suffix("").parts), after)


def _codes(code: CodeType) -> list[CodeType]:
    inner = [part for part in code.co_consts if isinstance(part, CodeType)]
    return [code, *(one for part in inner for one in _codes(part))]


def put_code(path: Path, before: bytes, after: bytes) -> None:
    """Let every function of a file run as it is written now."""
    old, new = (_codes(compile(text, str(path), "exec")) for text in (before, after))
    instead = {
        (one.co_qualname, one.co_firstlineno): other
        for one, other in zip(old, new, strict=True)
        if one != other
    }
    whole = str(path.resolve())
    for found in gc.get_objects():
        if type(found) is FunctionType and found.__code__.co_filename == whole:
            key = (found.__code__.co_qualname, found.__code__.co_firstlineno)
            found.__code__ = instead.get(key, found.__code__)


def put_module(name: str, source: bytes) -> None:
    """Load a module from other text, and give its things to all that took them from it."""
    old, new = sys.modules[name], ModuleType(name)
    vars(new).update({key: vars(old)[key] for key in ("__file__", "__package__", "__spec__")})
    sys.modules[name] = new
    setattr(sys.modules[name.rpartition(".")[0]], name.rpartition(".")[2], new)
    exec(compile(source, old.__file__, "exec"), vars(new))  # noqa: S102 - it is our own module
    plain = (int, str, bytes, float, type(None))
    made = {
        id(value): vars(new)[key]
        for key, value in vars(old).items()
        if key in vars(new) and not key.startswith("__") and not isinstance(value, plain)
    }
    made[id(old)] = new
    for module in [one for key, one in sys.modules.items() if key.split(".")[0] in OURS]:
        for key, value in list(vars(module).items()) if module is not new else ():
            if type(value) is tuple:
                setattr(module, key, tuple(made.get(id(part), part) for part in value))
            elif id(value) in made:
                setattr(module, key, made[id(value)])


OURS = {"quizapp", "tests"}


def _forget(item: pytest.Item) -> None:
    """Let the next test make the databases of its session anew."""
    for name in DATABASES:
        for found in item.session._fixturemanager._arg2fixturedefs[name]:
            found.cached_result = None
