"""The gateway's README."""

import re
from pathlib import Path

from gateway.settings import GatewaySettings

README = Path(__file__).parents[1] / "README.md"


def test_every_setting_is_told_in_the_readme():
    told = set(re.findall(r"`([A-Z_]+)`", README.read_text()))

    assert {name.upper() for name in GatewaySettings.model_fields} <= told
