"""A throw-away PostgreSQL cluster: made in under a second, reached by a socket only."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

_INSTALL = "install it with: sudo apt install postgresql"


def _program(name: str) -> str | None:
    """Return the path of a PostgreSQL program; Debian keeps them out of the PATH."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4])
    )
    return str(found[-1]) if found else shutil.which(name)


def _as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; Debian makes a user for it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def why_not() -> str:
    """Return why the tests on PostgreSQL cannot run here, in words that help; '' if they can."""
    if not (_program("initdb") and _program("pg_ctl")):
        return f"PostgreSQL is not installed; {_INSTALL}"
    if find_spec("psycopg") is None:
        return "psycopg is not installed; install it with: ./quiz setup postgres"
    if os.geteuid() == 0:
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            return f"there is no user postgres; {_INSTALL}"
    return ""


def _is_alive(pid: int) -> bool:
    """Does it still run? One that is dead and not yet buried does not."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Cluster:
    """A cluster in a temporary folder; `url` is a database in it.

    It does not wait for the disk unless `fsync` is wanted: its data is gone with it.
    """

    def __init__(self, *, fsync: bool = False) -> None:
        self.fsync = fsync

    def __enter__(self) -> "Cluster":
        self.folder = Path(tempfile.mkdtemp(prefix="quizapp-pg-"))
        self.own(self.folder)
        self.data = self.folder / "data"
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8")
        self.start()
        self.url = f"postgresql+psycopg://postgres@/postgres?host={self.folder}"
        return self

    def start(self) -> None:
        """Start the server; it listens on a socket in the folder only."""
        options = f"-c listen_addresses='' -c max_connections=100 -k {self.folder}"
        if not self.fsync:
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        self._run(
            "pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "-o", options, "start"
        )

    def own(self, folder: Path) -> None:
        """Give a folder to whoever the server runs as."""
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")

    def stop(self) -> None:
        """Stop it in an orderly way, as an upgrade of the system does: sessions are ended."""
        self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")

    def kill(self) -> None:
        """Kill the server and every process of it at once: what it held in memory is gone."""
        lock = self.data / "postmaster.pid"
        server = int(lock.read_text().split()[0])
        os.kill(server, signal.SIGSTOP)  # it begins no more
        begun = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        pids = [*map(int, begun), server]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        while any(_is_alive(pid) for pid in pids):
            time.sleep(0.01)
        # The dead, until they are buried, look like a server to the next one.
        for left in (lock, *self.folder.glob(".s.PGSQL.*.lock")):
            left.unlink()

    def __exit__(self, *_error: object) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        command = _as_postgres([str(_program(program)), *map(str, arguments)])
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/", check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout.decode()[-2000:]}")
