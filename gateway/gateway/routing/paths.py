"""Paths that two programs could read in two ways are refused, so that no rule of ours is passed by another spelling.

See RFC 3986 §6 and the "path confusion" class of flaws: an encoded slash or a dot segment is one thing to a proxy and
another to the service behind it.
"""

import re

from chassis.refusals import Refusal

# One search over the raw path: dot segments (plain or encoded), empty segments, encoded slashes and backslashes,
# path parameters, control characters, and percent signs that encode nothing.
CONFUSING = re.compile(
    rb"//|\\|;|/(?:\.|%2[eE]){1,2}(?:/|$)|%2[fF]|%5[cC]|%3[bB]|%[01][0-9a-fA-F]|%7[fF]|%(?![0-9a-fA-F]{2})"
    rb"|[\x00-\x20\x7f-\xff]"
)


class ConfusingPath(Refusal):
    """The path can be read in more than one way."""

    status = 400


def check(path: bytes) -> None:
    """Let a plain path through. Raises ConfusingPath."""
    if not path.startswith(b"/") or CONFUSING.search(path):
        raise ConfusingPath("Ask with a plain path: no empty or dot segment, no encoded slash, no backslash, no ';'.")
