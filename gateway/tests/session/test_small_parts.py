"""What needs no running part."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.session.destinations import safe
from gateway.session.devices import UNKNOWN, device, masked
from gateway.session.sealing import derive, is_secret, name, new_secret, seal, unseal

OURS = "https://navigator.test/auth/callback"
PIECES = ["/", "\\", ":", "@", ".", "..", "%2f", "%5c", "evil.example", "http", "\t", "\n", " ", "?", "#", "a"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=40))
def test_wherever_a_person_wants_to_go_it_is_here(wanted):
    there = safe(wanted)

    parts = urlsplit(urljoin(OURS, there))
    assert (parts.scheme, parts.netloc) == ("https", "navigator.test")
    assert there.startswith("/")
    assert not there.startswith(("//", "/\\"))
    assert there.isascii()
    assert there.isprintable()
    assert safe(there) == there


@pytest.mark.parametrize(
    "wanted",
    ["/", "/lieux", "/lieux/caf%C3%A9?q=a%20b&r=//x#y", "/lieux/x/modifier#horaires", "/apiculture", "/auth-x", "/a.b"],
)
def test_a_page_of_ours_is_where_it_goes(wanted):
    assert safe(wanted) == wanted


@given(st.binary(max_size=200), st.integers(0, 300))
def test_what_is_sealed_opens_under_its_key_and_name_alone(plain, at):
    key = derive(new_secret(), "x")
    sealed = seal(key, plain, to="one")

    assert unseal(key, sealed, to="one") == plain
    assert unseal(key, sealed, to="other") is None
    assert unseal(derive(new_secret(), "x"), sealed, to="one") is None
    at %= len(sealed)
    assert unseal(key, sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], to="one") is None
    assert unseal(key, sealed[:at], to="one") is None
    assert unseal(key, None, to="one") is None


def test_secrets_differ_and_so_does_what_comes_from_them():
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    one = secrets.pop()
    assert is_secret(one.encode())
    assert not is_secret(one.encode() + b"\n")
    derived = {name(one, purpose) for purpose in ("session name", "csrf token", "session key")}
    assert len(derived) == 3
    assert one not in derived


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
            "Edge on Windows",
        ),
        ("curl/8.5.0", "curl"),
        ("", UNKNOWN),
        ("x" * 10_000, UNKNOWN),
        ("<script>alert(1)</script>", UNKNOWN),
    ],
)
def test_a_device_is_told_by_what_it_says_of_itself(told, known):
    assert device(told) == known


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("203.0.113.77", "203.0.113.x"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::x"),
        ("::ffff:203.0.113.77", "203.0.113.x"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_an_address_is_shown_in_part(address, shown):
    assert masked(address) == shown
