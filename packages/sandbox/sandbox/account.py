"""Whom a server runs as. PostgreSQL refuses to run as root, so root starts it under an account without rights."""

import os
import pwd
import shutil
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# `postgres` is there where a distribution's own PostgreSQL is, `nobody` everywhere. initdb wants a named account.
CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A system account without rights, by its numbers."""

    uid: int
    gid: int

    def own(self, path: Path) -> None:
        """Give a file or an (empty) folder to this account."""
        os.chown(path, self.uid, self.gid)


def unprivileged(data: Path) -> Account | None:
    """Return the account a server must run as when we are root, None when we are someone else already.

    Existing data keeps its owner: an account that appears later (a PostgreSQL being installed) changes nothing.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    message = (
        f"PostgreSQL refuses to run as root and there is no account to use instead: none of {', '.join(CANDIDATES)}"
    )
    raise LookupError(message)


def as_account(command: Sequence[str], account: Account | None, reaching: Sequence[Path]) -> list[str]:
    """Return the command that runs `command` as the account, able to reach the files it needs.

    Under /root, say, an account without rights reaches neither the server's program nor its data. Opening these folders
    to everybody would be wrong; instead the server keeps the one capability to pass permission checks.
    """
    if account is None:
        return list(command)
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise FileNotFoundError(
            "to start PostgreSQL as root, `setpriv` is needed (package util-linux); or run as an ordinary user"
        )
    demoted = [setpriv, f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups"]
    if not all(_reachable(path, account) for path in reaching):
        demoted += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return [*demoted, *command]


def _reachable(path: Path, account: Account) -> bool:
    """Tell whether every folder above the path lets the account pass."""
    for folder in path.resolve().parents:
        about = folder.stat()
        passes = about.st_mode & (stat.S_IXUSR if about.st_uid == account.uid else stat.S_IXOTH)
        if not passes:
            return False
    return True
