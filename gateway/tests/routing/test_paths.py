"""Whatever passes the check means the same to every reader."""

import posixpath
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gateway.routing.paths import ConfusingPath, check

pieces = st.lists(
    st.sampled_from(
        ["a", "places", ".", "..", "%2e", "%2E", "/", "//", "%2f", "%5C", "\\", ";", "%", "%00", "é", " ", "%20"]
    ),
    max_size=8,
).map("".join)


@given(pieces)
@example("/a/../b")
def test_what_passes_is_already_in_its_simplest_form(path):
    raw = path.encode()
    try:
        check(raw)
    except ConfusingPath:
        return
    decoded = unquote_to_bytes(raw)
    assert decoded.count(b"/") == raw.count(b"/")
    assert b"\\" not in decoded
    assert posixpath.normpath(decoded).rstrip(b"/") == decoded.rstrip(b"/")


@pytest.mark.parametrize(
    "path", [b"/", b"/lieux/l-atelier", b"/assets/x-1a.js", b"/a/", b"/.well-known/x", b"/...", b"/a%2eb"]
)
def test_plain_paths_pass(path):
    check(path)


@pytest.mark.parametrize("path", [b"", b"a", b"http://x/", b"*"])
def test_what_is_no_path_does_not(path):
    with pytest.raises(ConfusingPath):
        check(path)
