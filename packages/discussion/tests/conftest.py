"""The discussion is tested mounted: ``corner`` is the smallest service with one."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

sys.path.insert(0, str(Path(__file__).parent))

from corner.service import service as corner

hypothesis_settings.register_profile("unhurried", deadline=None)  # a busy machine is not a failing test
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def service():
    return corner


@pytest.fixture
def settings(settings, issuer):
    return settings.model_copy(update={"oidc_issuer": issuer.url})
