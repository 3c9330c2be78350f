"""Smaller answers for those who take them, as they stream by too."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.compression.codings import choose, compress, compressible, compressor


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (b"", "identity"),
        (b"gzip", "gzip"),
        (b"br", "br"),
        (b"gzip, deflate, br, zstd", "br"),
        (b"gzip;q=1.0, br;q=0.5", "gzip"),
        (b"br;q=0, gzip", "gzip"),
        (b"br;q=0", "identity"),
        (b"*", "br"),
        (b"*;q=0", "identity"),
        (b"br;q=0.5, identity", "identity"),
        (b"BR", "br"),
        (b"gzip;q=junk", "identity"),
        (b"deflate", "identity"),
        (b",,;;", "identity"),
    ],
)
def test_the_coding_is_one_the_asker_takes(accepted, coding):
    assert choose(accepted) == coding


@given(st.binary(max_size=100))
def test_no_header_breaks_the_choice(accepted):
    assert choose(accepted) in ("br", "gzip", "identity")


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_what_is_coded_decodes(chunks):
    whole = b"".join(chunks)
    for coding, decode in (("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)):
        stream = compressor(coding)
        assert decode(b"".join(map(stream.feed, chunks)) + stream.finish()) == whole
        assert decode(compress(whole, coding)) == whole


def test_what_gets_smaller():
    assert compressible(b"application/json; charset=utf-8")
    assert compressible(b"application/geo+json")
    assert compressible(b"application/problem+json")
    assert compressible(b"text/html")
    assert not compressible(b"text/event-stream")
    assert not compressible(b"image/png")
    assert not compressible(None)


@pytest.mark.parametrize("coding", ["br", "gzip"])
async def test_an_answer_that_is_not_remembered_is_coded_on_its_way(client, service, coding):
    async def long(scope, receive, send):
        lines = [(b"content-type", b"application/json"), (b"etag", b'"3"')]
        await send({"type": "http.response.start", "status": 200, "headers": lines})
        for _ in range(50):
            await send({"type": "http.response.body", "body": b'{"place": "tiers-lieu"}' * 50, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    service.answers["/long"] = long
    async with client.stream("GET", "/api/directory/long", headers={"Accept-Encoding": coding}) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])

    assert answer.headers["content-encoding"] == coding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["etag"] == 'W/"3"'
    assert "content-length" not in answer.headers
    assert len(raw) < 2000
    decode = brotli.decompress if coding == "br" else gzip.decompress
    assert decode(raw) == b'{"place": "tiers-lieu"}' * 2500


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"small", {}),
        (b"x" * 2000, {"content_type": "image/png"}),
        (gzip.compress(b"x" * 5000, mtime=0), {"content_encoding": "gzip"}),
        (b"x" * 2000, {"cache_control": "no-transform"}),
    ],
)
async def test_what_would_not_gain_is_left_alone(client, service, body, headers):
    service.say("/x", body, **headers)
    async with client.stream("GET", "/api/directory/x", headers={"Accept-Encoding": "br, gzip"}) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])

    assert raw == body
    assert answer.headers.get("content-encoding") == headers.get("content_encoding")
