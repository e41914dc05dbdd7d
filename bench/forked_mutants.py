"""A plugin of pytest: what it collected once is tried on each mutant, in a fork of its own.

    MUTANTS=names.json OUTCOMES=outcomes.json python -m pytest -p bench.forked_mutants TESTS

mutmut starts pytest anew for each mutant, which takes seconds where the tests take milliseconds.
Here the tests run once to learn which functions each comes to; then each mutant is tried by those
that come to its function, the quickest first, until one fails. What is called while modules load
is tried in a process of its own. Started by bench/marking_mutants.py on its copy of the project.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from mutmut.state import state

LEAST_SECONDS = 10  # before a mutant counts as one that never ends
Outcomes = dict[str, str]


def pytest_configure(config: pytest.Config) -> None:
    """Take down from here on which functions are called."""
    os.environ["MUTANT_UNDER_TEST"] = "stats"


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run the tests once, then those that matter on each mutant, and write down what came of it."""
    names = json.loads(Path(os.environ["MUTANTS"]).read_text())
    while_loading = set(state()._stats)
    tests = _tests_by_function(session)
    if session.testsfailed:
        raise pytest.UsageError("a test fails as it is")
    gc.collect()
    gc.freeze()  # so that no fork copies the memory of this process to look through it
    outcomes: Outcomes = {}
    for name in names:
        function = name.rsplit("__mutmut_", 1)[0]
        outcomes[name] = _tried(name, tests[function])
        if outcomes[name] in ("survived", "no tests") and function in while_loading:
            outcomes[name] = _tried_afresh(session, name)
        Path(os.environ["OUTCOMES"]).write_text(json.dumps(outcomes))
    return True


def _tests_by_function(session: pytest.Session) -> dict[str, list[pytest.Item]]:
    """Run every test; return those that come to each function, the quickest first."""
    taken: dict[str, list[tuple[float, int, pytest.Item]]] = defaultdict(list)
    for place, item in enumerate(session.items):
        state()._stats.clear()
        began = time.perf_counter()
        following = session.items[place + 1 :][:1]
        item.ihook.pytest_runtest_protocol(item=item, nextitem=(following or [None])[0])
        for function in state()._stats:
            taken[function].append((time.perf_counter() - began, place, item))
    found = {name: [item for *_, item in sorted(rows)] for name, rows in taken.items()}
    return defaultdict(list, found)


def _tried(name: str, items: list[pytest.Item]) -> str:
    """Return what became of one mutant; what noticed it is asked first of the next one."""
    if not items:
        return "no tests"
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        _try(name, items, writes)
    os.close(writes)
    with os.fdopen(reads) as said:
        noticed_by = said.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if noticed_by:
        items.insert(0, items.pop(int(noticed_by)))
        return "killed"
    if status < 0:
        return "timeout" if -status == signal.SIGALRM else "segfault"
    return "survived"


def _try(name: str, items: Sequence[pytest.Item], writes: int) -> None:
    """Run tests until one fails, say which it was, and end this process."""
    signal.alarm(LEAST_SECONDS)
    os.environ["MUTANT_UNDER_TEST"] = name
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    try:
        for place, item in enumerate(items):
            if _fails(item):
                os.write(writes, str(place).encode())
                break
    finally:
        os._exit(0)


def _fails(item: pytest.Item) -> bool:
    """Run one test: by itself where it asks for no fixture, for that is quicker by far."""
    given = item.callspec.params if hasattr(item, "callspec") else {}
    if not set(item.fixturenames) <= {*given, "request"}:
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        return bool(item.session.testsfailed)
    try:
        item.function(**given)
    except BaseException as error:
        return not isinstance(error, pytest.skip.Exception)
    return False


def _tried_afresh(session: pytest.Session, name: str) -> str:
    """Try a mutant of what is called while modules load."""
    environment = {**os.environ, "MUTANT_UNDER_TEST": name}
    plain = [sys.executable, "-m", "pytest", "-q", "-x", "--noconftest", *session.config.args]
    options = ["-p", "no:cacheprovider", "-k", session.config.option.keyword]
    ended = subprocess.run([*plain, *options], env=environment, capture_output=True, check=False)
    return "killed" if ended.returncode else "survived"
