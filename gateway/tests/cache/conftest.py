"""A place that may be remembered."""

import pytest


@pytest.fixture
def place(service):
    service.say("/places/1", b'{"revision": 1}', cache_tag="place network", etag='"1"')
    return "/api/directory/places/1"
