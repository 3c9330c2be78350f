import sys
from pathlib import Path

import pytest

from chassis.service import Service
from directory.service import service as directory

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "places")]  # what the tests share

from known_places import known  # noqa: E402, F401 - a fixture


@pytest.fixture(scope="session")
def service() -> Service:
    return directory
