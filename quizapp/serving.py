"""How the app is served; it loads nothing of ours, so that a start waits for the workers alone."""

import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def serve(address: str, port: int, target: str = "quizapp.app:create_served_app") -> None:
    """Serve until stopped: as many processes as cores, one thread each.

    `target`: the factory of what is served, `module:function`; tests have others.
    """
    Granian(
        target,
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=os.cpu_count() or 1,
        blocking_threads=1,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        # A worker that is told to stop while it starts does not hear of it, and would stay.
        workers_kill_timeout=10,  # seconds
    ).serve()
