import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from parts import House


@pytest.fixture
def house(tmp_path):
    with House(tmp_path).running() as house:
        yield house
