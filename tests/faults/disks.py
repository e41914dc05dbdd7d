"""Small disks that can be filled and freed while the server runs."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

BLOCK = 64 * 1024


class SmallDisk:
    """A disk of some megabytes in memory, at a folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self):
        """Leave no room."""
        with self._ballast.open("ab", buffering=0) as file:
            size = BLOCK
            while size:
                try:
                    size = file.write(bytes(size)) and size
                except OSError:
                    size //= 2

    def free(self):
        """Give the room back."""
        self._ballast.unlink()


class SmallFile:
    """A SQLite database whose file may not grow, where no disk can be made.

    The server's own process looks for `full` beside it: see `controls.create_small`.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._sign = folder / "full"

    def fill(self):
        """Let the file not grow."""
        self._sign.touch()

    def free(self):
        """Let it grow."""
        self._sign.unlink()


def why_no_disk() -> str:
    """Return why no disk can be made here, in words; '' if one can."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return "only root can mount a small disk; the test of a file that may not grow has run"
    return ""


@contextmanager
def mounted(folder: Path, megabytes: int):
    """A small disk in memory at a folder until the end of the block."""
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "quizapp-test", folder], check=True
    )
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
