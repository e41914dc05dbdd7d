"""Runs pytest many times in one folder, each time in a child of a process that is warm:
it has loaded every library, which takes longer than most tests, and nothing of the project.

    with Warm(folder) as warm:
        status, output = warm.pytest(["tests/web", "-x"], seconds=60)

`seconds` are of the processor, since a clock would tell how busy the machine is.
"""

import importlib
import json
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import entry_points
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

OURS = {"quizapp", "tests", "bench"}
PATIENCE = 1800  # seconds by the clock: whatever sleeps longer will never end
TOO_LONG = 124  # the status of a run that was ended
COMMON = (
    *("-p", "no:cacheprovider", "-m", "not long", "--tb=no", "-rfE", "-n0"),
    *("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
)


class Warm:
    """A process in a folder that holds the project, ready to run its tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder.with_name(f"{folder.name}.txt")
        self.scratch = folder.with_name(f"{folder.name}-scratch")

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.warm"],
            **{"cwd": self.folder, "env": _environ(), "text": True},
            **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE},
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.stdin.close()
        self.process.wait()

    def pytest(self, arguments: Sequence[str], seconds: int) -> tuple[int, str]:
        """Return pytest's exit status and what it printed."""
        whole = [*COMMON, f"--basetemp={self.scratch}", *arguments]
        order = {"arguments": whole, "seconds": seconds, "output": str(self.output)}
        print(json.dumps(order), file=self.process.stdin, flush=True)
        status = int(self.process.stdout.readline())
        return status, self.output.read_text("utf-8", "replace")


class Hot:
    """A process in a folder that has loaded the project and its tests: see `bench.hot`."""

    def __init__(self, folder: Path, files: Sequence[str]) -> None:
        self.folder, self.files = folder, files

    def __enter__(self) -> Self:
        (orders, tell), (hear, answers) = os.pipe(), os.pipe()
        options = ["-p", "bench.hot", f"--orders={orders}", f"--answers={answers}", "-s"]
        scratch = f"--basetemp={self.folder}-hot-scratch"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *COMMON, scratch, *options, *self.files],
            **{"cwd": self.folder, "env": _environ(), "pass_fds": (orders, answers)},
            **dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL),
        )
        os.close(orders)
        os.close(answers)
        self.orders, self.answers = os.fdopen(tell, "w"), os.fdopen(hear)
        self.answers.readline()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.orders.close()
        self.process.wait()

    def ask(self, path: str, how: str, tests: Sequence[str], seconds: int) -> str:
        """Return the first test that fails by what the file at `path` holds now, or ""."""
        order = {"path": path, "how": how, "tests": list(tests), "seconds": seconds}
        print(json.dumps(order), file=self.orders, flush=True)
        return str(json.loads(self.answers.readline()))


def _environ() -> dict[str, str]:
    left_out = {"CI", "PYTHONDONTWRITEBYTECODE"}  # tests are compiled once, not by each run
    return {name: value for name, value in os.environ.items() if name not in left_out}


# --- the warm process itself -------------------------------------------------------------------


def _libraries() -> list[str]:
    """Return every module that the project loads and is not its own, as a child found out."""
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        import hypothesis  # noqa: F401 - a plugin loads it at the end of each run
        import pytest  # noqa: F401 - with its parts

        import quizapp

        for found in pkgutil.walk_packages(quizapp.__path__, "quizapp."):
            if found.name != "quizapp.__main__" and ".migrations." not in found.name:
                importlib.import_module(found.name)
        importlib.import_module("tests.conftest")
        os.write(target, json.dumps(list(sys.modules)).encode())
        os._exit(0)
    os.close(target)
    with os.fdopen(source, encoding="utf-8") as told:
        names = json.load(told)
    os.waitpid(child, 0)
    # Pytest wants to be the first to load its plugins.
    plugins = {entry.module for entry in entry_points(group="pytest11")}
    return [name for name in names if name.split(".")[0] not in OURS and name not in plugins]


def _child(order: dict[str, Any]) -> NoReturn:
    """Run pytest and end."""
    import pytest

    output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, file in enumerate((nothing, output, output)):
        os.dup2(file, number)
    # As Ctrl-C does, so that fixtures put away the databases that they started.
    signal.signal(signal.SIGXCPU, signal.default_int_handler)
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"] + 60))
    status = 1
    try:
        status = int(pytest.main(order["arguments"]))
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _ended(child: int) -> int:
    """Wait for a child, but not for ever; return its status."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        pid, status, _used = os.wait4(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return TOO_LONG


def main() -> None:
    """Run what each line of the input orders, and answer with a status."""
    for name in _libraries():
        # Some are made up by another when it is loaded.
        with suppress(ImportError):
            importlib.import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _child(json.loads(line))
        print(_ended(child), flush=True)


if __name__ == "__main__":
    main()
