"""The server as `./quiz run` serves, in a group of processes that can be killed as one."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from bench.servers import children, free_port
from quizapp.config import PROJECT

APP = "quizapp.app:create_served_app"
_SERVE = "from quizapp.serving import serve; serve('127.0.0.1', {port}, {target!r})"
_TRIES = 600  # of a tenth of a second: nothing depends on how long a start takes


class Served:
    """The app of some settings, or a control's, on a port that stays the same.

    `under`: the command that runs it, where something is to look on.
    """

    def __init__(self, settings, target=APP, under=(), **environ):
        self.port = free_port()
        self._command = [*under, sys.executable, "-c"]
        self._command.append(_SERVE.format(port=self.port, target=target))
        self.log = settings.instance / "server.log"
        self._environ = {
            "QUIZAPP_INSTANCE": str(settings.instance),
            "QUIZAPP_DATABASE_URL": settings.database_url,
            "QUIZAPP_SECRET_KEY": settings.secret_key,
            "QUIZAPP_PUBLIC_URL": settings.public_url,
            **environ,
        }

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.kill()

    def start(self):
        """Start it, and wait until it listens."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env={**os.environ, "PYTHONPATH": str(PROJECT), **self._environ},
                cwd=PROJECT,
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
        self._wait(listens=True)

    def kill(self):
        """Kill it and all its workers at once, as a flat battery does."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=60)
        self._wait(listens=False)

    def stop(self):
        """Ask it to stop, and wait until it has."""
        self._process.terminate()
        self._process.wait(timeout=60)

    def kill_worker(self):
        """Kill the worker that has been there longest, as a machine short of memory does."""
        os.kill(min(children(self._process.pid)), signal.SIGKILL)

    def _wait(self, *, listens):
        for _ in range(_TRIES):
            if self._listens() == listens:
                return
            time.sleep(0.1)
        raise RuntimeError(f"port {self.port}: {self.log.read_text()[-2000:]}")

    def _listens(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
        except OSError:
            return False
        return True
