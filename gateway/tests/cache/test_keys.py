"""Two addresses share an answer only when every service reads them alike."""

from urllib.parse import parse_qsl, unquote_to_bytes

from hypothesis import given
from hypothesis import strategies as st

from gateway.cache.keys import canonical

paths = st.binary(max_size=12).map(lambda raw: b"/" + b"".join(b"%%%02X" % byte for byte in raw))
queries = st.lists(
    st.sampled_from([b"a=1", b"a=2", b"b=1", b"a", b"a=", b"%61=1", b"b=%31", b"c=+", b"c=%20", b"d=%C3%A9", b"e=%FF"])
).map(b"&".join)


def read(path, query):
    """As Starlette reads them; the order of different parameters does not matter."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="surrogateescape")
    return unquote_to_bytes(path), sorted(pairs, key=lambda pair: pair[0])


@given(paths, paths, queries, queries)
def test_one_key_means_one_question(path, other_path, query, other_query):
    same_key = canonical(path, query) == canonical(other_path, other_query)
    assert same_key == (read(path, query) == read(other_path, other_query))


@given(paths, queries)
def test_a_key_is_its_own_key(path, query):
    first = canonical(path, query)
    again_path, _, again_query = first.partition(b"?")
    assert canonical(again_path, again_query) == first
