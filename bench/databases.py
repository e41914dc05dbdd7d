"""The databases that a bench measures on: SQLite, and PostgreSQL where it is installed."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.postgres import Cluster, why_not


def fresh_databases(times: int = 1) -> Iterator[tuple[str, Path]]:
    """Yield the address of an empty database and a folder beside it, `times` of each make."""
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/bench.sqlite", Path(folder)
    if why_not():
        print(f"PostgreSQL was left out: {why_not()}")
        return
    for _ in range(times):
        with Cluster(fsync=True) as cluster, tempfile.TemporaryDirectory() as folder:
            yield cluster.url, Path(folder)
