"""Web addresses as people type them into spreadsheets: without a scheme, two in a cell, a nickname instead."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from directory.imports.values import Unreadable, text

_SCHEMES = re.compile(r"^(?:h?t?t?ps?\s*:?\s*/{1,3}\s*)+", re.IGNORECASE)
_HOST = re.compile(r"^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]+)(?::\d+)?$")
_PIECES = re.compile(r"\s+|\||[;,](?=\s*(?:https?:|www\.))")
_NICKNAME = re.compile(r"^[@/]?([\w.%-]{2,100}(?:/[\w.%-]+)*)$")
_PROFILE = {
    "x": "https://twitter.com/",
    "facebook": "https://www.facebook.com/",
    "instagram": "https://www.instagram.com/",
}
_KIND_BY_HOST = {
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "fb.me": "facebook",
    "twitter.com": "x",
    "x.com": "x",
    "instagram.com": "instagram",
    "linkedin.com": "linkedin",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "framapiaf.org": "mastodon",
    "mamot.fr": "mastodon",
    "mastodon.social": "mastodon",
    "piaille.fr": "mastodon",
    "mobilizon.fr": "mobilizon",
    "acceslibre.beta.gouv.fr": "accessibility",
    "rdv-solidarites.fr": "booking",
}
WEBSITE = "website"


def web_address(value: str) -> str:
    """One address with its scheme, its host in lower case: `WWW.Lieu.fr/Ici` -> `http://www.lieu.fr/Ici`.

    Raises Unreadable. A site that has https answers on http by sending there; the other way round it would not answer.
    """
    bare = _SCHEMES.sub("", value.strip("<>\"'(), "))
    host, rest = _split_host(bare)
    if "@" in host:
        raise Unreadable("an e-mail address or a nickname where a web address belongs")
    scheme = "https" if re.match("https:", value.strip(), re.IGNORECASE) else "http"
    address = f"{scheme}://{host.lower()}{rest}"
    if re.search(r"\s", bare) or not _HOST.match(_ascii(host)) or not _parses(address):
        raise Unreadable("not a web address")
    return address


def addresses(value: str, kind: str | None = None) -> list[tuple[str, str]]:
    """Every address of a cell with its link kind, from its host or else the column's; nicknames become profiles.

    Raises Unreadable when the cell says something and no address can be made of it.
    """
    if (written := text(value)) is None:
        return []
    pieces = [piece for piece in _PIECES.split(written) if piece]
    found = dict(_readable(pieces, kind))
    if not found:
        raise Unreadable("not a web address")
    return [(link_kind, address) for address, link_kind in found.items()]


def kind_of(address: str) -> str:
    """The link kind that the host of an address tells; `website` when it tells none."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    ends = (".".join(host.split(".")[cut:]) for cut in range(host.count(".")))
    return next((kind for end in ends if (kind := _KIND_BY_HOST.get(end))), WEBSITE)


def _readable(pieces: list[str], kind: str | None) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        profile = _profile(piece, kind, alone=len(pieces) == 1)
        if profile and "/" not in piece and not piece.lower().startswith("www."):
            yield profile, str(kind)  # `lieu.rennes` is a nickname there, though it could be a site
            continue
        try:
            address = web_address(piece)
        except Unreadable:
            if profile:
                yield profile, str(kind)
        else:
            yield address, kind_of(address)


def _profile(piece: str, kind: str | None, *, alone: bool) -> str | None:
    """The page of a nickname, in a column that says of which platform; among other words only with its `@`."""
    nickname = _NICKNAME.match(piece)
    if kind in _PROFILE and nickname and (alone or piece.startswith("@")):
        return _PROFILE[kind] + nickname[1]
    return None


def _split_host(bare: str) -> tuple[str, str]:
    cut = re.search(r"[/?#]", bare)
    return (bare[: cut.start()], bare[cut.start() :]) if cut else (bare, "")


def _ascii(host: str) -> str:
    try:
        return host.lower().encode("idna").decode()
    except UnicodeError:
        return ""


def _parses(address: str) -> bool:
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False
