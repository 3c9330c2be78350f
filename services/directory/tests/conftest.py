import sys
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from chassis.service import Service
from chassis.settings import Settings
from directory.service import service as directory
from identity.testing import TokenIssuer

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "places"), str(HERE / "people")]  # what the tests share

from acting import elsewhere, home, meet, moderator  # noqa: E402, F401 - fixtures
from known_places import known  # noqa: E402, F401 - a fixture
from life import life, she  # noqa: E402, F401 - fixtures
from town import act, ask, town  # noqa: E402, F401 - fixtures

hypothesis_settings.register_profile("unhurried", deadline=None)  # a busy machine is not a failing test
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def service() -> Service:
    return directory


@pytest.fixture
def settings(settings: Settings, issuer: TokenIssuer) -> Settings:
    return settings.model_copy(update={"oidc_issuer": issuer.url})
