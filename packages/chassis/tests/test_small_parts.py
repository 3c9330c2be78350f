"""Cursors, tags and names: pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.etags import etag, matches
from chassis.pages import decode_cursor, encode_cursor
from chassis.refusals import Invalid, NotFound, PreconditionRequired

VALUES = st.lists(
    st.none() | st.integers() | st.text() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
)


@given(VALUES, st.text())
def test_a_cursor_comes_back_as_it_left(values, sort):
    assert decode_cursor(encode_cursor(values, sort=sort), sort=sort) == values


@given(st.text() | st.binary().map(lambda b: b.decode("latin-1")))
def test_a_cursor_of_somebody_else_is_refused_and_never_a_fault(cursor):
    with pytest.raises(Invalid) as refusal:
        decode_cursor(cursor, sort="name")
    assert refusal.value.errors[0]["parameter"] == "cursor"


def test_a_cursor_of_another_order_is_refused():
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor([1], sort="name"), sort="updated")


@pytest.mark.parametrize(
    "header, matched",
    [
        (None, False),
        ("", False),
        ('"3"', True),
        ('W/"3"', True),
        ('"2", "3"', True),
        ("*", True),
        ('"33"', False),
        ("3", False),
    ],
)
def test_tags_are_compared_whole(header, matched):
    assert matches(header, etag(3)) is matched


def test_bytes_have_a_tag_of_their_own():
    assert etag(b"one") != etag(b"other")


def test_a_refusal_is_named_after_its_type():
    assert NotFound.slug() == "not-found"
    assert PreconditionRequired.slug() == "precondition-required"
