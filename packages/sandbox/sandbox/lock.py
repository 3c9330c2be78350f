"""One owner per folder: a lock that the system itself lets go of when its holder dies."""

import fcntl
import os
from pathlib import Path
from typing import TextIO


class HeldError(Exception):
    """Someone else holds the lock."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        super().__init__(f"held by process {owner}")


class Lock:
    """A lock on a file, which names its holder's process."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held: TextIO | None = None

    def take(self) -> None:
        """Take the lock, or keep it. Raises HeldError when another process, or another object of this one, has it."""
        if self._held is not None:
            return
        file = self._file.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            owner = file.read().strip()
            file.close()
            raise HeldError(owner) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        self._held = file

    def release(self) -> None:
        """Let go of the lock, if it is ours."""
        if self._held is not None:
            self._held.close()
            self._held = None
