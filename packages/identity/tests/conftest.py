"""Identity is tested by riding it: ``club`` is the smallest service with rights."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from chassis.settings import Settings
from identity.testing import TokenIssuer
from identity.verifier import Verifier

sys.path.insert(0, str(Path(__file__).parent))

from club.service import service as club

hypothesis_settings.register_profile("unhurried", deadline=None)  # a busy machine is not a failing test
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def service():
    return club


@pytest.fixture
def settings(settings: Settings, issuer: TokenIssuer) -> Settings:
    return settings.model_copy(update={"oidc_issuer": issuer.url})


@pytest.fixture
def told(issuer: TokenIssuer) -> Settings:
    """What a service without a database is told."""
    return Settings(database_url="postgresql+asyncpg://nowhere/", oidc_issuer=issuer.url)


@pytest.fixture
def verifier(told: Settings) -> Verifier:
    """A verifier that knows no key and no token yet."""
    return Verifier(told)
