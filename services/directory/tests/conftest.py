import sys
from pathlib import Path

import pytest

from chassis.service import Service
from directory.service import service as directory

sys.path.insert(0, str(Path(__file__).parent))  # `directory_factories`, for every folder below


@pytest.fixture(scope="session")
def service() -> Service:
    return directory
