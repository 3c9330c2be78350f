"""What makes two addresses the same question."""

from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode


def canonical(path: bytes, query: bytes) -> bytes:
    """One spelling for all: percent signs only where needed, parameters by name; values keep their order.

    The service gets the address as it was asked; only the memory uses this one.
    """
    plain = quote(unquote_to_bytes(path), safe="/:@!$&'()*+,=~-._").encode()
    if not query:
        return plain
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="surrogateescape")
    pairs.sort(key=lambda pair: pair[0])
    return plain + b"?" + urlencode(pairs, errors="surrogateescape").encode()
