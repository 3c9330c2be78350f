import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data():
    """Real lists beside the repository, never in it; their tests are skipped where they are not."""
    folder = Path(os.environ.get("NAV_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real lists at {folder}")
    return folder
