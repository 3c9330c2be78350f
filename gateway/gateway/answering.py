"""Bytes of ours as an answer: tagged, compressed when it helps, 304 when the asker has them."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from chassis.etags import etag
from gateway.cache.entries import unchanged
from gateway.compression.codings import SMALLEST, choose, compress_aside, compressible

REVALIDATE = "no-cache"
OK = 200


async def answer_bytes(
    request: Request,
    body: bytes,
    content_type: str,
    *,
    status: int = OK,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer; ``headers`` may say another ``cache-control`` than to ask again each time."""
    said = {"cache-control": REVALIDATE, "vary": "Accept-Encoding", **(headers or {})}
    if status == OK:
        said["etag"] = f"W/{etag(body)}"  # weak: the same for every coding
        known = request.headers.get("if-none-match")
        if known is not None and unchanged(known.encode("latin-1"), said["etag"]):
            return Response(status_code=304, headers=said)
    coding = choose(request.headers.get("accept-encoding", "").encode("latin-1"))
    if coding != "identity" and len(body) >= SMALLEST and compressible(content_type.encode()):
        body, said["content-encoding"] = await compress_aside(body, coding), coding
    return Response(body, status, {**said, "content-type": content_type})
