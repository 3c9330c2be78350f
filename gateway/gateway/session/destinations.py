"""Where a person may be sent back to after signing in: to a page of ours, and nowhere else."""

import re

from gateway.routing.paths import CONFUSING

HOME = "/"
LONGEST = 2000
# What browsers drop or turn before they read an address, and what cannot stand in a header.
UNSAFE = re.compile(r"[^\x21-\x7e]|\\")
NOT_PAGES = re.compile(r"/(?:auth|api)(?:[/?#]|$)", re.IGNORECASE)


def safe(wanted: str) -> str:
    r"""``wanted`` when it is a plain path of ours, with its query and fragment; else the home page.

    ``//evil.example``, ``/\evil.example`` and the like are other sites to a browser; ``/auth/login`` would turn in a
    circle.
    """
    path = re.split(r"[?#]", wanted, maxsplit=1)[0]
    if len(wanted) > LONGEST or UNSAFE.search(wanted) or not path.startswith("/"):
        return HOME
    if CONFUSING.search(path.encode()) or NOT_PAGES.match(path):
        return HOME
    return wanted
