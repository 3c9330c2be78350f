import sys
from pathlib import Path

import pytest
from hypothesis import settings

from chassis.service import Service
from directory.service import service as directory

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "places")]  # what the tests share

from known_places import known  # noqa: E402, F401 - a fixture

settings.register_profile("unhurried", deadline=None)  # a busy machine is not a failing test
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def service() -> Service:
    return directory
