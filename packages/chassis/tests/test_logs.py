"""What a log says of a fault, and what it must not."""

import subprocess
import sys

import pytest

FAULT = """
import structlog
from chassis import logs
from chassis.settings import Common

logs.configure(Common(log_format={format!r}), name="x")
token = "".join(["a ", "secret"])
try:
    raise ValueError("told")
except ValueError as error:
    structlog.get_logger("x").error("failed", exc_info=error)
"""


@pytest.mark.parametrize("shape", ["json", "console"])
def test_a_fault_is_told_without_what_was_in_its_hands(shape):
    said = subprocess.run([sys.executable, "-c", FAULT.format(format=shape)], capture_output=True, text=True).stderr

    assert "ValueError" in said
    assert "told" in said
    assert "a secret" not in said
