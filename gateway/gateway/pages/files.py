"""The built web client's files, read when first asked for and again when they change."""

import asyncio
import mimetypes
from dataclasses import dataclass, field
from pathlib import Path

from starlette.responses import Response

from chassis.etags import etag
from gateway.answering import REVALIDATE
from gateway.asked import Headers
from gateway.cache.entries import unchanged
from gateway.compression.codings import SMALLEST, Coding, choose, compress_aside, compressible

IMMUTABLE = "public, max-age=31536000, immutable"
HASHED = "/assets/"  # where the build puts files that carry their hash in their name
SUFFIXES: dict[Coding, str] = {"br": ".br", "gzip": ".gz"}
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".ftl": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
}


@dataclass(slots=True)
class File:
    """One file, in each coding once it has been asked for."""

    body: bytes
    content_type: str
    tag: str
    version: tuple[int, int]
    coded: dict[Coding, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, body: bytes, content_type: str) -> "File":
        """Bytes that come from no disk."""
        return cls(body, content_type, etag(body), (0, len(body)))

    async def in_coding(self, coding: Coding) -> tuple[bytes, Coding]:
        """The bytes, and the coding they are really in."""
        if len(self.body) < SMALLEST or not compressible(self.content_type.encode()):
            return self.body, "identity"
        if coding not in self.coded:
            self.coded[coding] = await compress_aside(self.body, coding)
        return self.coded[coding], coding


class Files:
    """The files under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._files: dict[str, File] = {}

    async def find(self, path: str) -> File | None:
        """The file at this path of the site (``/assets/x.js``), as it is on the disk now."""
        place = (self.root / path.lstrip("/")).resolve()
        try:
            if not place.is_relative_to(self.root) or not place.is_file():
                return None
            looks = place.stat()
            version = (looks.st_mtime_ns, looks.st_size)
            known = self._files.get(path)
            if known is None or known.version != version:
                known = self._files[path] = await asyncio.to_thread(_read, place, version)
        except (OSError, ValueError):  # it went away meanwhile, or no file could have this name
            return None
        return known


def _read(place: Path, version: tuple[int, int]) -> File:
    body = place.read_bytes()
    guessed = TYPES.get(place.suffix) or mimetypes.guess_type(place.name)[0] or "application/octet-stream"
    coded = {
        coding: beside.read_bytes()
        for coding, suffix in SUFFIXES.items()
        if (beside := place.with_name(place.name + suffix)).is_file()
    }
    return File(body, guessed, etag(body), version, coded)


async def answer(file: File, path: str, headers: Headers) -> Response:
    """The file, or 304, as a request with these headers wants it."""
    wanted = dict(headers)
    body, coding = await file.in_coding(choose(wanted.get(b"accept-encoding", b"")))
    tag = file.tag if coding == "identity" else f"W/{file.tag}"
    said = {
        "etag": tag,
        "cache-control": IMMUTABLE if path.startswith(HASHED) else REVALIDATE,
        "vary": "Accept-Encoding",
    }
    if unchanged(wanted.get(b"if-none-match"), tag):
        return Response(status_code=304, headers=said)
    if coding != "identity":
        said["content-encoding"] = coding
    return Response(body, headers={**said, "content-type": file.content_type})
