"""Starting the measured servers, all alike: granian, one blocking thread a process."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


class Server(NamedTuple):
    """A running server: where it listens, and the process that its workers descend from."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Return the CPU time, user and system, of the server and all its workers."""
        return sum(_cpu(pid) for pid in [self.pid, *children(self.pid)])

    def resident_megabytes(self) -> list[float]:
        """Return the resident memory of each worker, in MB."""
        return [_resident(pid) for pid in children(self.pid)]


def children(pid: int) -> list[int]:
    """Return the processes that one began, and those that they began."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found + [grandchild for child in found for grandchild in children(child)]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(target: str, environ: dict[str, str]) -> Iterator[Server]:
    """Serve a WSGI factory, `module:function`, as `./quiz run` serves the app."""
    port = free_port()
    code = f"from quizapp.serving import serve; serve('127.0.0.1', {port}, {target!r})"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        cwd=ROOT,
    )
    try:
        _wait(port)
        yield Server(port, process.pid)
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        # A worker that was still being loaded did not hear of it.
        for pid in [*children(process.pid), process.pid]:
            os.kill(pid, signal.SIGKILL)
        process.wait()


def _wait(port: int) -> None:
    for _ in range(1200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing listens on port {port}")
