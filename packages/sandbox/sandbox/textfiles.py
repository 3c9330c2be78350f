"""Small files that several processes read."""

import os
from contextlib import suppress
from pathlib import Path


def replace_text(file: Path, text: str, *, mode: int = 0o666) -> None:
    """Write a file so that a reader sees the old text or the new, never half of one. `mode`: who may read it.

    Does nothing when the folder is gone: someone who removes a home under a running navigator must not keep it from
    stopping cleanly.
    """
    written = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        written.touch(mode=mode)
        written.write_text(text)
        written.replace(file)
